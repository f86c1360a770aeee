using System.Text.Json;
using Negotiations.Cli.Rendering;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>What a server publishes beside an entry, and a row has in its headers, to open the members of a leaf of
/// version 2: <c>key</c>, or <c>salts</c> and <c>withheld</c>, with <c>dataKey</c> and <c>closed</c> where authors and
/// exact times are not shown.</summary>
internal static class PublishedOpenings
{
    /// <summary>Null where there is none of them, or one cannot be read.</summary>
    public static MemberOpenings? In(JsonElement members)
    {
        try
        {
            if (members.Text("key") is { } key)
                return MemberOpenings.Of(new EventKey(Convert.FromBase64String(key)));

            if (members.At("salts") is not { ValueKind: JsonValueKind.Object } salts)
                return null;

            return new MemberOpenings(
                null,
                salts
                    .EnumerateObject()
                    .ToDictionary(
                        each => each.Name,
                        each => Convert.FromBase64String(each.Value.GetString() ?? ""),
                        StringComparer.Ordinal
                    ),
                [.. members.Items("withheld").Select(each => Hash(each.GetString()))]
            )
            {
                DataKey = members.Text("dataKey") is { } dataKey
                    ? new DataKey(Convert.FromBase64String(dataKey))
                    : null,
                Closed = ClosedIn(members),
            };
        }
        catch (Exception malformed)
            when (malformed is FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    // Nothing else may be held back without an act that says who erased it.
    private static List<string> ClosedIn(JsonElement members) =>
        [.. MemberOpenings.MayBeClosed.Intersect(members.Items("closed").Select(each => each.GetString() ?? ""))];

    private static Digest Hash(string? text) =>
        Digest.TryParse(text, out var hash) ? hash : throw new FormatException("This is no hash.");
}

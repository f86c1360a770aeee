using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>
/// Reads leaves strictly: the members named, no others, in the one spelling that hashes to what the tree holds.
/// </summary>
internal static class LeafReader
{
    private const int DataMembers = 8;
    private const int MembersMembers = 9;

    public static bool TryRead(
        ReadOnlyMemory<byte> entry,
        [NotNullWhen(true)] out Leaf? leaf,
        [NotNullWhen(false)] out Unreadable? failure
    )
    {
        leaf = null;
        var reason = Read(entry, ref leaf);
        failure = reason is null ? null : new Unreadable("leaf", reason);
        return leaf is not null && failure is null;
    }

    private static string? Read(ReadOnlyMemory<byte> entry, ref Leaf? leaf)
    {
        try
        {
            using var document = JsonDocument.Parse(entry);
            var members = document.RootElement;
            if (
                members.ValueKind is not JsonValueKind.Object
                || members.GetPropertyCount() is not (DataMembers or MembersMembers)
            )
                return $"a leaf is an object of {DataMembers} members, or of {MembersMembers} in version 2";

            var read = members.GetPropertyCount() == DataMembers ? OfData(members) : OfMembers(members);
            if (!read.ToBytes().AsSpan().SequenceEqual(entry.Span))
                return "the bytes are not the canonical form of what they say";

            leaf = read;
            return null;
        }
        catch (Exception malformed)
            when (malformed
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            return malformed.Message;
        }
    }

    private static Leaf OfData(JsonElement members) =>
        new(
            members.GetProperty("index").GetInt64(),
            members.GetProperty("stream").GetString()!,
            members.GetProperty("version").GetInt64(),
            members.GetProperty("type").GetString()!,
            members.GetProperty("eventId").GetGuid(),
            members.GetProperty("author").GetString()!,
            Time(members, Leaf.TimeFormat),
            Hash(members, "dataHash")
        );

    // That v is 2 and that the time has no seconds is seen when the bytes are compared.
    private static Leaf OfMembers(JsonElement members) =>
        Leaf.OfMembers(
            members.GetProperty("index").GetInt64(),
            members.GetProperty("stream").GetString()!,
            members.GetProperty("version").GetInt64(),
            members.GetProperty("type").GetString()!,
            members.GetProperty("eventId").GetGuid(),
            Hash(members, "author"),
            Time(members, Leaf.MinuteFormat),
            Hash(members, "root")
        );

    private static DateTimeOffset Time(JsonElement members, string format) =>
        DateTimeOffset.ParseExact(
            members.GetProperty("recordedAt").GetString()!,
            format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );

    private static Digest Hash(JsonElement members, string name) =>
        Digest.TryParseHex(members.GetProperty(name).GetString(), out var hash)
            ? hash
            : throw new FormatException($"{name} is 64 lower-case hexadecimal digits");
}

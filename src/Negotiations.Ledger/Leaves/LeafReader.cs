using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>
/// Reads leaves strictly: the members named, no others, in the one spelling that hashes to what the tree holds.
/// </summary>
internal static class LeafReader
{
    private const int MemberCount = 8;

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
            if (members.ValueKind is not JsonValueKind.Object || members.GetPropertyCount() != MemberCount)
                return $"a leaf is an object of {MemberCount} members";

            var read = Of(members);
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

    private static Leaf Of(JsonElement members) =>
        new(
            members.GetProperty("index").GetInt64(),
            members.GetProperty("stream").GetString()!,
            members.GetProperty("version").GetInt64(),
            members.GetProperty("type").GetString()!,
            members.GetProperty("eventId").GetGuid(),
            members.GetProperty("author").GetString()!,
            DateTimeOffset.ParseExact(
                members.GetProperty("recordedAt").GetString()!,
                Leaf.TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal
            ),
            Digest.TryParseHex(members.GetProperty("dataHash").GetString(), out var hash)
                ? hash
                : throw new FormatException("dataHash is 64 lower-case hexadecimal digits")
        );
}

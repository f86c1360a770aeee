using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Negotiations.Record;
using Negotiations.Store.Read;

namespace Negotiations.Store.Seals;

/// <summary>
/// Marks a row as recorded by a node that has the log's key. A seal is a hash, which anyone can compute who has the
/// database; this code follows from a key that is never in it.
/// </summary>
/// <param name="own">Of this node.</param>
/// <param name="previous">Of the key before it; null: there is none.</param>
public sealed class SealKey(byte[] own, byte[]? previous)
{
    /// <summary>What the keys are derived for.</summary>
    public const string Purpose = "seals";

    /// <summary>The code of an event as it is recorded, in base 64.</summary>
    /// <param name="stream">Of the event.</param>
    /// <param name="recorded">In its envelope.</param>
    /// <param name="type">Its wire name.</param>
    /// <param name="seal">On it.</param>
    public string CodeOf(string stream, RecordedEvent recorded, string type, Seal seal) =>
        Convert.ToBase64String(
            Code(
                own,
                stream,
                new RawEvent(
                    recorded.EventId,
                    recorded.Version,
                    recorded.Sequence,
                    recorded.RecordedAt,
                    recorded.RecordedBy,
                    type,
                    [],
                    null,
                    recorded.Import
                ),
                seal
            )
        );

    /// <summary>Headers with the code beside the seal that they hold.</summary>
    /// <param name="headers">As <see cref="Seal.ToHeaders"/> gives them, without a code.</param>
    /// <param name="stream">Of the event.</param>
    /// <param name="recorded">In its envelope.</param>
    /// <param name="type">Its wire name.</param>
    public string Mark(string headers, string stream, RecordedEvent recorded, string type) =>
        Seal.FromHeaders(headers) is { } seal
            ? $"{headers[..^1]},\"{Seal.CodeName}\":\"{CodeOf(stream, recorded, type, seal)}\"}}"
            : headers;

    /// <summary>Whether a row bears the code that a node with this key, or with the one before it, gave it.</summary>
    /// <param name="stream">Of the row.</param>
    /// <param name="raw">The row.</param>
    /// <param name="seal">That it bears.</param>
    /// <param name="code">That it bears; null: none.</param>
    public bool Holds(string stream, in RawEvent raw, Seal seal, string? code)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return code is not null
            && Convert.TryFromBase64String(code, given, out var length)
            && length == given.Length
            && (
                CryptographicOperations.FixedTimeEquals(given, Code(own, stream, raw, seal))
                || (
                    previous is not null
                    && CryptographicOperations.FixedTimeEquals(given, Code(previous, stream, raw, seal))
                )
            );
    }

    private static byte[] Code(byte[] key, string stream, in RawEvent raw, Seal seal) =>
        HMACSHA256.HashData(
            key,
            JsonSerializer.SerializeToUtf8Bytes<string[]>([
                "seal/v1",
                stream,
                raw.Version.ToString(CultureInfo.InvariantCulture),
                raw.Type,
                raw.Id.ToString(),
                raw.RecordedBy,
                (raw.RecordedAt.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
                raw.Sequence.ToString(CultureInfo.InvariantCulture),
                raw.Import?.ToString() ?? "",
                seal.Commitment,
            ])
        );
}

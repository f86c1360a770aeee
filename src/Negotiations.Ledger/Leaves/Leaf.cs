using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// What the ledger says of one recorded event. Its bytes are RFC 8785 canonical JSON; they are the log entry that the
/// tree hashes.
/// </summary>
/// <param name="Index">Position in the ledger, dense from 0; below 2^53, so that every JSON reader keeps it
/// exact.</param>
/// <param name="Stream">The negotiation, by its address.</param>
/// <param name="Version">Position within the stream, from 1.</param>
/// <param name="Type">The event's frozen wire name: <c>clash-reported</c>.</param>
/// <param name="EventId">Written in lower case with hyphens (RFC 9562 section 4).</param>
/// <param name="Author">Who recorded it, as the server authenticated them.</param>
/// <param name="RecordedAt">The ledger's clock, in whole microseconds; written in UTC with exactly six decimals (RFC
/// 3339).</param>
/// <param name="DataHash">See <see cref="Salted"/>; written as 64 lower-case hexadecimal digits.</param>
public sealed record Leaf(
    long Index,
    string Stream,
    long Version,
    string Type,
    Guid EventId,
    string Author,
    DateTimeOffset RecordedAt,
    Digest DataHash
)
{
    /// <summary>2^53 - 1, the greatest integer that JSON readers agree on (RFC 7493 section 2.2).</summary>
    public const long MaxIndex = (1L << 53) - 1;

    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public long Index { get; } =
        Index is >= 0 and <= MaxIndex
            ? Index
            : throw new ArgumentOutOfRangeException(nameof(Index), Index, $"An index lies between 0 and {MaxIndex}.");

    public long Version { get; } =
        Version is >= 1 and <= MaxIndex
            ? Version
            : throw new ArgumentOutOfRangeException(
                nameof(Version),
                Version,
                $"A version lies between 1 and {MaxIndex}."
            );

    public DateTimeOffset RecordedAt { get; } =
        RecordedAt.Ticks % TimeSpan.TicksPerMicrosecond == 0
            ? RecordedAt.ToUniversalTime()
            : throw new ArgumentException(
                "A recorded time has whole microseconds: what is finer would be lost from the leaf.",
                nameof(RecordedAt)
            );

    /// <summary>The members in the order that RFC 8785 gives them.</summary>
    /// <exception cref="EncoderFallbackException">A text holds half a surrogate pair.</exception>
    public byte[] ToBytes() => Written(withIndex: true);

    /// <summary>
    /// What a receipt promises: the hash of this leaf without its index (<c>SHA-256(0x00 || canonical(leaf without
    /// index))</c>), known before the log has a place for it.
    /// </summary>
    public Digest PromisedHash() => MerkleHash.OfEntry(Written(withIndex: false));

    private byte[] Written(bool withIndex)
    {
        var bytes = new ArrayBufferWriter<byte>(384);
        bytes.Write("{\"author\":"u8);
        CanonicalString.Write(Author, bytes);
        Encoding.ASCII.GetBytes($",\"dataHash\":\"{DataHash.ToHex()}\",\"eventId\":\"{EventId:D}\"", bytes);
        if (withIndex)
            Encoding.ASCII.GetBytes($",\"index\":{StrictDecimal.Of(Index)}", bytes);

        Encoding.ASCII.GetBytes(
            $",\"recordedAt\":\"{RecordedAt.ToString(TimeFormat, CultureInfo.InvariantCulture)}\",\"stream\":",
            bytes
        );
        CanonicalString.Write(Stream, bytes);
        bytes.Write(",\"type\":"u8);
        CanonicalString.Write(Type, bytes);
        Encoding.ASCII.GetBytes($",\"version\":{StrictDecimal.Of(Version)}}}", bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The hash at this leaf's place in the tree.</summary>
    public Digest Hash() => MerkleHash.OfEntry(ToBytes());

    /// <summary>Reads exactly what <see cref="ToBytes"/> writes: a leaf spelled in any other way is refused.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> entry,
        [NotNullWhen(true)] out Leaf? leaf,
        [NotNullWhen(false)] out Unreadable? failure
    ) => LeafReader.TryRead(entry, out leaf, out failure);

    /// <summary>Compares published data with the hash this leaf commits to.</summary>
    /// <param name="salt">As published beside the data.</param>
    /// <param name="data">JSON in any spelling.</param>
    public Verification CheckData(ReadOnlySpan<byte> salt, ReadOnlyMemory<byte> data)
    {
        if (salt.Length != Salted.SaltLength)
            return new Unreadable("salt", $"a salt has {Salted.SaltLength} bytes, not {salt.Length}");

        if (!CanonicalJson.TryOf(data, InexactNumbers.Refuse, out var canonical, out var reason))
            return new Unreadable("data", reason);

        var computed = Salted.Hash(salt, canonical);
        return computed == DataHash ? new DataMatches(this) : new DataMismatch(this, computed);
    }
}

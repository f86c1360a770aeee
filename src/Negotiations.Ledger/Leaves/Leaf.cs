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
/// <param name="Author">Version 1: who recorded it, as the server authenticated them. Version 2: the hash of the member
/// <c>author</c>, 64 lower-case hexadecimal digits, which says nothing without its salt.</param>
/// <param name="RecordedAt">The ledger's clock. Version 1: in whole microseconds, written in UTC with exactly six
/// decimals (RFC 3339). Version 2: the minute, without seconds.</param>
/// <param name="Commitment">Version 1: the data hash, see <see cref="Salted"/>. Version 2: the root over the members,
/// see <see cref="MemberRoot"/>. Written as 64 lower-case hexadecimal digits.</param>
public sealed record Leaf(
    long Index,
    string Stream,
    long Version,
    string Type,
    Guid EventId,
    string Author,
    DateTimeOffset RecordedAt,
    Digest Commitment
)
{
    /// <summary>2^53 - 1, the greatest integer that JSON readers agree on (RFC 7493 section 2.2).</summary>
    public const long MaxIndex = (1L << 53) - 1;

    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    internal const string MinuteFormat = "yyyy-MM-dd'T'HH:mm'Z'";

    // One microsecond less than a minute: what a time cut to its minute may have lost.
    private static readonly TimeSpan s_lost = TimeSpan.FromMinutes(1) - TimeSpan.FromMicroseconds(1);

    /// <summary>Which of the two forms of a leaf it is.</summary>
    public LeafForm Form { get; private init; } = LeafForm.Data;

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

    /// <summary>The latest instant that <see cref="RecordedAt"/> may stand for.</summary>
    public DateTimeOffset LatestRecordedAt => Form is LeafForm.Members ? RecordedAt + s_lost : RecordedAt;

    /// <summary>A leaf of version 2.</summary>
    /// <param name="index">In the ledger.</param>
    /// <param name="stream">The negotiation.</param>
    /// <param name="version">Within the stream.</param>
    /// <param name="type">The event's wire name.</param>
    /// <param name="eventId">Of the event.</param>
    /// <param name="author">The hash of the member <c>author</c>.</param>
    /// <param name="recordedAt">Cut to its minute.</param>
    /// <param name="root">Over all members.</param>
    public static Leaf OfMembers(
        long index,
        string stream,
        long version,
        string type,
        Guid eventId,
        Digest author,
        DateTimeOffset recordedAt,
        Digest root
    ) =>
        new(index, stream, version, type, eventId, author.ToHex(), MinuteOf(recordedAt), root)
        {
            Form = LeafForm.Members,
        };

    /// <summary>The same leaf at another place of the ledger.</summary>
    public Leaf At(long index) =>
        new(index, Stream, Version, Type, EventId, Author, RecordedAt, Commitment) { Form = Form };

    /// <summary>What a leaf of version 2 shows of a time.</summary>
    public static DateTimeOffset MinuteOf(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMinute));
    }

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
        var isMembers = Form is LeafForm.Members;
        var bytes = new ArrayBufferWriter<byte>(384);
        bytes.Write("{\"author\":"u8);
        CanonicalString.Write(Author, bytes);
        if (!isMembers)
            Encoding.ASCII.GetBytes($",\"dataHash\":\"{Commitment.ToHex()}\"", bytes);

        Encoding.ASCII.GetBytes($",\"eventId\":\"{EventId:D}\"", bytes);
        if (withIndex)
            Encoding.ASCII.GetBytes($",\"index\":{StrictDecimal.Of(Index)}", bytes);

        var time = RecordedAt.ToString(isMembers ? MinuteFormat : TimeFormat, CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes($",\"recordedAt\":\"{time}\"", bytes);
        if (isMembers)
            Encoding.ASCII.GetBytes($",\"root\":\"{Commitment.ToHex()}\"", bytes);

        bytes.Write(",\"stream\":"u8);
        CanonicalString.Write(Stream, bytes);
        bytes.Write(",\"type\":"u8);
        CanonicalString.Write(Type, bytes);
        if (isMembers)
            bytes.Write(",\"v\":2"u8);

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

    /// <summary>Compares published data with the hash that this leaf of version 1 commits to.</summary>
    /// <param name="salt">As published beside the data.</param>
    /// <param name="data">JSON in any spelling.</param>
    public Verification CheckData(ReadOnlySpan<byte> salt, ReadOnlyMemory<byte> data)
    {
        if (Form is LeafForm.Members)
            return new Unreadable("salt", "a leaf of version 2 has a salt for each member");

        if (salt.Length != Salted.SaltLength)
            return new Unreadable("salt", $"a salt has {Salted.SaltLength} bytes, not {salt.Length}");

        if (!CanonicalJson.TryOf(data, InexactNumbers.Refuse, out var canonical, out var reason))
            return new Unreadable("data", reason);

        var computed = Salted.Hash(salt, canonical);
        return computed == Commitment ? new DataMatches(this) : new DataMismatch(this, computed);
    }
}

/// <summary>The forms of a leaf.</summary>
public enum LeafForm
{
    /// <summary>Version 1: one salted hash over all data, with author and time in the open.</summary>
    Data = 1,

    /// <summary>Version 2: a salted hash for each member, and a root over them.</summary>
    Members = 2,
}

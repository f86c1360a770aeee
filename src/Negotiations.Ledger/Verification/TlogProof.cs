using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// One file that proves one entry offline (C2SP tlog-proof, version 1): its index, the inclusion proof and the signed
/// checkpoint. By custom it ends in <c>.tlog-proof</c>.
/// </summary>
/// <param name="Index">Of the entry, from 0.</param>
/// <param name="Hashes">From the leaf's sibling up to the child of the root.</param>
/// <param name="Checkpoint">Of a tree that holds the entry.</param>
public sealed record TlogProof(long Index, IReadOnlyList<Digest> Hashes, SignedNote Checkpoint)
{
    public const string Header = "c2sp.org/tlog-proof@v1";

    /// <summary>A path in a tree that a long can count is no longer.</summary>
    public const int MaxHashes = 63;

    /// <summary>
    /// In bytes: room for the longest note, every hash, and an entry with all its members shown. Longer files are
    /// refused unread.
    /// </summary>
    public const int MaxLength = SignedNote.MaxLength + (1 << 22);

    private const string ExtraWord = "extra ";
    private const string IndexWord = "index ";

    /// <summary>
    /// Not covered by any signature. Our server puts the leaf's bytes here, or a <see cref="MemberProof"/>, so that the
    /// file is whole; they are believed only because they hash to the leaf that is proven. Null when the line is
    /// absent.
    /// </summary>
    public ReadOnlyMemory<byte>? Extra { get; init; }

    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra)
            text.Append(ExtraWord).Append(Convert.ToBase64String(extra.Span)).Append('\n');

        text.Append(IndexWord).Append(StrictDecimal.Of(Index)).Append('\n');
        foreach (var hash in Hashes)
            text.Append(hash.ToString()).Append('\n');
        return text.Append('\n').Append(Checkpoint.ToString()).ToString();
    }

    public byte[] ToBytes() => SignedNote.Utf8(ToString());

    /// <summary>Reads a file; trusts none of it.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out TlogProof? proof,
        [NotNullWhen(false)] out Unreadable? failure
    ) => TlogProofReader.TryRead(bytes, out proof, out failure);

    /// <summary>
    /// Checks signatures, then that the entry is where the proof says, under the root that was signed.
    /// </summary>
    /// <param name="trust">From the verifier's own configuration.</param>
    /// <param name="entry">The leaf's bytes: from the verifier's own copy, or <see cref="Extra"/>.</param>
    /// <returns><see cref="Included"/>, or the first failure.</returns>
    public Verification Verify(LogTrust trust, ReadOnlySpan<byte> entry) =>
        SignedCheckpoint.TryOpen(Checkpoint, trust, out var signed, out var failure)
            ? InclusionProof.Verify(
                Index,
                signed.Checkpoint.Size,
                signed.Checkpoint.Root,
                MerkleHash.OfEntry(entry),
                Hashes
            )
            : failure;
}

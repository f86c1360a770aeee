using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>
/// A log's own word, in public, of where its first entries came from when a record was brought back: from the log of
/// another key, whose tree they are, or from a file that proved nothing. It is a checkpoint with extension lines,
/// signed by the log's key: <c>continues VKEY</c> under the tree that is gone on with, or under the empty one
/// <c>unproven-events N</c> and <c>unproven-file SHA-256 in base 64</c>.
/// </summary>
/// <param name="Signed">Its size is that of the tree that is gone on with; 0 where nothing was proven.</param>
/// <param name="Events">How many there were.</param>
/// <param name="Continues">The key that signed them; null: none did.</param>
/// <param name="File">The hash of the file that proved nothing; null where it did.</param>
public sealed record RestoreNotice(SignedCheckpoint Signed, long Events, VerifierKey? Continues, Digest? File)
{
    private const string ContinuesWord = "continues ";
    private const string EventsWord = "unproven-events ";
    private const string FileWord = "unproven-file ";

    /// <summary>In a sentence.</summary>
    public string Text =>
        Continues is { } key
            ? $"The first {Events} entries are those of the log {key.Name}: its key {key.Text} signed them with the "
                + $"root {Signed.Checkpoint.Root}, and they were brought here with their proof."
            : $"The first {Events} events were taken from a file that proved nothing (SHA-256 {File}): what stands in "
                + "them, who recorded them and when is what that file said.";

    /// <summary>That the first entries are the tree of another log.</summary>
    /// <param name="origin">Of this log.</param>
    /// <param name="tree">What the other one signed.</param>
    /// <param name="key">Of the other one.</param>
    /// <param name="signer">Of this log.</param>
    public static SignedNote Continuing(string origin, Checkpoint tree, VerifierKey key, NoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(key);
        return (new Checkpoint(origin, tree.Size, tree.Root) { Extensions = [ContinuesWord + key.Text] }).Sign(signer);
    }

    /// <summary>That the first events came from a file that proved nothing.</summary>
    /// <param name="origin">Of this log.</param>
    /// <param name="events">How many.</param>
    /// <param name="file">The SHA-256 of the file.</param>
    /// <param name="signer">Of this log.</param>
    public static SignedNote Unproven(string origin, long events, Digest file, NoteSigner signer) =>
        (
            new Checkpoint(origin, 0, MerkleHash.Empty)
            {
                Extensions = [EventsWord + StrictDecimal.Of(events), FileWord + file],
            }
        ).Sign(signer);

    /// <summary>Takes a notice only from a key that is trusted.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, LogTrust trust, [NotNullWhen(true)] out RestoreNotice? notice)
    {
        ArgumentNullException.ThrowIfNull(trust);
        notice = null;
        if (!SignedCheckpoint.TryOpen(bytes, trust with { Witnesses = [], WitnessesNeeded = 0 }, out var signed, out _))
            return false;

        var (head, lines) = (signed.Checkpoint, signed.Checkpoint.Extensions);
        if (
            lines is [var continues]
            && continues.StartsWith(ContinuesWord, StringComparison.Ordinal)
            && VerifierKey.TryParse(continues[ContinuesWord.Length..], out var key, out _)
        )
            notice = new RestoreNotice(signed, head.Size, key, null);
        else if (
            lines is [var events, var file]
            && head.Size == 0
            && events.StartsWith(EventsWord, StringComparison.Ordinal)
            && file.StartsWith(FileWord, StringComparison.Ordinal)
            && StrictDecimal.TryParse(events.AsSpan(EventsWord.Length), out var count)
            && Digest.TryParse(file[FileWord.Length..], out var hash)
        )
            notice = new RestoreNotice(signed, count, null, hash);

        return notice is not null;
    }
}

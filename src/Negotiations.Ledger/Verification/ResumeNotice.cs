using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>
/// The log's own statement that it goes on without something it had signed: a checkpoint of what it goes on from, with
/// the extension lines <c>without-size N</c> and <c>without-root HASH</c>, signed by the log's key.
/// </summary>
/// <param name="Signed">What the log goes on from; size 0 where nothing is left of it.</param>
/// <param name="LostSize">Entries under the head it does not continue.</param>
/// <param name="LostRoot">Of that head.</param>
public sealed record ResumeNotice(SignedCheckpoint Signed, long LostSize, Digest LostRoot)
{
    private const string SizeWord = "without-size ";
    private const string RootWord = "without-root ";

    /// <summary>Which entries are given up, in half a sentence.</summary>
    public string Range =>
        Signed.Checkpoint.Size < LostSize
            ? $"entries {Signed.Checkpoint.Size} to {LostSize - 1}"
            : $"what it had signed of its first {LostSize} entries";

    /// <param name="start">What the log goes on from.</param>
    /// <param name="lost">The head that it does not continue.</param>
    /// <param name="signer">The log's key.</param>
    public static SignedNote Sign(Checkpoint start, Checkpoint lost, NoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(lost);
        return (start with { Extensions = [SizeWord + StrictDecimal.Of(lost.Size), RootWord + lost.Root] }).Sign(
            signer
        );
    }

    /// <summary>Takes a notice only from a key that is trusted.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> bytes,
        LogTrust trust,
        [NotNullWhen(true)] out ResumeNotice? notice,
        [NotNullWhen(false)] out VerificationFailure? failure
    )
    {
        ArgumentNullException.ThrowIfNull(trust);
        notice = null;
        var bare = trust with { Witnesses = [], WitnessesNeeded = 0 };
        if (!SignedCheckpoint.TryOpen(bytes, bare, out var signed, out failure))
            return false;

        if (
            signed.Checkpoint.Extensions is not [var size, var root]
            || !size.StartsWith(SizeWord, StringComparison.Ordinal)
            || !root.StartsWith(RootWord, StringComparison.Ordinal)
            || !StrictDecimal.TryParse(size.AsSpan(SizeWord.Length), out var lostSize)
            || !Digest.TryParse(root[RootWord.Length..], out var lostRoot)
        )
        {
            failure = new Unreadable("notice", "it does not say what the log goes on without");
            return false;
        }

        notice = new ResumeNotice(signed, lostSize, lostRoot);
        return true;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>
/// A checkpoint by which one key of a log names the next: an extension line <c>next-key VKEY</c>, signed by both. Who
/// trusts the old key can trust the new one from that size on, and the old one no further.
/// </summary>
public sealed record KeyHandover(SignedCheckpoint Signed, VerifierKey From, VerifierKey To)
{
    private const string Word = "next-key ";

    /// <summary>Signed by both.</summary>
    /// <param name="at">The head at which the keys change.</param>
    /// <param name="from">The key so far.</param>
    /// <param name="to">The key from then on; of the same name.</param>
    public static SignedNote Sign(Checkpoint at, NoteSigner from, NoteSigner to)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var note = new SignedNote((at with { Extensions = [Word + to.VerifierKey.Text] }).Text, []);
        return note.With(from.Sign(note)).With(to.Sign(note));
    }

    /// <summary>Takes a handover only from a key that is trusted already.</summary>
    public static bool TryOpen(
        SignedNote note,
        LogTrust trust,
        [NotNullWhen(true)] out KeyHandover? handover,
        [NotNullWhen(false)] out VerificationFailure? failure
    )
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(trust);
        handover = null;
        if (
            !SignedCheckpoint.TryOpen(
                note,
                trust with
                {
                    Witnesses = [],
                    WitnessesNeeded = 0,
                },
                out var signed,
                out failure
            )
        )
            return false;

        if (signed.Checkpoint.Extensions is not [var line] || !line.StartsWith(Word, StringComparison.Ordinal))
        {
            failure = new Unreadable("handover", "it names no next key");
            return false;
        }

        if (!VerifierKey.TryParse(line[Word.Length..], out var next, out var unreadable))
        {
            failure = unreadable;
            return false;
        }

        // The new key signs too: no one can be made the holder of a key that is not theirs.
        failure =
            next.Name != trust.Origin
                ? new WrongOrigin(trust.Origin, next.Name)
                : note.Verify([next]) as VerificationFailure;
        if (failure is not null)
            return false;

        // To one who knows the new key alone it says nothing.
        var by = note.Verify([.. trust.LogKeys.Where(key => key != next)]);
        failure = by as VerificationFailure;
        handover = by is Signed old ? new KeyHandover(signed, old.By[0].Key, next) : null;
        return handover is not null;
    }
}

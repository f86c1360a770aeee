using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>
/// A checkpoint whose signatures were checked; there is no other way to get one. Its note is what an auditor keeps:
/// no one but the holder of the log's key can have made it.
/// </summary>
public sealed record SignedCheckpoint
{
    private SignedCheckpoint(Checkpoint checkpoint, SignedNote note, IReadOnlyList<Signing> witnesses) =>
        (Checkpoint, Note, Witnesses) = (checkpoint, note, witnesses);

    public Checkpoint Checkpoint { get; }

    public SignedNote Note { get; }

    /// <summary>The known witnesses that cosigned, each once, with their clocks.</summary>
    public IReadOnlyList<Signing> Witnesses { get; }

    /// <summary>Reads and checks a served or pinned checkpoint.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> bytes,
        LogTrust trust,
        [NotNullWhen(true)] out SignedCheckpoint? signed,
        [NotNullWhen(false)] out VerificationFailure? failure
    )
    {
        signed = null;
        if (SignedNote.TryParse(bytes, out var note, out var unreadable))
            return TryOpen(note, trust, out signed, out failure);

        failure = unreadable;
        return false;
    }

    /// <param name="note">As read.</param>
    /// <param name="trust">Origin, log keys and witnesses to be believed.</param>
    /// <param name="signed">The checkpoint.</param>
    /// <param name="failure"><see cref="NotSigned"/>, <see cref="BadSignature"/>, <see cref="Unreadable"/>,
    /// <see cref="WrongOrigin"/> or <see cref="TooFewWitnesses"/>.</param>
    public static bool TryOpen(
        SignedNote note,
        LogTrust trust,
        [NotNullWhen(true)] out SignedCheckpoint? signed,
        [NotNullWhen(false)] out VerificationFailure? failure
    )
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(trust);
        signed = null;

        // Nothing in the text is looked at before its signature holds.
        failure = note.Verify([.. trust.LogKeysProper]) as VerificationFailure;
        if (failure is not null)
            return false;

        if (!Checkpoint.TryParse(note.Text, out var checkpoint, out var unreadable))
        {
            failure = unreadable;
            return false;
        }

        if (checkpoint.Origin != trust.Origin)
        {
            failure = new WrongOrigin(trust.Origin, checkpoint.Origin);
            return false;
        }

        var cosigned = note.Verify([.. trust.WitnessesProper]);
        var witnesses = (cosigned as Signed)?.By ?? [];
        failure =
            cosigned is BadSignature forged ? forged
            : witnesses.Count < trust.WitnessesNeeded
                ? new TooFewWitnesses(trust.WitnessesNeeded, [.. witnesses.Select(signing => signing.Key.Name)])
            : null;

        signed = failure is null ? new SignedCheckpoint(checkpoint, note, witnesses) : null;
        return signed is not null;
    }
}

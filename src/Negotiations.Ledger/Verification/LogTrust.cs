namespace Negotiations.Ledger;

/// <summary>Whom a verifier believes. Comes from the verifier's own configuration, never from the log.</summary>
/// <param name="Origin">The log's origin line.</param>
/// <param name="LogKeys">Of kind note; more than one while a key is being replaced.</param>
/// <param name="Witnesses">Of kind cosignature.</param>
/// <param name="WitnessesNeeded">How many different witnesses must have cosigned; 0 when none are asked for.</param>
public sealed record LogTrust(
    string Origin,
    IReadOnlyList<VerifierKey> LogKeys,
    IReadOnlyList<VerifierKey> Witnesses,
    int WitnessesNeeded
)
{
    /// <summary>One key, which names the log as its origin, and no witness.</summary>
    public static LogTrust In(VerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new LogTrust(key.Name, [key], [], 0);
    }

    internal IEnumerable<VerifierKey> LogKeysProper => LogKeys.Where(key => key.Kind is SignatureKind.Note);

    internal IEnumerable<VerifierKey> WitnessesProper => Witnesses.Where(key => key.Kind is SignatureKind.Cosignature);
}

namespace Negotiations.Store.Connections;

/// <summary>
/// What was to be committed may be stored or not, here or on the copies that the operator asked for: no one can know
/// yet. The same request sent once more with its Idempotency-Key finds out, and records at most once.
/// </summary>
/// <param name="reason">A sentence for the log and the operator, without values.</param>
public sealed class UnknownOutcomeException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The commit, where it still waits for its answer: its connection belongs to it until then.</summary>
    internal Task? Waiting { get; init; }
}

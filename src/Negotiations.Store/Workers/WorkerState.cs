namespace Negotiations.Store.Workers;

/// <summary>How a worker is doing.</summary>
/// <param name="Faults">Failed steps since the last one that succeeded.</param>
/// <param name="FailingSince">The first of them, by this node's clock; null while all is well.</param>
/// <param name="Problem">Why the last step failed, in a sentence without values or secrets.</param>
/// <param name="HasEnded">It could not go on, and stops the server.</param>
public sealed record WorkerState(int Faults, DateTimeOffset? FailingSince, string? Problem, bool HasEnded)
{
    public static readonly WorkerState Well = new(0, null, null, HasEnded: false);

    public WorkerState Failed(DateTimeOffset now, string problem) =>
        new(Faults + 1, FailingSince ?? now, problem, HasEnded: false);
}

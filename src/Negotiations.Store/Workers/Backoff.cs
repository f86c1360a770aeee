namespace Negotiations.Store.Workers;

/// <summary>How long a worker waits after a fault: twice as long each time, up to a limit.</summary>
/// <param name="First">After the first fault.</param>
/// <param name="Limit">Never longer than this.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Limit)
{
    /// <summary>From a quarter of a second to half a minute.</summary>
    public static readonly Backoff Default = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));

    /// <param name="faults">In a row, at least 1.</param>
    /// <param name="jitter">
    /// From 0 to 1, drawn for each pause. Nodes that failed together must not try again together, so half of the pause
    /// is left to chance.
    /// </param>
    public TimeSpan After(int faults, double jitter)
    {
        // As a number, which may grow beyond what a time span holds.
        var doubled = First.TotalSeconds * Math.Pow(2, faults - 1);
        return TimeSpan.FromSeconds(Math.Min(doubled, Limit.TotalSeconds) * ((1 + jitter) / 2));
    }
}

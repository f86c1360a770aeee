using System.Diagnostics;

namespace Negotiations.Store.Append;

/// <summary>
/// A submission that waits for its commit. It is either taken by the recorder or withdrawn by its sender.
/// </summary>
internal sealed record Pending(AppendRequest Request)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private int state;

    /// <summary>When it came, by this node's timer.</summary>
    public long Since { get; } = Stopwatch.GetTimestamp();

    public TaskCompletionSource<Outcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From here on it may be committed at any moment.</summary>
    /// <returns>False when it was withdrawn.</returns>
    public bool Take() => Interlocked.CompareExchange(ref state, Taken, Waiting) == Waiting || state == Taken;

    /// <returns>Whether it is certain that it is not recorded.</returns>
    public bool Withdraw() => Interlocked.CompareExchange(ref state, Withdrawn, Waiting) == Waiting;
}

namespace Negotiations.Store.Workers;

/// <summary>
/// Ends the rest of one waiting loop. A signal that comes while the loop works is not lost, and several count as one.
/// </summary>
public sealed class WakeUp : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Set()
    {
        // Asked first because every commit comes by here, and an exception for each would cost more than its own code.
        if (signal.CurrentCount > 0)
            return;

        try
        {
            signal.Release();
        }
        catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
        {
            // Another caller set it in between, or the loop has ended.
        }
    }

    /// <summary>Completes with the next signal, or after the limit.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken stop) => signal.WaitAsync(limit, stop);

    public void Dispose() => signal.Dispose();
}

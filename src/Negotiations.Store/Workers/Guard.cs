namespace Negotiations.Store.Workers;

/// <summary>
/// Around work that is tried again and again: a fault is logged, remembered for health, and answered with a pause that
/// grows. A worker has one around its steps, and one around each part that must not hold up the others.
/// </summary>
/// <param name="name">As health and the log call it.</param>
public sealed class Guard(string name, ILogger logger, Backoff backoff)
{
    private volatile WorkerState state = WorkerState.Well;
    private string? lastFault;
    private bool metMoreThanOutages;
    private long restsUntil;

    public string Name => name;

    public WorkerState State => state;

    /// <summary>What is left of the pause after the last fault; zero when there is none.</summary>
    public TimeSpan Pause =>
        TimeSpan.FromMilliseconds(Math.Max(0, Interlocked.Read(ref restsUntil) - Environment.TickCount64));

    /// <returns>
    /// Whether it succeeded. What is thrown once the stop is asked for, and what only a new process can repair, passes.
    /// </returns>
    public async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
            Succeed();
            return true;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested && !Faults.IsOfThisProcess(fault))
        {
            Fail(fault);
            return false;
        }
        catch (Exception fault) when (Faults.IsOfThisProcess(fault))
        {
            state = state.Failed(DateTimeOffset.UtcNow, Faults.Describe(fault)) with { HasEnded = true };
            logger.LogCritical(fault, "{Worker} cannot go on in this process, and the server stops.", name);
            throw;
        }
    }

    private void Succeed()
    {
        if (state.Faults == 0)
            return;

        // That an outage is over is said once for all workers, by the outage itself.
        logger.Log(
            metMoreThanOutages ? LogLevel.Warning : LogLevel.Debug,
            "{Worker} works again, after {Faults} failed tries since {Since:u}.",
            name,
            state.Faults,
            state.FailingSince
        );
        (lastFault, metMoreThanOutages) = (null, false);
        Interlocked.Exchange(ref restsUntil, 0);
        state = WorkerState.Well;
    }

    // The same fault again and again is one fault: it is written at its first, second, fourth, eighth ... time.
    private void Fail(Exception fault)
    {
        var failed = state.Failed(DateTimeOffset.UtcNow, Faults.Describe(fault));
        var seen = $"{fault.GetType()}: {fault.Message}";
        if (seen != lastFault)
            logger.LogError(fault, "{Worker} failed, and tries again.", name);
        else if (int.IsPow2(failed.Faults))
            logger.LogError(
                fault,
                "{Worker} has failed {Faults} times since {Since:u}.",
                name,
                failed.Faults,
                failed.FailingSince
            );

        lastFault = seen;
        metMoreThanOutages |= !Faults.IsDatabaseAway(fault);
        var pause = backoff.After(failed.Faults, Random.Shared.NextDouble());
        Interlocked.Exchange(ref restsUntil, Environment.TickCount64 + (long)Math.Ceiling(pause.TotalMilliseconds));
        state = failed;
    }
}

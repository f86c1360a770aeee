namespace Negotiations.Postgres;

/// <summary>Starts the server again when it is gone while this program runs. It retries for ever and reports every
/// failure: each attempt that fails is reported with its reason and the time of the next, and so is each
/// look.</summary>
internal sealed class Supervisor : IAsyncDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // Once its disk has room again, the server is to run within ten seconds.
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    // A server that dies sooner than this after a restart counts as another failure, so that one that crashes at once
    // is not restarted four times a second.
    static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    readonly CancellationTokenSource stopping = new();
    readonly Task watching;
    readonly Func<int, LockOwner> holderOf;
    readonly Func<Endpoint, CancellationToken, Task<RunningServer>> start;
    readonly Action<string> report;

    DateTime since = DateTime.UtcNow;
    int failures;
    volatile string? problem;

    /// <param name="running">The server that is watched.</param>
    /// <param name="holderOf">Whose process a number is.</param>
    /// <param name="start">Starts the server once more where its clients expect it.</param>
    /// <param name="report">Receives one line at a time.</param>
    public Supervisor(
        RunningServer running,
        Func<int, LockOwner> holderOf,
        Func<Endpoint, CancellationToken, Task<RunningServer>> start,
        Action<string> report
    )
    {
        (this.holderOf, this.start, this.report) = (holderOf, start, report);
        watching = Task.Run(() => WatchAsync(running, stopping.Token));
    }

    /// <summary>Why the server does not run, or is not watched, in a sentence; null while all is well.</summary>
    public string? Problem => problem;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    async Task WatchAsync(RunningServer running, CancellationToken stop)
    {
        var failedLooks = 0;
        while (true)
        {
            await Task.Delay(failedLooks == 0 ? Look : PauseAfter(failedLooks), stop);
            try
            {
                running = await SeeToAsync(running, stop);
                (failedLooks, problem) = (0, null);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                failedLooks++;
                Say(
                    $"The watch over PostgreSQL failed (time {failedLooks}); the next look is in "
                        + $"{PauseAfter(failedLooks).TotalSeconds:0.#} seconds. {fault.Message}"
                );
            }
        }
    }

    async Task<RunningServer> SeeToAsync(RunningServer running, CancellationToken stop)
    {
        if (holderOf(running.Process) is LockOwner.OurServer or LockOwner.Unknown)
            return running;

        failures = DateTime.UtcNow - since < Steady ? failures : 0;
        Say($"PostgreSQL (process {running.Process}) is gone; starting it again.");
        var started = await RestartAsync(running.Endpoint, stop);
        since = DateTime.UtcNow;
        Report($"PostgreSQL runs again (process {started.Process}).");
        return started;
    }

    async Task<RunningServer> RestartAsync(Endpoint endpoint, CancellationToken stop)
    {
        while (true)
        {
            // Nothing for the first death, then half a second, one, two, ...
            if (failures > 0)
                await Task.Delay(PauseAfter(failures), stop);

            failures++;
            try
            {
                return await start(endpoint, stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                Say(
                    $"PostgreSQL could not be started again (attempt {failures}); the next attempt is in "
                        + $"{PauseAfter(failures).TotalSeconds:0.#} seconds. {exception.Message}"
                );
            }
        }
    }

    void Say(string line)
    {
        problem = line;
        Report(line);
    }

    // A listener that fails, such as a closed terminal, must not end the watch.
    void Report(string line)
    {
        try
        {
            report(line);
        }
        catch (Exception) { }
    }

    static TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(failures, 10) - 1)));
}

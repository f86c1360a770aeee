using Npgsql;

namespace Negotiations.Postgres;

/// <summary>
/// Starts the server again when it is gone while this program runs. It never gives up and never fails in silence: each attempt
/// that fails is reported with its reason and the time of the next.
/// </summary>
internal sealed class Supervisor : IAsyncDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A server that dies sooner than this after a restart counts as another failure, so that one that crashes at once is not
    // restarted four times a second.
    static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    readonly CancellationTokenSource stopping = new();
    readonly Task watching;
    readonly Server server;
    readonly DataFolder folder;
    readonly LocalPostgresOptions options;
    readonly string connectionString;

    int failures;

    public Supervisor(Server server, RunningServer running, DataFolder folder, LocalPostgresOptions options, string connectionString)
    {
        (this.server, this.folder, this.options, this.connectionString) = (server, folder, options, connectionString);
        watching = Task.Run(() => WatchAsync(running, stopping.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    async Task WatchAsync(RunningServer running, CancellationToken stop)
    {
        var since = DateTime.UtcNow;
        while (true)
        {
            await Task.Delay(Look, stop);
            if (server.HolderOf(running.Process) is Holder.OurServer or Holder.Unknown)
                continue;

            failures = DateTime.UtcNow - since < Steady ? failures : 0;
            Say($"PostgreSQL (process {running.Process}) is gone; starting it again.");
            running = await RestartAsync(running.Endpoint, stop);
            since = DateTime.UtcNow;
            Say($"PostgreSQL runs again (process {running.Process}).");
        }
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
                using var alone = await FileLock.ExclusiveAsync(folder.StartLock, options.StartTimeout, stop);
                var running = await server.EnsureAsync(endpoint, stop);

                // Connections to the dead server are still in the pool, and each would cost the caller an exception.
                using var pool = new NpgsqlConnection(connectionString);
                NpgsqlConnection.ClearPool(pool);
                return running;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                var pause = PauseAfter(failures).TotalSeconds;
                Say($"PostgreSQL could not be started again (attempt {failures}); the next attempt is in {pause:0.#} seconds. {exception.Message}");
            }
        }
    }

    // A listener that fails, such as a closed terminal, must not end the watch.
    void Say(string line)
    {
        try
        {
            options.Report(line);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
        }
    }

    static TimeSpan PauseAfter(int failures) => TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(failures, 10) - 1)));
}

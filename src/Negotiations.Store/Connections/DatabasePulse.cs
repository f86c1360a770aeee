using System.Diagnostics;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>
/// Asks the database once a second whether it is there, on a connection of its own. One that takes questions and
/// answers none is silent: timeouts and cancels of the driver then wait for it too, so that no one may rely on them.
/// One that is another than before, or has fewer events, went back: by a failover, or by a restore.
/// </summary>
public sealed class DatabasePulse(StoreConnections connections, ILogger<DatabasePulse> logger)
    : Worker("the watch over the database", logger)
{
    /// <summary>Unanswered for so long, the database is silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // A question that was lost with its network is asked on another connection after a while.
    private static readonly TimeSpan GivenUp = TimeSpan.FromSeconds(15);

    // The driver cancels a command that is late, and the thread that sends the cancel waits for the silent database.
    private const int ThreadsInSilence = 200;

    private NpgsqlConnection? connection;
    private Task asking = Task.CompletedTask;
    private long askedAt;
    private DateTimeOffset? silentSince;
    private (int Workers, int Completion) threads;
    private StoreEpoch? epoch;

    /// <summary>
    /// What this node remembers may be of another past: it is to be dropped. A node that records finds it by its next
    /// append too.
    /// </summary>
    public event Action? WentBack;

    /// <summary>Whether a question has been waiting for its answer for longer than <see cref="Patience"/>.</summary>
    public bool IsSilent =>
        Interlocked.Read(ref askedAt) is var asked and > 0 && Stopwatch.GetElapsedTime(asked) > Patience;

    public override TimeSpan StepLimit => TimeSpan.MaxValue;

    protected override TimeSpan Rest => TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (asking.IsCompleted && connection is not null)
            await connection.DisposeAsync();
    }

    protected override async Task StepAsync(CancellationToken stop)
    {
        if (asking.IsCompleted)
            Ask();
        else if (Stopwatch.GetElapsedTime(Interlocked.Read(ref askedAt)) > GivenUp)
        {
            connection = null;
            Ask();
        }

        await asking.WaitAsync(Patience, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        Say();
    }

    private void Ask()
    {
        // Silence lasts from the first question without an answer.
        Interlocked.CompareExchange(ref askedAt, Stopwatch.GetTimestamp(), 0);
        asking = Task.Run(AskAsync, CancellationToken.None);
    }

    private void Say()
    {
        if (IsSilent && silentSince is null)
        {
            silentSince = DateTimeOffset.UtcNow;
            ThreadPool.GetMinThreads(out threads.Workers, out threads.Completion);
            ThreadPool.SetMinThreads(Math.Max(threads.Workers, ThreadsInSilence), threads.Completion);
            Logger.LogError(
                "The database takes questions and answers none. Requests that need it are answered 503 until it does."
            );
        }
        else if (!IsSilent && silentSince is { } since)
        {
            silentSince = null;
            ThreadPool.SetMinThreads(threads.Workers, threads.Completion);
            Logger.LogWarning(
                "The database is silent no longer, after {Seconds:f0} seconds.",
                (DateTimeOffset.UtcNow - since).TotalSeconds
            );
        }
    }

    // That it cannot be reached is an answer too: those who need it meet the same at once.
    private async Task AskAsync()
    {
        var asked = connection;
        try
        {
            var isNew = asked is null;
            asked ??= connection = await OpenAsync();
            var read = await StoreEpoch.ReadAsync(asked, isNew ? null : epoch);
            if (epoch is { } before && read.IsOfAnotherPastThan(before))
            {
                Logger.LogWarning(
                    "The database is not the one it was, or went back: it was {Before} and is {After}. What this node "
                        + "remembers is dropped.",
                    before,
                    read
                );
                WentBack?.Invoke();
            }

            epoch = read;
        }
        catch (NpgsqlException away)
        {
            Logger.LogDebug(away, "The database could not be asked.");
            if (Interlocked.CompareExchange(ref connection, null, asked) is { } lost)
                await lost.DisposeAsync();
        }
        finally
        {
            Interlocked.Exchange(ref askedAt, 0);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var opened = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connections.Server)
            {
                Pooling = false,
                CommandTimeout = 0,
                ApplicationName = "negotiations-pulse",
            }.ConnectionString
        );
        await opened.OpenAsync(CancellationToken.None);
        return opened;
    }
}

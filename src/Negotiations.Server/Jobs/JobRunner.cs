using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Seeing;
using Npgsql;

namespace Negotiations.Server.Jobs;

/// <summary>
/// Works on the jobs of one kind: takes one, gives signs of life, and sees that it ends as done, failed or dead.
/// </summary>
/// <param name="rows">Of this kind.</param>
/// <param name="life">Of the host: a job that it interrupts is given back.</param>
/// <param name="logger">For what an operator has to know.</param>
internal abstract class JobRunner(JobRows rows, IHostApplicationLifetime life, ILogger logger)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReturnsWithin = TimeSpan.FromSeconds(30);

    /// <summary>As in the log.</summary>
    protected abstract string Kind { get; }

    /// <summary>Takes the oldest job that is due, and works on it to its end.</summary>
    /// <param name="stop">Interrupts it: its start counts, and it is begun again later.</param>
    /// <returns>False when there was none.</returns>
    public async Task<bool> RunNextAsync(CancellationToken stop)
    {
        // It may have been woken by a request, and works for no reader.
        Sight.Open();
        var due = await DueHereAsync(stop);
        if (due.Count == 0 || await rows.TakeAsync(due, stop) is not { } lease)
            return false;

        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(stop, life.ApplicationStopping);
        var beating = BeatAsync(lease, interrupted);
        try
        {
            await RunAsync(lease, interrupted);
        }
        finally
        {
            await interrupted.CancelAsync();
            await beating;
        }

        return true;
    }

    /// <summary>Those that are due and can be worked on here.</summary>
    public virtual Task<IReadOnlyList<Guid>> DueHereAsync(CancellationToken stop) => rows.DueAsync(stop);

    /// <summary>The work itself, with a report at its end.</summary>
    protected abstract Task WorkAsync(JobLease lease, CancellationToken stop);

    /// <summary>Writes that it failed, with the reason as its starter may read it.</summary>
    /// <param name="lease">Of this start.</param>
    /// <param name="failure">Null: it was begun too often without an end.</param>
    /// <param name="stop">Leaves it running.</param>
    protected abstract Task FailAsync(JobLease lease, Exception? failure, CancellationToken stop);

    private async Task RunAsync(JobLease lease, CancellationTokenSource interrupted)
    {
        try
        {
            if (lease.IsExhausted)
            {
                logger.LogError(
                    "{Kind} {Id} was begun {Starts} times without an end, and is given up.",
                    Kind,
                    lease.Id,
                    JobLease.MostStarts
                );
                await TryFailAsync(lease, null);
                return;
            }

            await WorkAsync(lease, interrupted.Token);
        }
        catch (JobLostException lost)
        {
            logger.LogWarning(
                "{Kind} {Id}: {Reason} What this node came to is not written.",
                Kind,
                lease.Id,
                lost.Message
            );
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            await GiveBackAsync(lease);
        }
        catch (PostgresException other) when (IsNoFaultOfIt(other))
        {
            logger.LogWarning(
                "{Kind} {Id} was interrupted ({Reason}), and is begun again.",
                Kind,
                lease.Id,
                other.MessageText
            );
            await ReleaseAsync(lease, ReturnsWithin);
        }
        catch (Exception away) when (IsAway(away))
        {
            logger.LogWarning(
                "{Kind} {Id} was interrupted ({Reason}), and is begun again.",
                Kind,
                lease.Id,
                away.Message
            );
        }
        catch (Exception failure)
        {
            await TryFailAsync(lease, failure);
        }
    }

    // The database was shut down, or its session was ended, or others had the writer's lock: this start counts as none.
    private static bool IsNoFaultOfIt(PostgresException failure) =>
        failure.SqlState
            is PostgresErrorCodes.AdminShutdown
                or PostgresErrorCodes.CannotConnectNow
                or PostgresErrorCodes.LockNotAvailable;

    // The database broke off or could not be reached. The job may be why, so its start counts.
    private static bool IsAway(Exception failure) =>
        failure
            is TimeoutException
                or UnknownOutcomeException
                or NpgsqlException { IsTransient: true }
                or PostgresException { SqlState: ['5', '7', 'P', ..] };

    // What cannot be written now is found by the one who begins it again.
    private async Task TryFailAsync(JobLease lease, Exception? failure)
    {
        try
        {
            await FailAsync(lease, failure, CancellationToken.None);
        }
        catch (Exception e) when (e is JobLostException or NpgsqlException or TimeoutException)
        {
            logger.LogWarning("That {Kind} {Id} failed could not be written: {Reason}", Kind, lease.Id, e.Message);
        }
    }

    // A server that stops in order gives back what it has; one whose time was up, or that lost the job, leaves it to
    // its term.
    private async Task GiveBackAsync(JobLease lease)
    {
        if (!life.ApplicationStopping.IsCancellationRequested)
        {
            logger.LogWarning("{Kind} {Id} took longer than it may, or was lost, and is begun again.", Kind, lease.Id);
            return;
        }

        await ReleaseAsync(lease, TimeSpan.Zero);
    }

    // A database that is started again needs a moment. Where it needs longer, the next taker of the job counts its
    // start.
    private async Task ReleaseAsync(JobLease lease, TimeSpan within)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await rows.ReleaseAsync(lease, CancellationToken.None);
                return;
            }
            catch (Exception e) when (e is JobLostException or NpgsqlException or TimeoutException)
            {
                if (
                    e is JobLostException
                    || life.ApplicationStopping.IsCancellationRequested
                    || TimeProvider.System.GetElapsedTime(began) > within
                )
                {
                    logger.LogWarning("{Kind} {Id} could not be given back: {Reason}", Kind, lease.Id, e.Message);
                    return;
                }
            }

            await Task.Delay(BetweenTries);
        }
    }

    private async Task BeatAsync(JobLease lease, CancellationTokenSource interrupted)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, interrupted.Token);
                await BeatOnceAsync(lease, interrupted);
            }
        }
        catch (OperationCanceledException)
        {
            // The job has come to an end.
        }
    }

    private async Task BeatOnceAsync(JobLease lease, CancellationTokenSource interrupted)
    {
        try
        {
            await rows.RenewAsync(lease, interrupted.Token);
        }
        catch (JobLostException)
        {
            await interrupted.CancelAsync();
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            // The next beat asks again; meanwhile the fence keeps two results apart.
            logger.LogDebug("No sign of life of {Kind} {Id}: {Reason}", Kind, lease.Id, away.Message);
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Npgsql;

namespace Negotiations.Server.Workers;

/// <summary>
/// A health check that asks the database. It answers within <see cref="Limit"/>, even where the database takes the
/// question and stays silent, and asks again on new connections before it says that nothing answers: sessions
/// that were ended stay in the pools until someone uses them.
/// </summary>
internal abstract class StoreCheck(StoreSessions sessions) : IHealthCheck
{
    public const string NoAnswer = "The database does not answer.";

    /// <summary>Of one answer: below the patience of the one who probes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.8);

    private const int MostAttempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private Task<HealthCheckResult>? late;

    /// <summary>What is said when the answer takes longer than <see cref="Limit"/>.</summary>
    protected virtual HealthCheckResult Late =>
        HealthCheckResult.Degraded($"The database has not answered this question within {Limit.TotalSeconds} seconds.");

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        // A question that waits is not asked beside itself: each holds a connection, and probes come again and again.
        var asking = late is { IsCompleted: false } waiting ? waiting : AskAgainAsync();
        try
        {
            return await asking.WaitAsync(Limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            late = asking;
            return Late;
        }
    }

    /// <summary>Asks once. Nothing cancels it: a cancellation would have to ask the silent database too.</summary>
    protected abstract Task<HealthCheckResult> AskAsync();

    private async Task<HealthCheckResult> AskAgainAsync()
    {
        for (var attempt = 1; attempt < MostAttempts; attempt++)
        {
            try
            {
                return await AskAsync();
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException)
            {
                sessions.Renew();
            }

            // Sessions that are ending still count among those that the database allows.
            await Task.Delay(Pause * (attempt - 1));
        }

        try
        {
            return await AskAsync();
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(NoAnswer);
        }
    }
}

/// <summary>The pools that health checks ask by.</summary>
internal sealed class StoreSessions(Database database, JobConnections jobs)
{
    /// <summary>Closes what rests in the pools, so that the next question opens a connection.</summary>
    public void Renew()
    {
        database.Source.Clear();
        jobs.Source.Clear();
    }
}

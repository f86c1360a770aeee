using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Store.Jobs;
using Npgsql;
using Wolverine.Runtime;

namespace Negotiations.Server.Jobs;

/// <summary>Health of the background work: jobs that were begun too often without an end, and messages that could not be handled.</summary>
internal sealed class JobHealth(AuditRows audits, ImportRows imports, IWolverineRuntime runtime) : IHealthCheck
{
    private const int MostNamed = 5;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            IReadOnlyList<Guid> dead = [.. await audits.DeadAsync(cancellationToken),
                .. await imports.DeadAsync(cancellationToken)];
            if (dead.Count > 0)
                return HealthCheckResult.Degraded(
                    $"Jobs that were begun {JobLease.MostStarts} times without an end, and were given up: "
                    + $"{Named(dead)}. The log has why.");

            var away = await imports.AwayAsync(cancellationToken);
            if (away.Count > 0)
                return HealthCheckResult.Degraded(
                    $"Imports whose files lie on a node that is away: {Named(away)}. They go on when it is back.");

            var counts = await runtime.Storage.Admin.FetchCountsAsync();
            return counts.DeadLetter > 0
                ? HealthCheckResult.Degraded(
                    $"{counts.DeadLetter} messages could not be handled. The log has why; {JobStorage.Schema}.wolverine_dead_letters has them.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    private static string Named(IReadOnlyList<Guid> all) =>
        $"{string.Join(", ", all.Take(MostNamed))}{(all.Count > MostNamed ? " and others" : "")}";
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Store.Ledger;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Ledger;

/// <summary>Whether the log keeps up with the record.</summary>
internal sealed class LedgerHealth(StoreProbe probe, LedgerWriter writer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (writer.Fault is { } fault)
            return HealthCheckResult.Degraded($"The ledger stands still: {fault.Detail}");

        try
        {
            return await probe.LedgerLagAsync(cancellationToken) is { } lag && lag > TimeSpan.FromSeconds(5)
                ? HealthCheckResult.Degraded($"An event has waited for the ledger for {lag.TotalSeconds:f0} seconds.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}

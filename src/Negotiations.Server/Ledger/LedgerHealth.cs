using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Store.Connections;
using Negotiations.Store.Ledger;
using Negotiations.Store.Schema;

namespace Negotiations.Server.Ledger;

/// <summary>Whether the log keeps up with the record.</summary>
internal sealed class LedgerHealth(Database database, LedgerWriter writer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (writer.Fault is { } fault)
            return HealthCheckResult.Degraded($"The ledger stands still: {fault.Detail}");

        try
        {
            await using var command = database.Source.CreateCommand(
                $"""
                select max(clock_timestamp() - timestamp) from {Tables.Schema}.mt_events
                where seq_id > coalesce((select last_sequence from {Tables.Schema}.ledger_checkpoint order by size desc limit 1), 0)
                """);
            return await command.ExecuteScalarAsync(cancellationToken) is TimeSpan lag && lag > TimeSpan.FromSeconds(5)
                ? HealthCheckResult.Degraded($"An event has waited for the ledger for {lag.TotalSeconds:f0} seconds.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}

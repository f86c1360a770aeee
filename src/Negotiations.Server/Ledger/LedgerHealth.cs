using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Server.Workers;
using Negotiations.Store.Ledger;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Ledger;

/// <summary>Whether the log keeps up with the record.</summary>
internal sealed class LedgerHealth(StoreProbe probe, LedgerWriter writer, StoreSessions sessions) : StoreCheck(sessions)
{
    protected override async Task<HealthCheckResult> AskAsync()
    {
        if (writer.Fault is { } fault)
            return HealthCheckResult.Degraded($"The ledger stands still: {fault.Detail}");

        return await probe.LedgerLagAsync(CancellationToken.None) is { } lag && lag > TimeSpan.FromSeconds(5)
            ? HealthCheckResult.Degraded($"An event has waited for the ledger for {lag.TotalSeconds:f0} seconds.")
            : HealthCheckResult.Healthy();
    }
}

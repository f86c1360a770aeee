using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Server.Workers;
using Negotiations.Store.Ledger;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Ledger;

/// <summary>Whether the log keeps up with the record.</summary>
internal sealed class LedgerHealth(StoreProbe probe, LedgerWriter writer, StoreSessions sessions) : StoreCheck(sessions)
{
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(5);

    // What a verifier calls withheld.
    private static readonly TimeSpan Withheld = TimeSpan.FromSeconds(60);

    protected override async Task<HealthCheckResult> AskAsync()
    {
        if (writer.Fault is { } fault)
            return HealthCheckResult.Degraded($"The ledger stands still: {fault.Detail}");

        return await probe.LedgerLagAsync(CancellationToken.None) switch
        {
            { } lag when lag > Withheld => HealthCheckResult.Degraded(
                $"The ledger withholds events: one has waited for it for {lag.TotalSeconds:f0} seconds, and until it "
                    + "is signed for it can be changed without a trace. Perhaps no node writes the log, or it is off."
            ),
            { } lag when lag > Behind => HealthCheckResult.Degraded(
                $"An event has waited for the ledger for {lag.TotalSeconds:f0} seconds."
            ),
            _ => HealthCheckResult.Healthy(),
        };
    }
}

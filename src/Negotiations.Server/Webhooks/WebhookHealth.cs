using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Server.Workers;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Whether what is due is being tried. That a receiver is slow, or fails, is its owner's matter: the subscription shows
/// what waits for it and why, and health does not.
/// </summary>
internal sealed class WebhookHealth(DeliveryStore deliveries, Lazy<SecretProtector> secrets, StoreSessions sessions)
    : StoreCheck(sessions)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    protected override async Task<HealthCheckResult> AskAsync()
    {
        var overdue = await deliveries.OverdueAsync(CancellationToken.None);
        if (!overdue.Keys.All(name => name == secrets.Value.Name))
            return HealthCheckResult.Degraded(
                "Some subscriptions have secrets that were sealed with another key, and this node sends nothing "
                    + "for them. Give every node the same webhooks/webhooks.key, or webhooks:key."
            );

        return overdue.Longest is { } lag && lag > Patience
            ? HealthCheckResult.Degraded(
                $"{overdue.Count} webhook deliveries are due and no one tries them, the first for "
                    + $"{lag.TotalSeconds:f0} seconds."
            )
            : HealthCheckResult.Healthy();
    }
}

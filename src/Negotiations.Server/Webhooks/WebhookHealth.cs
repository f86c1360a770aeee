using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>Whether what is due is being sent. That receivers fail is their owners' matter, and told to them.</summary>
internal sealed class WebhookHealth(DeliveryStore deliveries, Lazy<SecretBox> secrets) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var overdue = await deliveries.OverdueAsync(cancellationToken);
            if (!overdue.Keys.All(name => name == secrets.Value.Name))
                return HealthCheckResult.Degraded(
                    "Some subscriptions have secrets that were sealed with another key, and this node sends nothing "
                    + "for them. Give every node the same webhooks/webhooks.key, or webhooks:key.");

            return overdue.Longest is { } lag && lag > Patience
                ? HealthCheckResult.Degraded(
                    $"{overdue.Count} webhook deliveries are due, the first for {lag.TotalSeconds:f0} seconds.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}

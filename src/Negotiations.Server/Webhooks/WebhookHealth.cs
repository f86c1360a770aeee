using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Server.Webhooks;

/// <summary>Whether what is due is being sent. That receivers fail is their owners' matter, and told to them.</summary>
internal sealed class WebhookHealth(Database database, Lazy<SecretBox> secrets) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.Source.CreateCommand(
                $"""
                select (select array_agg(distinct sealed_with) from {Tables.Schema}.subscription where state = 'active'), count(*), max(clock_timestamp() - next_try)
                from {Tables.Schema}.delivery d join {Tables.Schema}.subscription s on s.id = d.subscription
                where d.state = 'pending' and s.state = 'active' and d.next_try < clock_timestamp() and (d.claimed_until is null or d.claimed_until < clock_timestamp())
                """);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            if (row.IsDBNull(0))
                return HealthCheckResult.Healthy();

            if (!row.GetFieldValue<string[]>(0).All(name => name == secrets.Value.Name))
                return HealthCheckResult.Degraded("Some subscriptions have secrets that were sealed with another key, and this node sends nothing for them. Give every node the same webhooks/webhooks.key, or webhooks:key.");

            return !row.IsDBNull(2) && row.GetFieldValue<TimeSpan>(2) is var lag && lag > Patience
                ? HealthCheckResult.Degraded($"{row.GetInt64(1)} webhook deliveries are due, the first for {lag.TotalSeconds:f0} seconds.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}

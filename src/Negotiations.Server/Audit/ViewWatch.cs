using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Schema;

namespace Negotiations.Server.Audit;

/// <summary>Health of the views: one that is behind its events, or cannot tell all of them, is named within seconds of the question.</summary>
internal sealed class ViewWatch(Database database, FoldFailures failures) : IHealthCheck
{
    private const int MostNamed = 5;

    private long lastSequence;
    private long unreadable;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var behind = await BehindAsync(cancellationToken);
            await CountUnreadableAsync(cancellationToken);
            if (behind.Count > 0)
                return HealthCheckResult.Degraded($"Views behind their events: {Named(behind)}. An audit (POST /api/audits) tells more.");

            if (failures.Negotiations is { Count: > 0 } failed)
                return HealthCheckResult.Degraded(
                    $"Views that cannot be folded from their events: {Named(failed)}. They stay as they were; the log has why.");

            return Interlocked.Read(ref unreadable) is var count and > 0
                ? HealthCheckResult.Degraded($"{count} stored events have a type this program does not know: the views that leave them out say so.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    private static string Named(IReadOnlyCollection<string> all) =>
        $"{string.Join(", ", all.Take(MostNamed))}{(all.Count > MostNamed ? " and others" : "")}";

    private async Task<IReadOnlyList<string>> BehindAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select s.id from {Tables.Schema}.mt_streams s left join {Tables.Schema}.status v on v.id = s.id
            where v.version is distinct from s.version and {ActorStreams.AreNot("s.id")}
            order by s.id limit {MostNamed + 1}
            """);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> behind = [];
        while (await rows.ReadAsync(stop))
            behind.Add(rows.GetString(0));

        return behind;
    }

    // Stored events do not change: each is looked at once.
    private async Task CountUnreadableAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select count(*) filter (where type <> all($2)), coalesce(max(seq_id), $1) from {Tables.Schema}.mt_events where seq_id > $1");
        command.Parameters.AddWithValue(Interlocked.Read(ref lastSequence));
        command.Parameters.AddWithValue(EventJson.TypesByName.Keys.Concat(EventJson.ActorTypesByName.Keys).ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        await rows.ReadAsync(stop);
        Interlocked.Add(ref unreadable, rows.GetInt64(0));
        Interlocked.Exchange(ref lastSequence, rows.GetInt64(1));
    }
}

using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Server.Watching;

/// <summary>What only the database knows of how far everything is.</summary>
/// <param name="LedgerLag">Seconds the oldest event that is not in the ledger has waited; 0 when all are.</param>
/// <param name="FeedLag">Events this node has not yet told its followers of.</param>
/// <param name="ViewsBehind">Negotiations whose kept view is behind its events.</param>
/// <param name="Waiting">Deliveries on their way.</param>
/// <param name="Overdue">Seconds for which the delivery that is due the longest has been; 0 when none is.</param>
/// <param name="Parked">Deliveries given up.</param>
/// <param name="Paused">Subscriptions the server paused.</param>
internal sealed record Reading(double LedgerLag, long FeedLag, long ViewsBehind, long Waiting, double Overdue, long Parked, long Paused);

/// <summary>Read when somebody looks: before a scrape, and now and then where measurements are pushed.</summary>
internal sealed class Readings(Database database, LiveEvents live)
{
    // Lags that cannot be read are no lags of zero: what was last known stays, and health says that the database does not answer.
    public Reading Latest { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);

    public async Task RefreshAsync(CancellationToken stop)
    {
        try
        {
            await using var command = database.Source.CreateCommand(
                $"""
                select (select coalesce(extract(epoch from max(clock_timestamp() - timestamp)), 0)::float8 from {Tables.Schema}.mt_events
                        where seq_id > coalesce((select last_sequence from {Tables.Schema}.ledger_checkpoint order by size desc limit 1), 0)),
                       (select count(*) from {Tables.Schema}.mt_events where seq_id > $1),
                       (select count(*) from {Tables.Schema}.mt_streams s left join {Tables.Schema}.status v on v.id = s.id where v.version is distinct from s.version),
                       (select count(*) from {Tables.Schema}.delivery where state = 'pending'),
                       (select coalesce(extract(epoch from max(clock_timestamp() - next_try)), 0)::float8 from {Tables.Schema}.delivery d join {Tables.Schema}.subscription s on s.id = d.subscription
                        where d.state = 'pending' and s.state = 'active' and next_try < clock_timestamp() and (claimed_until is null or claimed_until < clock_timestamp())),
                       (select count(*) from {Tables.Schema}.delivery where state = 'parked'),
                       (select count(*) from {Tables.Schema}.subscription where state = 'paused' and pause_reason is not null)
                """);
            command.Parameters.AddWithValue(live.Head);
            await using var row = await command.ExecuteReaderAsync(stop);
            await row.ReadAsync(stop);
            Latest = new Reading(row.GetDouble(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetDouble(4), row.GetInt64(5), row.GetInt64(6));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // See above.
        }
    }
}

using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Following;

/// <summary>How far the followers of the record are behind it: ledger, live streams, views and deliveries, as one query
/// of the database says.</summary>
/// <param name="LedgerLag">Seconds the oldest event that is not in the ledger has waited; 0 when all are.</param>
/// <param name="FeedLag">Events this node has not yet passed on to its live streams.</param>
/// <param name="ViewsBehind">Negotiations whose view is behind its events.</param>
/// <param name="Waiting">Deliveries on their way.</param>
/// <param name="Overdue">Seconds for which no one has tried what is due of a subscription, the longest of all; 0 when
/// nothing waits so.</param>
/// <param name="Parked">Deliveries given up.</param>
/// <param name="Paused">Subscriptions the server paused.</param>
public sealed record Lags(
    double LedgerLag,
    long FeedLag,
    long ViewsBehind,
    long Waiting,
    double Overdue,
    long Parked,
    long Paused
)
{
    private static readonly string Sql = $"""
        select (select coalesce(extract(epoch from max(clock_timestamp() - timestamp)), 0)::float8
                from {Tables.Schema}.mt_events
                where seq_id > coalesce((select last_sequence from {Tables.Schema}.ledger_checkpoint
                                         order by size desc limit 1), 0)),
               (select count(*) from {Tables.Schema}.mt_events where seq_id > $1),
               (select count(*) from {Tables.Schema}.mt_streams s
                left join {Tables.Schema}.status v on v.id = s.id
                where v.version is distinct from s.version and {SideStreams.AreNot("s.id")}),
               (select count(*) from {Tables.Schema}.delivery where state = 'pending'),
               (select coalesce(extract(epoch from max(wait)), 0)::float8 from ({DueDeliveries.Untried}) untried),
               (select count(*) from {Tables.Schema}.delivery where state = 'parked'),
               (select count(*) from {Tables.Schema}.subscription
                where state = 'paused' and pause_reason is not null)
        """;

    /// <summary>Before anything was read.</summary>
    public static readonly Lags None = new(0, 0, 0, 0, 0, 0, 0);

    /// <param name="database">Asked in one statement, so that the numbers are of one moment.</param>
    /// <param name="head">The last sequence this node's live feed has seen.</param>
    /// <param name="stop">Of the caller.</param>
    public static async Task<Lags> ReadAsync(Database database, long head, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(Sql);
        command.Parameters.AddWithValue(head);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new Lags(
            row.GetDouble(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetDouble(4),
            row.GetInt64(5),
            row.GetInt64(6)
        );
    }
}

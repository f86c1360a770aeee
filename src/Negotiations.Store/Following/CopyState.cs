using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Following;

/// <summary>How far the database that a reader asks is behind the record.</summary>
/// <param name="Sequence">Of the last event here.</param>
/// <param name="Erasures">That are here.</param>
/// <param name="Now">By the clock of that database.</param>
/// <param name="IsStandby">It follows a primary; false: it is one.</param>
/// <param name="Lag">How old what is here may be; null: no one can say, since nothing was replayed yet.</param>
/// <param name="IsPaused">Someone stopped the replay.</param>
/// <param name="IsConnected">It receives from its primary.</param>
public sealed record CopyState(
    long Sequence,
    long Erasures,
    DateTimeOffset Now,
    bool IsStandby,
    TimeSpan? Lag,
    bool IsPaused,
    bool IsConnected
)
{
    /// <summary>A primary with a node that records commits once in ten seconds, and the ledger's writer more
    /// often.</summary>
    private const int HeartbeatSeconds = 15;

    // What was received and is not replayed is of an unknown age: that of the last commit is its bound. So is it where
    // nothing comes any more, since a cut connection shows only after a minute.
    private static readonly string Sql = $"""
        select (select coalesce(max(seq_id), 0) from {Tables.Schema}.mt_events),
               (select count(*) from {Tables.Schema}.erasure),
               clock_timestamp(), is_standby,
               case when not is_standby or whole and receives and age < interval '{HeartbeatSeconds} s'
                    then interval '0' else greatest(age, interval '0') end,
               case when is_standby then pg_get_wal_replay_pause_state() <> 'not paused' else false end,
               receives
        from (select pg_is_in_recovery() as is_standby,
                     clock_timestamp() - pg_last_xact_replay_timestamp() as age,
                     coalesce(pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn(), false) as whole,
                     exists (select from pg_stat_wal_receiver) as receives) state
        """;

    /// <summary>Asked in one statement, so that it is of one moment.</summary>
    public static async Task<CopyState> ReadAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = 5 };
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new CopyState(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetFieldValue<DateTimeOffset>(2),
            row.GetBoolean(3),
            row.IsDBNull(4) ? null : row.GetFieldValue<TimeSpan>(4),
            row.GetBoolean(5),
            row.GetBoolean(6)
        );
    }
}

using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>Which database this is, and how far its record goes.</summary>
/// <param name="Cluster">PostgreSQL's system identifier: another one is another cluster.</param>
/// <param name="Timeline">Another one after each promotion of a standby and each recovery to a point in time; null on a
/// standby.</param>
/// <param name="LastSequence">Of the last event; 0 while there is none.</param>
public sealed record StoreEpoch(long Cluster, string? Timeline, long LastSequence)
{
    private const string Place = $"select coalesce(max(seq_id), 0) from {Tables.Schema}.mt_events";

    // The first eight digits of the name of a WAL file. On a standby there is none that is written.
    private const string Whole = $"""
        select (select system_identifier from pg_control_system()),
               case when pg_is_in_recovery() then null else left(pg_walfile_name(pg_current_wal_lsn()), 8) end,
               ({Place})
        """;

    /// <param name="connection">One connection is to one server, whose cluster and timeline stay as they are.</param>
    /// <param name="known">As read on this connection; null: not yet.</param>
    public static async Task<StoreEpoch> ReadAsync(NpgsqlConnection connection, StoreEpoch? known)
    {
        await using var question = new NpgsqlCommand(known is null ? Whole : Place, connection);
        await using var row = await question.ExecuteReaderAsync(CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);
        return known is null
            ? new StoreEpoch(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2))
            : known with
            {
                LastSequence = row.GetInt64(0),
            };
    }

    /// <summary>Whether what was read from the other need not be stored here.</summary>
    public bool IsOfAnotherPastThan(StoreEpoch before) =>
        (Cluster, Timeline) != (before.Cluster, before.Timeline) || LastSequence < before.LastSequence;

    public override string ToString() => $"cluster {Cluster}, timeline {Timeline}, last event {LastSequence}";
}

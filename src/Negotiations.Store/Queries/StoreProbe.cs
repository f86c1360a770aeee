using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Queries;

/// <summary>What the health checks ask the database.</summary>
public sealed class StoreProbe(Database database, UnreadableEvents unreadable)
{
    private const int PingSeconds = 3;

    /// <exception cref="Npgsql.NpgsqlException">The database does not answer.</exception>
    public async Task PingAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand("select 1");
        command.CommandTimeout = PingSeconds;
        await command.ExecuteScalarAsync(stop);
    }

    /// <summary>
    /// The session that has the writer's lock, where it has had it for longer than a commit takes; null: none has.
    /// </summary>
    /// <param name="longer">Than this.</param>
    /// <param name="stop">Of the caller.</param>
    public async Task<(int Process, TimeSpan Held)?> LockHolderAsync(TimeSpan longer, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select l.pid, clock_timestamp() - coalesce(a.xact_start, a.state_change, a.backend_start) as held
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database())
              and (l.classid::bigint << 32) + l.objid::bigint = {WriterLock.Key}
              and clock_timestamp() - coalesce(a.xact_start, a.state_change, a.backend_start) > $1
            """
        );
        command.Parameters.AddWithValue(longer);
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? (row.GetInt32(0), row.GetFieldValue<TimeSpan>(1)) : null;
    }

    /// <summary>How long the oldest event that is not in the ledger has waited; null: none waits.</summary>
    public async Task<TimeSpan?> LedgerLagAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select max(clock_timestamp() - timestamp) from {Tables.Schema}.mt_events
            where seq_id > coalesce(
              (select last_sequence from {Tables.Schema}.ledger_checkpoint order by size desc limit 1), 0)
            """
        );
        return await command.ExecuteScalarAsync(stop) as TimeSpan?;
    }

    /// <summary>Negotiations whose view is behind their events, by id.</summary>
    public async Task<IReadOnlyList<string>> ViewsBehindAsync(int limit, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select s.id from {Tables.Schema}.mt_streams s left join {Tables.Schema}.status v on v.id = s.id
            where v.version is distinct from s.version and {SideStreams.AreNot("s.id")}
            order by s.id limit $1
            """
        );
        command.Parameters.AddWithValue(limit);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> behind = [];
        while (await rows.ReadAsync(stop))
            behind.Add(rows.GetString(0));

        return behind;
    }

    /// <summary>Events of known types that this node cannot read, each looked at once more.</summary>
    public async Task<IReadOnlyList<UnreadablePlace>> UnreadableAsync(CancellationToken stop)
    {
        if (unreadable.Found is not { Count: > 0 } found)
            return [];

        await using var command = database.Source.CreateCommand(
            $"select stream_id, {EventRow.Columns} from {Tables.Schema}.mt_events where seq_id = any($1)"
        );
        command.Parameters.AddWithValue(found.Select(each => each.Sequence).ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            unreadable.Note(rows.GetString(0), EventRow.Read(rows, from: 1));

        return unreadable.Found;
    }

    /// <summary>How many events after a sequence have a type this program does not know, and the last
    /// sequence.</summary>
    public async Task<(long Unreadable, long Last)> UnreadableAfterAsync(long sequence, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select count(*) filter (where type <> all($2)), coalesce(max(seq_id), $1)
            from {Tables.Schema}.mt_events where seq_id > $1
            """
        );
        command.Parameters.AddWithValue(sequence);
        command.Parameters.AddWithValue(EventJson.StoredTypes.Keys.ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        await rows.ReadAsync(stop);
        return (rows.GetInt64(0), rows.GetInt64(1));
    }
}

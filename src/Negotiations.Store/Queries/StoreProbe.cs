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

    /// <summary>Who has the writer's lock; null: no one.</summary>
    public async Task<LockHolder?> LockHolderAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select l.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''),
                   clock_timestamp() - coalesce(a.xact_start, a.state_change, a.backend_start)
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database())
              and (l.classid::bigint << 32) + l.objid::bigint = {WriterLock.Key}
            """
        );
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            ? new LockHolder(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetFieldValue<TimeSpan>(3)
            )
            : null;
    }

    /// <summary>Which standbys are asked for, which are there, and how long a commit has waited for them.</summary>
    public async Task<StandbyState> StandbysAsync(CancellationToken stop)
    {
        // A session of another role shows no more than its names: one that does not stream yet counts too.
        await using var command = database.Source.CreateCommand(
            """
            select current_setting('synchronous_standby_names'),
                   array(select application_name from pg_stat_replication
                         where coalesce(state, 'streaming') = 'streaming' order by application_name),
                   (select max(clock_timestamp() - query_start) from pg_stat_activity
                    where wait_event = 'SyncRep' and datname = current_database())
            """
        );
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new StandbyState(
            SynchronousStandbys.Read(row.GetString(0)),
            row.GetFieldValue<string[]>(1),
            row.IsDBNull(2) ? null : row.GetFieldValue<TimeSpan>(2)
        );
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

/// <param name="Process">Of its session, for <c>pg_terminate_backend</c>.</param>
/// <param name="Role">It works in.</param>
/// <param name="Application">As it calls itself; empty: not at all.</param>
/// <param name="Held">For how long; null where the session is of another role, which shows no times.</param>
public sealed record LockHolder(int Process, string Role, string Application, TimeSpan? Held);

/// <param name="Asked">Null: a commit waits for none.</param>
/// <param name="Connected">The names of all that stream from here.</param>
/// <param name="Waits">For how long the oldest commit has waited for them; null: none does.</param>
public sealed record StandbyState(SynchronousStandbys? Asked, IReadOnlyList<string> Connected, TimeSpan? Waits);

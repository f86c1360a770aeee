using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Keys;

/// <summary>A session: one browser that is signed in to the pages by a key.</summary>
/// <param name="Subject">The id of who signed in.</param>
/// <param name="Name">As that subject is shown.</param>
/// <param name="LastSeenAt">To the minute or so.</param>
/// <param name="EndsAt">By then it is over, however it is used.</param>
/// <param name="EndedAt">When it was signed out; null: it was not.</param>
public sealed record StoredSession(
    Guid Id,
    string Subject,
    string Name,
    DateTimeOffset BegunAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? EndedAt
);

/// <summary>Sessions in the database.</summary>
public sealed class SessionStore(Database database)
{
    private const string Table = $"{Tables.Schema}.session";
    private const string Columns =
        $"s.id, s.subject, coalesce((select name from {Tables.Schema}.subject o where o.id = s.subject), s.subject), "
        + "s.begun_at, s.last_seen_at, s.ends_at, s.ended_at";

    private const string IsOpen = "s.ended_at is null and s.ends_at > clock_timestamp()";

    /// <summary>Begins one, and clears away those that have been over for a month.</summary>
    public async Task<StoredSession> BeginAsync(StoredApiKey key, TimeSpan lasts, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            with old as (delete from {Table} where ends_at < clock_timestamp() - interval '30 days'),
            s as (insert into {Table} (id, key, subject, begun_at, last_seen_at, ends_at)
              values ($1, $2, $3, statement_timestamp(), statement_timestamp(), statement_timestamp() + $4) returning *)
            select {Columns} from s
            """
        );
        command.Parameters.AddWithValue(Guid.NewGuid());
        command.Parameters.AddWithValue(key.Id);
        command.Parameters.AddWithValue(key.SubjectId);
        command.Parameters.AddWithValue(lasts);
        return (await ReadAsync(command, stop)).Single();
    }

    public async Task<StoredSession?> FindAsync(Guid id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select {Columns} from {Table} s where s.id = $1");
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, stop)).SingleOrDefault();
    }

    /// <summary>Those that are open, in the order of their ids.</summary>
    /// <param name="subject">Whose; null: everybody's.</param>
    public async Task<IReadOnlyList<StoredSession>> OpenAsync(
        string? subject,
        Guid after,
        int limit,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Table} s where {IsOpen} and s.id > $1 and ($2::varchar is null or s.subject = $2) "
                + "and exists (select from negotiations.api_key k where k.id = s.key and k.revoked_at is null "
                + "and (k.expires_at is null or k.expires_at > clock_timestamp())) order by s.id limit $3"
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Varchar, (object?)subject ?? DBNull.Value));
        command.Parameters.AddWithValue(limit);
        return await ReadAsync(command, stop);
    }

    public Task SeeAsync(Guid id, CancellationToken stop) =>
        database.IsReadOnly
            ? Task.CompletedTask
            : RunAsync($"update {Table} s set last_seen_at = clock_timestamp() where id = $1 and {IsOpen}", id, stop);

    public Task EndAsync(Guid id, CancellationToken stop) =>
        RunAsync($"update {Table} set ended_at = coalesce(ended_at, clock_timestamp()) where id = $1", id, stop);

    private static async Task<List<StoredSession>> ReadAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<StoredSession> found = [];
        while (await rows.ReadAsync(stop))
            found.Add(
                new StoredSession(
                    rows.GetGuid(0),
                    rows.GetString(1),
                    rows.GetString(2),
                    rows.GetFieldValue<DateTimeOffset>(3),
                    rows.GetFieldValue<DateTimeOffset>(4),
                    rows.GetFieldValue<DateTimeOffset>(5),
                    rows.IsDBNull(6) ? null : rows.GetFieldValue<DateTimeOffset>(6)
                )
            );

        return found;
    }

    private async Task RunAsync(string sql, Guid id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        await command.ExecuteNonQueryAsync(stop);
    }
}

using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using NpgsqlTypes;

namespace Negotiations.Store.Keys;

/// <summary>A subject that comes with tokens, as stored.</summary>
/// <param name="EndedAt">What was issued by then opens nothing; null: nothing was ended.</param>
/// <param name="TokensUntil">When the last token seen of it expires; null: none was seen.</param>
public sealed record StoredSubject(Subject Subject, DateTimeOffset? EndedAt, DateTimeOffset? TokensUntil);

/// <summary>Subjects in the database: which name belongs to whom, for good.</summary>
public sealed class SubjectStore(Database database)
{
    private const string Table = $"{Tables.Schema}.subject";

    /// <summary>The subject of a token; one that is new gets its name, or its own id where a subject has one that
    /// looks like it.</summary>
    public async Task<StoredSubject> OfTokenAsync(string id, string name, CancellationToken stop) =>
        await FindAsync(id, stop) is { } known ? known
        // A subject that has never sent a request to a recording node has no name yet; a reading node records nothing
        // under it.
        : database.IsReadOnly ? new StoredSubject(new Subject(id, id), null, null)
        : await TakeAsync(id, name, stop) || await TakeAsync(id, id, stop)
            ? new StoredSubject((await FindAsync(id, stop))!.Subject, null, null)
        : throw new InvalidOperationException("The id of a subject is another's name.");

    public async Task<StoredSubject?> FindAsync(string id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select id, name, ended_at, tokens_until from {Table} where id = $1"
        );
        command.Parameters.AddWithValue(id);
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            ? new StoredSubject(new Subject(row.GetString(0), row.GetString(1)), At(2), At(3))
            : null;

        DateTimeOffset? At(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
    }

    /// <summary>The ids of those who are called so.</summary>
    public async Task<IReadOnlyList<string>> IdsOfAsync(string name, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select id from {Table} where name = $1");
        command.Parameters.AddWithValue(name);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> ids = [];
        while (await rows.ReadAsync(stop))
            ids.Add(rows.GetString(0));

        return ids;
    }

    /// <summary>A token of it is good until then: what was subscribed with tokens goes on so long.</summary>
    public async Task SeeTokenAsync(string id, DateTimeOffset until, CancellationToken stop)
    {
        if (database.IsReadOnly)
            return;

        await using var command = database.Source.CreateCommand(
            $"update {Table} set tokens_until = $2 where id = $1 and (tokens_until is null or tokens_until < $2)"
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.TimestampTz, until.ToUniversalTime()));
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Names for the keys that older programs made, in the order they were made; where two look alike, the
    /// later is called by its id.</summary>
    public async Task NameKeysAsync(CancellationToken stop)
    {
        List<(string Id, string Name)> nameless = [];
        await using (
            var command = database.Source.CreateCommand(
                $"""
                select distinct on (k.created_at, k.id) {Subject.OfKeySql}, coalesce(k.person, k.name)
                from {Tables.Schema}.api_key k
                where not exists (select from {Table} s where s.id = {Subject.OfKeySql})
                order by k.created_at, k.id
                """
            )
        )
        await using (var rows = await command.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop))
                nameless.Add((rows.GetString(0), rows.GetString(1)));

        foreach (var (id, name) in nameless)
            if (!await TakeAsync(id, name, stop))
                await TakeAsync(id, id, stop);
    }

    // False: a name that looks like it is another's.
    private async Task<bool> TakeAsync(string id, string name, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(Taking("$1", "$2", "$3"));
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(SubjectName.Skeleton(name));
        return await command.ExecuteScalarAsync(stop) is not null;
    }

    /// <summary>Gives the id to the subject that has this name now; no row: another has one that looks like
    /// it.</summary>
    internal static string Taking(string id, string name, string skeleton) =>
        $"""
            insert into {Table} as taken (id, name, skeleton) values ({id}, {name}, {skeleton})
            on conflict (skeleton) do update set skeleton = excluded.skeleton where taken.id = excluded.id returning id
            """;
}

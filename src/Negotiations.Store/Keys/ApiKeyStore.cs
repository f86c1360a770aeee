using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Keys;

/// <summary>A key as stored: everything but the secret.</summary>
/// <param name="Person">Whom it stands for; null: itself.</param>
/// <param name="LastUsedOn">The day, UTC; null: never used.</param>
/// <param name="Subject">The name events are recorded by: several keys of one person record by one name.</param>
public sealed record StoredApiKey(
    Guid Id,
    string Name,
    string Role,
    string Prefix,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateOnly? LastUsedOn,
    string? Person,
    string Subject
)
{
    /// <summary>Of who comes with it: several keys of one person are one subject.</summary>
    public string SubjectId => Person is null ? Keys.Subject.OfKey(Id) : Keys.Subject.OfPerson(Person);
}

/// <summary>Keys in the database, found by their hash.</summary>
public sealed class ApiKeyStore(Database database)
{
    private const string Columns =
        "k.id, k.name, k.role, k.prefix, k.created_at, k.expires_at, k.revoked_at, k.last_used_on, k.person, "
        + "coalesce(s.name, k.person, k.name)";

    private const string Source =
        $"{Tables.Schema}.api_key k left join {Tables.Schema}.subject s on s.id = {Subject.OfKeySql}";

    /// <summary>Adds a key; null when another subject has a name that looks like the one it would record by.</summary>
    public async Task<StoredApiKey?> AddAsync(
        ApiKey key,
        string name,
        string role,
        DateTimeOffset? expiresAt,
        CancellationToken stop,
        string? person = null
    )
    {
        var id = Guid.CreateVersion7();
        var subject = person ?? name;
        await using var command = database.Source.CreateCommand(
            $"""
            with s as ({SubjectStore.Taking("$8", "$9", "$10")}),
            k as (
              insert into {Tables.Schema}.api_key (id, name, role, prefix, hash, created_at, expires_at, person)
              select $1, $2, $3, $4, $5, clock_timestamp(), $6, $7 from s returning *
            )
            select {Columns} from k, (select $9::varchar as name) s
            """
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(role);
        command.Parameters.AddWithValue(key.Prefix);
        command.Parameters.AddWithValue(key.Hash());
        command.Parameters.Add(
            Sql.Parameter(NpgsqlDbType.TimestampTz, (object?)expiresAt?.ToUniversalTime() ?? DBNull.Value)
        );
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Varchar, (object?)person ?? DBNull.Value));
        command.Parameters.AddWithValue(person is null ? Subject.OfKey(id) : Subject.OfPerson(person));
        command.Parameters.AddWithValue(subject);
        command.Parameters.AddWithValue(SubjectName.Skeleton(subject));
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? Read(rows) : null;
    }

    /// <summary>
    /// The key with this hash, whether or not it may still be used, and the hash as stored; null when there is none.
    /// </summary>
    public async Task<(StoredApiKey Key, byte[] Hash)?> FindAsync(byte[] hash, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns}, k.hash from {Source} where k.hash = $1"
        );
        command.Parameters.AddWithValue(hash);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? (Read(rows), rows.GetFieldValue<byte[]>(10)) : null;
    }

    /// <summary>In the order they were made, from the one after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<StoredApiKey>> ListAsync(Guid after, int limit, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Source} where k.id > $1 order by k.id limit $2"
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(limit);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<StoredApiKey> keys = [];
        while (await rows.ReadAsync(stop))
            keys.Add(Read(rows));

        return keys;
    }

    /// <summary>The hash of the key that no longer opens anything; null when there is no such key.</summary>
    public async Task<byte[]?> RevokeAsync(Guid id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"update {Tables.Schema}.api_key set revoked_at = coalesce(revoked_at, clock_timestamp()) "
                + "where id = $1 returning hash"
        );
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) as byte[];
    }

    public async Task MarkUsedAsync(Guid id, DateOnly day, CancellationToken stop)
    {
        if (database.IsReadOnly)
            return;

        await using var command = database.Source.CreateCommand(
            $"update {Tables.Schema}.api_key set last_used_on = $2 where id = $1 and last_used_on is distinct from $2"
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(day);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Whether anyone can still come in with a key of this role.</summary>
    public async Task<bool> AnyAsync(string role, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select exists (select 1 from {Tables.Schema}.api_key where role = $1 and revoked_at is null "
                + "and (expires_at is null or expires_at > clock_timestamp()))"
        );
        command.Parameters.AddWithValue(role);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Whether a key was ever made.</summary>
    public async Task<bool> AnyAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select exists (select from {Tables.Schema}.api_key)");
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private static StoredApiKey Read(NpgsqlDataReader row) =>
        new(
            row.GetGuid(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetFieldValue<DateTimeOffset>(4),
            row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
            row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
            row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7),
            row.IsDBNull(8) ? null : row.GetString(8),
            row.GetString(9)
        );
}

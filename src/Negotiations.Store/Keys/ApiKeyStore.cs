using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Keys;

/// <summary>A key as stored: everything but the secret.</summary>
/// <param name="Person">Whom it stands for; null: itself.</param>
/// <param name="LastUsedOn">The day, UTC; null: never used.</param>
public sealed record StoredApiKey(
    Guid Id,
    string Name,
    string Role,
    string Prefix,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateOnly? LastUsedOn,
    string? Person
)
{
    /// <summary>The name events are recorded by: several keys of one person record by one name.</summary>
    public string Subject => Person ?? Name;
}

/// <summary>Keys in the database, found by their hash.</summary>
public sealed class ApiKeyStore(Database database)
{
    private const string Columns = "id, name, role, prefix, created_at, expires_at, revoked_at, last_used_on, person";

    public async Task<StoredApiKey> AddAsync(
        ApiKey key,
        string name,
        string role,
        DateTimeOffset? expiresAt,
        CancellationToken stop,
        string? person = null
    )
    {
        await using var command = database.Source.CreateCommand(
            $"insert into {Tables.Schema}.api_key (id, name, role, prefix, hash, created_at, expires_at, "
                + $"person) values ($1, $2, $3, $4, $5, clock_timestamp(), $6, $7) returning {Columns}"
        );
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(role);
        command.Parameters.AddWithValue(key.Prefix);
        command.Parameters.AddWithValue(key.Hash());
        command.Parameters.Add(
            Sql.Parameter(NpgsqlDbType.TimestampTz, (object?)expiresAt?.ToUniversalTime() ?? DBNull.Value)
        );
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Varchar, (object?)person ?? DBNull.Value));
        await using var rows = await command.ExecuteReaderAsync(stop);
        await rows.ReadAsync(stop);
        return Read(rows);
    }

    /// <summary>
    /// The key with this hash, whether or not it may still be used, and the hash as stored; null when there is none.
    /// </summary>
    public async Task<(StoredApiKey Key, byte[] Hash)?> FindAsync(byte[] hash, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns}, hash from {Tables.Schema}.api_key where hash = $1"
        );
        command.Parameters.AddWithValue(hash);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? (Read(rows), rows.GetFieldValue<byte[]>(9)) : null;
    }

    /// <summary>In the order they were made, from the one after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<StoredApiKey>> ListAsync(Guid after, int limit, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Tables.Schema}.api_key where id > $1 order by id limit $2"
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
            row.IsDBNull(8) ? null : row.GetString(8)
        );
}

using Negotiations.Server.Storage;
using Npgsql;

namespace Negotiations.Server.Security;

/// <summary>A key as stored: everything but the secret.</summary>
/// <param name="LastUsedOn">The day, UTC; null: never used.</param>
public sealed record StoredApiKey(Guid Id, string Name, string Role, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateOnly? LastUsedOn);

/// <summary>Keys in the database, found by their hash.</summary>
internal sealed class ApiKeyStore(Database database)
{
    private const string Columns = "id, name, role, prefix, created_at, expires_at, revoked_at, last_used_on";

    public async Task AddAsync(ApiKey key, string name, string role, DateTimeOffset? expiresAt, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"insert into {Tables.Schema}.api_key (id, name, role, prefix, hash, created_at, expires_at) values ($1, $2, $3, $4, $5, clock_timestamp(), $6)");
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(role);
        command.Parameters.AddWithValue(key.Prefix);
        command.Parameters.AddWithValue(key.Hash());
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz, Value = (object?)expiresAt ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The key with this hash, whether or not it may still be used; null when there is none.</summary>
    public async Task<StoredApiKey?> FindAsync(byte[] hash, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select {Columns} from {Tables.Schema}.api_key where hash = $1");
        command.Parameters.AddWithValue(hash);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? Read(rows) : null;
    }

    public async Task<bool> AnyAsync(string role, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select exists (select 1 from {Tables.Schema}.api_key where role = $1 and revoked_at is null)");
        command.Parameters.AddWithValue(role);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private static StoredApiKey Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7));
}

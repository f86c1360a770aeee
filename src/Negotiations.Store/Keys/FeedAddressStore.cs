using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Keys;

/// <summary>An address that opens one path to a program that can send no key, such as a calendar.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Path">With its query: all that it opens.</param>
/// <param name="LastUsedOn">The day, UTC; null: never used.</param>
public sealed record StoredFeedAddress(
    Guid Id,
    Subject Subject,
    string Path,
    DateTimeOffset CreatedAt,
    DateOnly? LastUsedOn
);

/// <summary>Addresses of feeds in the database, found by the hash of their token.</summary>
public sealed class FeedAddressStore(Database database)
{
    private const string Table = $"{Tables.Schema}.feed_address";
    private const string Columns = "f.id, f.subject, coalesce(s.name, f.subject), f.path, f.created_at, f.last_used_on";
    private const string Source = $"{Table} f left join {Tables.Schema}.subject s on s.id = f.subject";

    // It ends with its owner: with the last key, or when all that was issued to the subject is ended.
    private const string IsOpen = $"""
        (s.ended_at is null or s.ended_at < f.created_at)
        and (s.tokens_until is not null or exists (select from {Tables.Schema}.api_key k
          where {Subject.OfKeySql} = f.subject
          and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock_timestamp())))
        """;

    /// <summary>Adds one; null when the subject has as many as one may.</summary>
    public async Task<StoredFeedAddress?> AddAsync(
        byte[] hash,
        string subject,
        string path,
        int most,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"""
            with f as (insert into {Table} (id, hash, subject, path, created_at)
              select $1, $2, $3, $4, clock_timestamp() where (select count(*) from {Table} where subject = $3) < $5
              returning *)
            select {Columns} from f left join {Tables.Schema}.subject s on s.id = f.subject
            """
        );
        object[] values = [Guid.CreateVersion7(), hash, subject, path, (long)most];
        foreach (var value in values)
            command.Parameters.AddWithValue(value);

        return (await ReadAsync(command, stop)).SingleOrDefault();
    }

    /// <summary>The one with this hash; null when there is none, or its owner can no longer come in.</summary>
    public async Task<StoredFeedAddress?> FindAsync(byte[] hash, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Source} where f.hash = $1 and {IsOpen}"
        );
        command.Parameters.AddWithValue(hash);
        return (await ReadAsync(command, stop)).SingleOrDefault();
    }

    /// <summary>In the order they were made.</summary>
    /// <param name="subject">Whose; null: everybody's.</param>
    public async Task<IReadOnlyList<StoredFeedAddress>> ListAsync(
        string? subject,
        Guid after,
        int limit,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Source} where f.id > $1 and ($2::varchar is null or f.subject = $2) and {IsOpen} "
                + "order by f.id limit $3"
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Varchar, (object?)subject ?? DBNull.Value));
        command.Parameters.AddWithValue(limit);
        return await ReadAsync(command, stop);
    }

    public async Task UseAsync(Guid id, DateOnly day, CancellationToken stop)
    {
        if (database.IsReadOnly)
            return;

        await using var command = database.Source.CreateCommand(
            $"update {Table} set last_used_on = $2 where id = $1 and last_used_on is distinct from $2"
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(day);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Takes one back.</summary>
    /// <param name="subject">Whose it must be; null: anybody's.</param>
    /// <returns>Its hash; null: there is none.</returns>
    public async Task<byte[]?> RemoveAsync(Guid id, string? subject, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"delete from {Table} where id = $1 and ($2::varchar is null or subject = $2) returning hash"
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Varchar, (object?)subject ?? DBNull.Value));
        return await command.ExecuteScalarAsync(stop) as byte[];
    }

    private static async Task<List<StoredFeedAddress>> ReadAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<StoredFeedAddress> found = [];
        while (await rows.ReadAsync(stop))
            found.Add(
                new StoredFeedAddress(
                    rows.GetGuid(0),
                    new Subject(rows.GetString(1), rows.GetString(2)),
                    rows.GetString(3),
                    rows.GetFieldValue<DateTimeOffset>(4),
                    rows.IsDBNull(5) ? null : rows.GetFieldValue<DateOnly>(5)
                )
            );

        return found;
    }
}

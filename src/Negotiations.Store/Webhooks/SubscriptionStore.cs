using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Keys;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Webhooks;

/// <summary>Subscriptions in the database.</summary>
public sealed class SubscriptionStore(Database database)
{
    private const string Table = $"{Tables.Schema}.subscription";

    private const string Columns = $"""
        s.id, owner, coalesce((select name from {Tables.Schema}.subject o where o.id = owner), owner),
        url, filter, state, paused_at, pause_reason, read_to, created_at, delivered_at, failures,
        (select count(*) from {Tables.Schema}.delivery d where d.subscription = s.id and d.state = 'pending'),
        (select count(*) from {Tables.Schema}.delivery d where d.subscription = s.id and d.state = 'parked')
        """;

    /// <summary>Its owner can no longer come in: what a revoked key or an expired token must not read must not be
    /// sent either. Of a row <c>o</c> of subscription.</summary>
    internal const string HasEnded = $"""
        case when o.by_key
          then not exists (select from {Tables.Schema}.api_key k where {Subject.OfKeySql} = o.owner
                           and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock_timestamp()))
          else exists (select from {Tables.Schema}.subject b
                       where b.id = o.owner and b.tokens_until <= clock_timestamp())
        end
        """;

    /// <summary>Keeps it, unless its owner has as many as one may have.</summary>
    public async Task<bool> AddAsync(
        Guid id,
        string owner,
        bool byKey,
        string url,
        FeedFilter filter,
        long readTo,
        byte[] secret,
        string sealedWith,
        int most,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"""
            insert into {Table} (id, owner, by_key, url, filter, state, read_to, secret, sealed_with, created_at)
            select $1, $2, $3, $4, $5, 'active', $6, $7, $8, clock_timestamp()
            where (select count(*) from {Table} where owner = $2) < $9
            """
        );
        object[] values = [id, owner, byKey, url, filter.Print(), readTo, secret, sealedWith, (long)most];
        foreach (var value in values)
            command.Parameters.AddWithValue(value);

        return await command.ExecuteNonQueryAsync(stop) == 1;
    }

    /// <param name="owner">Null: any owner.</param>
    public async Task<Subscription?> FindAsync(Guid id, string? owner, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Table} s where s.id = $1 and ($2::varchar is null or owner = $2)"
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.Add(Text(owner));
        return (await ReadAsync(command, stop)).SingleOrDefault();
    }

    /// <summary>In the order they were made.</summary>
    /// <param name="owner">Null: everybody's.</param>
    public async Task<IReadOnlyList<Subscription>> ListAsync(
        string? owner,
        Guid after,
        int limit,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Table} s where s.id > $1 and ($2::varchar is null or owner = $2) "
                + "order by s.id limit $3"
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.Add(Text(owner));
        command.Parameters.AddWithValue(limit);
        return await ReadAsync(command, stop);
    }

    public async Task<bool> AnyAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select exists (select from {Table})");
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Those of the holder of the key of this name.</summary>
    public async Task<IReadOnlyList<Guid>> ActiveAsync(string sealedWith, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select id from {Table} where state = 'active' and sealed_with = $1 order by id"
        );
        command.Parameters.AddWithValue(sealedWith);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<Guid> ids = [];
        while (await rows.ReadAsync(stop))
            ids.Add(rows.GetGuid(0));

        return ids;
    }

    public Task PauseAsync(Guid id, CancellationToken stop) =>
        RunAsync(
            $"update {Table} set state = 'paused', paused_at = clock_timestamp(), pause_reason = null "
                + "where id = $1 and state = 'active'",
            id,
            stop
        );

    /// <summary>What waits has its whole time again.</summary>
    public Task ResumeAsync(Guid id, CancellationToken stop) =>
        RunAsync(
            $"""
            with resumed as (
              update {Table} set state = 'active', paused_at = null, pause_reason = null, failures = 0
              where id = $1 returning id)
            update {Tables.Schema}.delivery set attempts = 0, first_tried_at = null, next_try = clock_timestamp()
            where subscription in (select id from resumed) and state = 'pending'
            """,
            id,
            stop
        );

    public Task RemoveAsync(Guid id, CancellationToken stop) =>
        RunAsync($"delete from {Table} where id = $1", id, stop);

    /// <summary>Puts a new secret in place of the old, which goes on signing beside it for a while.</summary>
    /// <returns>Until when.</returns>
    public async Task<DateTimeOffset> RotateAsync(
        Guid id,
        byte[] secret,
        string sealedWith,
        TimeSpan overlap,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"""
            update {Table} set secret = $2, sealed_with = $3,
              previous_secret = case when sealed_with = $3 then secret end, previous_until = clock_timestamp() + $4
            where id = $1 returning previous_until
            """
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(secret);
        command.Parameters.AddWithValue(sealedWith);
        command.Parameters.AddWithValue(overlap);
        return await command.ExecuteScalarAsync(stop) is DateTime until
            ? new DateTimeOffset(until, TimeSpan.Zero)
            : default;
    }

    /// <summary>Pauses those whose owners can no longer come in.</summary>
    public async Task PauseKeylessAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            update {Table} o set state = 'paused', paused_at = clock_timestamp(), pause_reason =
              case when by_key then 'No key of its owner opens anything any more.'
              else 'No token of its owner opens anything any more. Come with a new one and resume it.' end
            where state = 'active' and {HasEnded}
            """
        );
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Which subscription takes what, in the order of their ids.</summary>
    public async Task<IReadOnlyList<(Guid Id, FeedFilter Filter)>> FiltersAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select id, filter from {Table} order by id");
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(Guid, FeedFilter)> all = [];
        while (await rows.ReadAsync(stop))
            all.Add((rows.GetGuid(0), FeedFilter.Parse(rows.GetString(1))));

        return all;
    }

    private static NpgsqlParameter Text(string? value) =>
        Sql.Parameter(NpgsqlDbType.Varchar, (object?)value ?? DBNull.Value);

    private static async Task<List<Subscription>> ReadAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<Subscription> found = [];
        while (await rows.ReadAsync(stop))
            found.Add(
                new Subscription(
                    rows.GetGuid(0),
                    rows.GetString(1),
                    rows.GetString(2),
                    rows.GetString(3),
                    FeedFilter.Parse(rows.GetString(4)),
                    WireName.TryRead<SubscriptionState>(rows.GetString(5))!.Value,
                    rows.Instant(6),
                    rows.IsDBNull(7) ? null : rows.GetString(7),
                    rows.GetInt64(8),
                    rows.GetFieldValue<DateTimeOffset>(9),
                    rows.Instant(10),
                    rows.GetInt32(11),
                    rows.GetInt64(12),
                    rows.GetInt64(13)
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

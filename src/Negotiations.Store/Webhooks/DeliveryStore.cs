using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Following;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Webhooks;

/// <summary>Deliveries in the database: what is to be sent, what is being sent, and what came of it.</summary>
public sealed class DeliveryStore(Database database)
{
    /// <summary>The type of what is sent when someone asks for a test.</summary>
    public const string TestType = "test";

    /// <summary>The type of what shows that the text of an event was erased.</summary>
    public const string ErasureType = "event-erased";

    private const string Table = $"{Tables.Schema}.delivery";
    private const string Columns =
        "id, negotiation, sequence, event_id, type, state, attempts, created_at, tried_at, next_try, "
        + "delivered_at, status, error";

    /// <summary>The latest first.</summary>
    /// <param name="state">Null: all.</param>
    /// <param name="before">The last one already shown; null for the first page.</param>
    public async Task<IReadOnlyList<DeliveryView>> ListAsync(
        Guid subscription,
        DeliveryState? state,
        Guid? before,
        int limit,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Table} where subscription = $1 and ($2::varchar is null or state = "
                + "$2) and ($3::uuid is null or id < $3) order by id desc limit $4"
        );
        command.Parameters.AddWithValue(subscription);
        command.Parameters.Add(
            Sql.Parameter(NpgsqlDbType.Varchar, state is { } asked ? WireName.Of(asked) : DBNull.Value)
        );
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Uuid, (object?)before ?? DBNull.Value));
        command.Parameters.AddWithValue(limit);
        return await ReadAsync(command, stop);
    }

    public async Task<DeliveryView?> FindAsync(Guid subscription, Guid id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {Columns} from {Table} where subscription = $1 and id = $2"
        );
        command.Parameters.AddWithValue(subscription);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, stop)).SingleOrDefault();
    }

    public async Task<DeliveryView> AddTestAsync(Guid subscription, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"insert into {Table} (id, subscription, negotiation, type, state, next_try, created_at) "
                + $"values ($1, $2, '', '{TestType}', 'pending', clock_timestamp(), clock_timestamp()) returning "
                + $"{Columns}"
        );
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(subscription);
        return (await ReadAsync(command, stop)).Single();
    }

    /// <summary>Sends it again, as if it had never been tried.</summary>
    public async Task<DeliveryView?> RenewAsync(Guid subscription, Guid id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"update {Table} set state = 'pending', attempts = 0, first_tried_at = null, next_try = "
                + $"clock_timestamp() where subscription = $1 and id = $2 returning {Columns}"
        );
        command.Parameters.AddWithValue(subscription);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, stop)).SingleOrDefault();
    }

    /// <summary>
    /// Takes the next delivery whose turn it is: the first that is pending of its negotiation, so that none overtakes
    /// another. Null when there is none, or as many of the subscription are being sent as may be.
    /// </summary>
    /// <param name="claimedFor">After it someone else may take it: longer than any attempt lasts.</param>
    public async Task<ClaimedDelivery?> ClaimAsync(
        Guid subscription,
        string sealedWith,
        TimeSpan claimedFor,
        CancellationToken stop
    )
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);

        // One after another, so that each counts those before it: a statement sees what was committed when it began,
        // and it begins once the lock is had.
        var turn = new NpgsqlBatchCommand("select pg_advisory_xact_lock(hashtextextended($1::text, 0))");
        turn.Parameters.AddWithValue(subscription);
        batch.BatchCommands.Add(turn);
        var command = new NpgsqlBatchCommand(
            $"""
            update {Table} d
            set fence = fence + 1, claimed_until = clock_timestamp() + $3, attempts = attempts + 1,
              tried_at = clock_timestamp(), first_tried_at = coalesce(first_tried_at, clock_timestamp())
            from {Tables.Schema}.subscription s
            where s.id = d.subscription and d.id = (
              select p.id from {Table} p join {Tables.Schema}.subscription o on o.id = p.subscription
              where p.subscription = $1 and o.sealed_with = $2 and p.state = 'pending'
                and p.next_try <= clock_timestamp()
                and (p.claimed_until is null or p.claimed_until < clock_timestamp())
                and (o.state = 'active' or p.type = '{TestType}') and not ({SubscriptionStore.HasEnded})
                and (select count(*) from {Table} c where c.subscription = $1 and c.state = 'pending'
                  and c.claimed_until > clock_timestamp()) < case when o.failures < {DeliveryLimits.FailuresBeforeCare}
                  then {DeliveryLimits.MostAtOnce} else 1 end
                and not exists (
                  select from {Table} e where e.subscription = $1 and e.negotiation = p.negotiation
                    and e.state = 'pending' and e.sequence < p.sequence)
              order by p.next_try, p.sequence limit 1 for update of p skip locked)
            returning d.id, s.url, d.sequence, d.attempts, s.secret, d.event_id,
                case when s.previous_until > clock_timestamp() then s.previous_secret end,
              d.fence, s.filter
            """
        );
        command.Parameters.AddWithValue(subscription);
        command.Parameters.AddWithValue(sealedWith);
        command.Parameters.AddWithValue(claimedFor);
        batch.BatchCommands.Add(command);
        await using var row = await batch.ExecuteReaderAsync(stop);
        await row.NextResultAsync(stop);
        if (!await row.ReadAsync(stop))
            return null;

        List<byte[]> secrets = [row.GetFieldValue<byte[]>(4)];
        if (!row.IsDBNull(6))
            secrets.Add(row.GetFieldValue<byte[]>(6));

        return new ClaimedDelivery(
            row.GetGuid(0),
            subscription,
            row.GetString(1),
            row.IsDBNull(2) ? null : row.GetInt64(2),
            row.IsDBNull(5) ? null : row.GetGuid(5),
            row.GetInt32(3),
            row.GetInt64(7),
            secrets,
            FeedFilter.Parse(row.GetString(8))
        );
    }

    /// <summary>Gives back what was claimed and not sent to its end: it counts as no attempt.</summary>
    public async Task ReleaseAsync(ClaimedDelivery claimed, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            update {Table} set claimed_until = null, attempts = greatest(attempts - 1, 0)
            where id = $1 and fence = $2 and state = 'pending'
            """
        );
        command.Parameters.AddWithValue(claimed.Id);
        command.Parameters.AddWithValue(claimed.Fence);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Puts notices on their way, in the commit of what they report.</summary>
    /// <param name="connection">In that transaction.</param>
    /// <param name="subscriptions">One that was ended meanwhile is passed over.</param>
    /// <param name="negotiation">Of the event.</param>
    /// <param name="eventId">Which was erased.</param>
    /// <param name="stop">Adds none.</param>
    public static async Task AddErasureNoticesAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Guid> subscriptions,
        string negotiation,
        Guid eventId,
        CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            insert into {Table} (id, subscription, negotiation, event_id, type, state, next_try, created_at)
            select notice, subscription, $3, $4, '{ErasureType}', 'pending', clock_timestamp(), clock_timestamp()
            from unnest($1, $2) as noticed (notice, subscription)
            where exists (select from {Tables.Schema}.subscription s where s.id = noticed.subscription for key share)
            """,
            connection
        );
        command.Parameters.AddWithValue(subscriptions.Select(_ => Guid.CreateVersion7()).ToArray());
        command.Parameters.AddWithValue(subscriptions.ToArray());
        command.Parameters.AddWithValue(negotiation);
        command.Parameters.AddWithValue(eventId);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Clears away what has been done with for long.</summary>
    public async Task ClearAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            delete from {Table} where state <> 'pending'
              and created_at < clock_timestamp() - interval '{DeliveryLimits.DaysStored} days'
            """
        );
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Subscriptions with something due that no one sends: its message was lost, or came when as many were
    /// being sent as may be.</summary>
    public async Task<IReadOnlyList<Guid>> ForgottenAsync(string sealedWith, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select distinct d.subscription from {Table} d join {Tables.Schema}.subscription s on s.id = d.subscription
            where d.state = 'pending' and d.next_try <= clock_timestamp()
              and (d.claimed_until is null or d.claimed_until < clock_timestamp())
              and (s.state = 'active' or d.type = '{TestType}') and s.sealed_with = $1
            """
        );
        command.Parameters.AddWithValue(sealedWith);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<Guid> found = [];
        while (await rows.ReadAsync(stop))
            found.Add(rows.GetGuid(0));

        return found;
    }

    /// <summary>What is due and no one tries, over the active subscriptions, and which keys seal their
    /// secrets.</summary>
    public async Task<OverdueDeliveries> OverdueAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select (select array_agg(distinct sealed_with) from {Tables.Schema}.subscription where state = 'active'),
              coalesce(sum(due), 0)::bigint, max(wait)
            from ({DueDeliveries.Untried}) untried
            """
        );
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new OverdueDeliveries(
            row.IsDBNull(0) ? [] : row.GetFieldValue<string[]>(0),
            row.GetInt64(1),
            row.IsDBNull(2) ? null : row.GetFieldValue<TimeSpan>(2)
        );
    }

    private static async Task<List<DeliveryView>> ReadAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<DeliveryView> found = [];
        while (await rows.ReadAsync(stop))
        {
            var state = WireName.TryRead<DeliveryState>(rows.GetString(5))!.Value;
            found.Add(
                new DeliveryView(
                    rows.GetGuid(0),
                    rows.GetString(1) is { Length: > 0 } negotiation ? negotiation : null,
                    rows.IsDBNull(2) ? null : rows.GetInt64(2),
                    rows.IsDBNull(3) ? null : rows.GetGuid(3),
                    rows.GetString(4),
                    state,
                    rows.GetInt32(6),
                    rows.GetFieldValue<DateTimeOffset>(7),
                    rows.Instant(8),
                    state == DeliveryState.Pending ? rows.Instant(9) : null,
                    rows.Instant(10),
                    rows.IsDBNull(11) ? null : rows.GetInt32(11),
                    rows.IsDBNull(12) ? null : rows.GetString(12)
                )
            );
        }

        return found;
    }
}

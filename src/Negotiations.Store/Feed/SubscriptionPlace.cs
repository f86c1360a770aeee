using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Feed;

/// <summary>How far the record has been looked at for a subscription.</summary>
/// <param name="ReadTo">The last sequence that was.</param>
/// <param name="Filter">Which events it wants.</param>
/// <param name="Waiting">Deliveries of it that are on their way.</param>
public sealed record SubscriptionPlace(long ReadTo, FeedFilter Filter, long Waiting)
{
    // A node that hangs with the row in hand must not keep the others from it: the database ends its transaction then.
    // Folding for the filter takes part of this time.
    private const string Leash = "set local idle_in_transaction_session_timeout = '30s'";

    /// <summary>
    /// Reads it and locks its row. Another node that follows for the same subscription waits, and then finds it moved
    /// on. It must not turn away: the row is locked for a moment by what counts a failure, too.
    /// </summary>
    /// <returns>Null when the subscription is paused or gone.</returns>
    public static async Task<SubscriptionPlace?> OpenAsync(
        NpgsqlConnection connection,
        Guid subscription,
        CancellationToken stop
    )
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Leash),
                new NpgsqlBatchCommand(
                    $"""
                    select read_to, filter, (select count(*) from {Tables.Schema}.delivery d
                                             where d.subscription = s.id and d.state = 'pending')
                    from {Tables.Schema}.subscription s where id = $1 and state = 'active' for update
                    """
                )
                {
                    Parameters = { new() { Value = subscription } },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            ? new SubscriptionPlace(row.GetInt64(0), FeedFilter.Parse(row.GetString(1)), row.GetInt64(2))
            : null;
    }

    /// <summary>
    /// Moves it, and puts what was taken on its way, once for each event: a delivery is unique by subscription and
    /// sequence.
    /// </summary>
    public static async Task MoveAsync(
        NpgsqlConnection connection,
        Guid subscription,
        IReadOnlyList<LiveEvent> taken,
        long place,
        CancellationToken stop
    )
    {
        await using var batch = new NpgsqlBatch(connection);

        // Where nothing is to be sent, a place that a crash takes back is looked at again: no disk is waited for.
        if (taken.Count == 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("set local synchronous_commit = off"));

        batch.BatchCommands.Add(
            new NpgsqlBatchCommand($"update {Tables.Schema}.subscription set read_to = $2 where id = $1")
            {
                Parameters =
                {
                    new() { Value = subscription },
                    new() { Value = place },
                },
            }
        );
        if (taken.Count > 0)
            batch.BatchCommands.Add(Deliveries(subscription, taken));

        await batch.ExecuteNonQueryAsync(stop);
    }

    private static NpgsqlBatchCommand Deliveries(Guid subscription, IReadOnlyList<LiveEvent> taken) =>
        new(
            $"""
            insert into {Tables.Schema}.delivery
                (id, subscription, negotiation, sequence, event_id, type, state, next_try, created_at)
            select delivery, $1, negotiation, sequence, event, type, 'pending', clock_timestamp(), clock_timestamp()
            from unnest($2, $3, $4, $5, $6) as taken (delivery, negotiation, sequence, event, type)
            on conflict (subscription, sequence) do nothing
            """
        )
        {
            Parameters =
            {
                new() { Value = subscription },
                // Within one millisecond they come in no order, and deliveries are listed by id.
                new() { Value = taken.Select(_ => Guid.CreateVersion7()).Order().ToArray() },
                new() { Value = taken.Select(each => each.Negotiation).ToArray() },
                new() { Value = taken.Select(each => each.Sequence).ToArray() },
                new() { Value = taken.Select(each => each.Entry.EventId).ToArray() },
                new() { Value = taken.Select(each => each.Entry.Type).ToArray() },
            },
        };
}

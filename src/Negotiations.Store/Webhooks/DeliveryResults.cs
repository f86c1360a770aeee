using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Webhooks;

/// <summary>What an attempt came to, in the rows of the delivery and of its subscription, unless someone has claimed
/// the delivery since.</summary>
public sealed class DeliveryResults(Database database)
{
    private const string Delivery = $"{Tables.Schema}.delivery";
    private const string Subscription = $"{Tables.Schema}.subscription";
    private const string IsClaimed = "id = $1 and fence = $2 and state = 'pending'";

    /// <returns>False: someone else has claimed it, and nothing is written.</returns>
    public Task<bool> SucceedAsync(ClaimedDelivery claimed, Attempt attempt, CancellationToken stop) =>
        WriteAsync(
            claimed,
            $"""
            with done as (
              update {Delivery} set state = 'delivered', delivered_at = clock_timestamp(), claimed_until = null,
                  status = $3, error = null
              where {IsClaimed} returning subscription)
            update {Subscription} set failures = 0,
                delivered_at = clock_timestamp() where id in (select subscription from done)
            """,
            stop,
            attempt.Status!.Value
        );

    /// <summary>It is tried again after a while.</summary>
    /// <returns>False: someone else has claimed it, and nothing is written.</returns>
    public Task<bool> RetryAsync(ClaimedDelivery claimed, Attempt attempt, TimeSpan pause, CancellationToken stop) =>
        WriteAsync(
            claimed,
            $"""
            with done as (
              update {Delivery} set claimed_until = null, next_try = clock_timestamp() + $5, status = $3, error = $4
              where {IsClaimed} returning subscription)
            update {Subscription} set failures = failures + 1 where id in (select subscription from done)
            """,
            stop,
            (object?)attempt.Status ?? DBNull.Value,
            attempt.Error!,
            pause
        );

    /// <summary>It is given up, and its subscription paused when its receiver is gone or took nothing since it was
    /// first tried.</summary>
    /// <param name="claimed">Of this claim.</param>
    /// <param name="attempt">The last.</param>
    /// <param name="reason">Why the subscription would be paused.</param>
    /// <param name="stop">Writes nothing.</param>
    /// <returns>False: someone else has claimed it, and nothing is written.</returns>
    public Task<bool> ParkAsync(ClaimedDelivery claimed, Attempt attempt, string reason, CancellationToken stop) =>
        WriteAsync(
            claimed,
            $"""
            with done as (
              update {Delivery} set state = 'parked', claimed_until = null, status = $3, error = $4
              where {IsClaimed} returning subscription, first_tried_at),
            judged as (
              select s.id,
                s.state = 'active' and ($6 or not coalesce(d.first_tried_at < s.delivered_at, false)) as pauses
              from {Subscription} s join done d on d.subscription = s.id)
            update {Subscription} s set failures = failures + 1,
              state = case when pauses then 'paused' else state end,
              paused_at = case when pauses then clock_timestamp() else paused_at end,
              pause_reason = case when pauses then $5 else pause_reason end
            from judged where judged.id = s.id
            """,
            stop,
            (object?)attempt.Status ?? DBNull.Value,
            attempt.Error!,
            reason,
            attempt.IsGone
        );

    // The subscription is locked first, as by the one who ends one.
    private async Task<bool> WriteAsync(
        ClaimedDelivery claimed,
        string sql,
        CancellationToken stop,
        params object[] values
    )
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand($"select from {Subscription} where id = $1 for update")
            {
                Parameters = { new() { Value = claimed.Subscription } },
            }
        );
        var write = new NpgsqlBatchCommand(sql);
        foreach (var value in values.Prepend(claimed.Fence).Prepend(claimed.Id))
            write.Parameters.AddWithValue(value);

        batch.BatchCommands.Add(write);
        await using (var rows = await batch.ExecuteReaderAsync(stop))
            while (await rows.NextResultAsync(stop))
            {
                // Both run before either is looked at.
            }

        return write.RecordsAffected > 0;
    }
}

using Negotiations.Server.Jobs;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Server.Webhooks;

/// <summary>What an attempt leads to, in one commit with the message that brings the next one.</summary>
internal sealed class Settlement(Database database, WebhookSettings settings, JobQueue queue)
{
    private const string Delivery = $"{Tables.Schema}.delivery";
    private const string Subscription = $"{Tables.Schema}.subscription";

    // The queue goes by the node's clock and the delivery by the database's: a message that came too early would find nothing due.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(200);

    // A receiver may ask for more patience than we have by ourselves (Retry-After), within reason.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(14);

    public async Task SettleAsync(ClaimedDelivery delivery, Attempt attempt, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        Func<Task>? send = null;
        if (attempt.Succeeded)
            await SucceedAsync(delivery, attempt, connection, stop);
        else if (delivery.Attempt <= settings.Backoff.Count && !attempt.IsGone)
            send = await TryAgainAsync(delivery, attempt, transaction, stop);
        else
            await GiveUpAsync(delivery, attempt, connection, stop);

        await transaction.CommitAsync(stop);
        if (send is not null)
            await send();
    }

    private static async Task SucceedAsync(ClaimedDelivery delivery, Attempt attempt, NpgsqlConnection connection, CancellationToken stop)
    {
        // The subscription first, as whoever ends one locks it first.
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, $"update {Subscription} set failures = 0, delivered_at = clock_timestamp() where id = $1", delivery.Subscription);
        Add(batch, $"update {Delivery} set state = 'delivered', delivered_at = clock_timestamp(), claimed_until = null, status = $2, error = null where id = $1", delivery.Id, attempt.Status!.Value);
        await batch.ExecuteNonQueryAsync(stop);
    }

    private async Task<Func<Task>> TryAgainAsync(ClaimedDelivery delivery, Attempt attempt, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var pause = settings.Backoff[delivery.Attempt - 1];
        if (attempt.Wait > pause)
            pause = attempt.Wait.Value < LongestWait ? attempt.Wait.Value : LongestWait;

        await FailAsync(transaction.Connection!, $"update {Delivery} set claimed_until = null, next_try = clock_timestamp() + $4, status = $2, error = $3 where id = $1", delivery, attempt, stop, pause);
        return await queue.EnlistAsync(transaction, [new DeliverDue(delivery.Subscription)], pause + Slack);
    }

    // A receiver that took nothing since this delivery was first tried takes nothing at all: the rest is not sent in vain.
    private static async Task GiveUpAsync(ClaimedDelivery delivery, Attempt attempt, NpgsqlConnection connection, CancellationToken stop)
    {
        await FailAsync(connection, $"update {Delivery} set state = 'parked', claimed_until = null, status = $2, error = $3 where id = $1", delivery, attempt, stop);
        await using var batch = new NpgsqlBatch(connection);
        Add(
            batch,
            $"""
            update {Subscription} s set state = 'paused', paused_at = clock_timestamp(), pause_reason = $3
            where id = $1 and state = 'active' and ($4 or not exists (select from {Delivery} d where d.id = $2 and d.first_tried_at < s.delivered_at))
            """,
            delivery.Subscription, delivery.Id,
            attempt.IsGone ? "The receiver answered 410: it is gone for good." : $"The receiver took nothing in {delivery.Attempt} attempts at one event, nor anything else meanwhile.", attempt.IsGone);
        await batch.ExecuteNonQueryAsync(stop);
    }

    private static async Task FailAsync(NpgsqlConnection connection, string sql, ClaimedDelivery delivery, Attempt attempt, CancellationToken stop, params object[] more)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, $"update {Subscription} set failures = failures + 1 where id = $1", delivery.Subscription);
        Add(batch, sql, [delivery.Id, (object?)attempt.Status ?? DBNull.Value, attempt.Error!, .. more]);
        await batch.ExecuteNonQueryAsync(stop);
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);

        batch.BatchCommands.Add(command);
    }
}

using Negotiations.Server.Feeds;
using Negotiations.Server.Jobs;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Follows the record for every subscription, from the sequence it was read to. Deliveries, the new sequence and the message that sends them share
/// one commit, so that an event is put on its way once, whenever somebody dies. Recording is not touched: the record itself is what must not be lost.
/// </summary>
internal sealed class Forwarder(
    SubscriptionStore subscriptions, DeliverySweep sweep, JobQueue queue, Lazy<SecretBox> secrets, FeedReader reader, LiveEvents live, Database database, WebhookSettings settings,
    ILogger<Forwarder> logger) : BackgroundService
{
    private const int Batch = 200;

    private readonly SemaphoreSlim news = new(0, 1);
    private long lastSweep;
    private volatile bool isHeldBack;

    /// <summary>Deliveries are done with, and others may have waited for room.</summary>
    public void WakeIfHeldBack()
    {
        if (isHeldBack)
            Wake();
    }

    /// <summary>There is a subscription to begin with.</summary>
    public void Wake()
    {
        try
        {
            news.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake.
        }
    }

    public override void Dispose()
    {
        news.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await live.Begun.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = live.Head;
            var hasAny = false;
            try
            {
                hasAny = await subscriptions.AnyAsync(stoppingToken);
                if (hasAny)
                    await WorkAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("Webhooks could not be put on their way ({Reason}); another try follows.", e.Message);
                await Task.Delay(settings.Poll, stoppingToken);
            }

            // Without subscriptions, what is recorded wakes nobody here.
            using var rest = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(news.WaitAsync(settings.Sweep, rest.Token), hasAny ? live.WaitAsync(seen) : Task.Delay(Timeout.Infinite, rest.Token));
            await rest.CancelAsync();
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        if (lastSweep == 0 || TimeProvider.System.GetElapsedTime(lastSweep) >= settings.Sweep)
        {
            await subscriptions.PauseKeylessAsync(stop);
            await sweep.RunAsync(stop);
            lastSweep = TimeProvider.System.GetTimestamp();
        }

        isHeldBack = false;
        foreach (var id in await subscriptions.ActiveAsync(secrets.Value.Name, stop))
            while (await ForwardAsync(id, stop))
            {
                // There is more.
            }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ForwardAsync(Guid id, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await ReadPlaceAsync(connection, id, stop) is not var (readTo, filter, room))
            return false;

        if (room <= 0)
        {
            isHeldBack = true;
            return false;
        }

        // Noted before the record is asked: what is recorded meanwhile must not count as looked at.
        var head = live.Head;
        var limit = (int)Math.Min(Batch, room);
        var arrived = live.After(readTo)?.Take(limit).ToList() ?? await reader.ReadAsync(readTo, limit, filter, stop);
        List<LiveEvent> taken = [];
        foreach (var each in arrived)
            if (await filter.TakesAsync(each, reader, stop))
                taken.Add(each);

        var isFull = arrived.Count == limit;
        var place = isFull ? arrived[^1].Sequence : Math.Max(head, arrived.Count == 0 ? readTo : arrived[^1].Sequence);
        if (place == readTo)
            return false;

        await KeepAsync(connection, id, taken, Math.Max(place, readTo), stop);
        var send = taken.Count == 0 ? null : await queue.EnlistAsync(transaction, MessagesFor(id, taken));
        await transaction.CommitAsync(stop);
        if (send is not null)
            await send();

        return isFull;
    }

    // Others that follow for the same subscription, on another node, wait, and then find it moved on. They must not turn away: the row is also locked for a moment by whoever counts a failure.
    private static async Task<(long ReadTo, FeedFilter Filter, long Room)?> ReadPlaceAsync(NpgsqlConnection connection, Guid id, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select read_to, filter, {WebhookSettings.MostWaiting} - (select count(*) from {Tables.Schema}.delivery d where d.subscription = s.id and d.state = 'pending')
            from {Tables.Schema}.subscription s where id = $1 and state = 'active' for update
            """,
            connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? (row.GetInt64(0), SubscriptionStore.ReadFilter(row.GetString(1)), row.GetInt64(2)) : null;
    }

    private static async Task KeepAsync(NpgsqlConnection connection, Guid id, List<LiveEvent> taken, long place, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);

        // Where nothing is to be sent, a place that a crash takes back is looked at again: no disk has to be waited for.
        if (taken.Count == 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("set local synchronous_commit = off"));

        var read = new NpgsqlBatchCommand($"update {Tables.Schema}.subscription set read_to = $2 where id = $1");
        read.Parameters.AddWithValue(id);
        read.Parameters.AddWithValue(place);
        batch.BatchCommands.Add(read);
        var deliveries = new NpgsqlBatchCommand(
            $"""
            insert into {Tables.Schema}.delivery (id, subscription, negotiation, sequence, event_id, type, state, next_try, created_at)
            select delivery, $1, negotiation, sequence, event, type, 'pending', clock_timestamp(), clock_timestamp()
            from unnest($2, $3, $4, $5, $6) as taken (delivery, negotiation, sequence, event, type)
            on conflict (subscription, sequence) do nothing
            """);
        deliveries.Parameters.AddWithValue(id);
        deliveries.Parameters.AddWithValue(taken.Select(_ => Guid.CreateVersion7()).ToArray());
        deliveries.Parameters.AddWithValue(taken.Select(each => each.Negotiation).ToArray());
        deliveries.Parameters.AddWithValue(taken.Select(each => each.Sequence).ToArray());
        deliveries.Parameters.AddWithValue(taken.Select(each => each.Entry.EventId).ToArray());
        deliveries.Parameters.AddWithValue(taken.Select(each => each.Entry.Type).ToArray());
        batch.BatchCommands.Add(deliveries);
        await batch.ExecuteNonQueryAsync(stop);
    }

    // One message sends one delivery after another; as many as may be sent at one time are worth a message each.
    private static List<DeliverDue> MessagesFor(Guid id, List<LiveEvent> taken) =>
        [.. Enumerable.Repeat(new DeliverDue(id), Math.Min(WebhookSettings.MostAtOnce, taken.Select(each => each.Negotiation).Distinct().Count()))];
}

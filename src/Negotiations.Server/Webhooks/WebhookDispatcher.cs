using System.Collections.Concurrent;
using Negotiations.Server.Jobs;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Following;
using Negotiations.Store.Webhooks;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Follows the record for every subscription, each from its own place. Deliveries, the new place and the message that
/// sends them share one commit, so that an event is put on its way once, whenever a node dies. Every node may do it:
/// the row of the subscription is locked meanwhile. Recording is not touched: the record is what must not be lost.
/// </summary>
internal sealed class WebhookDispatcher : Follower
{
    private const int Batch = 200;

    // One subscription that fails must not hold up the others.
    private readonly ConcurrentDictionary<Guid, Guard> guards = [];
    private readonly SubscriptionStore subscriptions;
    private readonly DeliverySweep sweep;
    private readonly JobQueue queue;
    private readonly Lazy<SecretProtector> secrets;
    private readonly FeedReader reader;
    private readonly LiveEvents live;
    private readonly Database database;
    private readonly WebhookSettings settings;
    private long lastSweep;
    private volatile bool hasAny;
    private volatile bool isHeldBack;

    public WebhookDispatcher(
        SubscriptionStore subscriptions,
        DeliverySweep sweep,
        JobQueue queue,
        Lazy<SecretProtector> secrets,
        FeedReader reader,
        LiveEvents live,
        Database database,
        WebhookSettings settings,
        ILogger<WebhookDispatcher> logger
    )
        : base("the dispatcher of webhooks", news: null, logger)
    {
        (this.subscriptions, this.sweep, this.queue, this.secrets) = (subscriptions, sweep, queue, secrets);
        (this.reader, this.live, this.database) = (reader, live, database);
        this.settings = settings;

        // Without subscriptions, what is recorded wakes nothing here.
        live.Arrived += _ => WakeIf(hasAny);
    }

    public override IEnumerable<Guard> Parts => guards.Values;

    // Until the next sweep, or the next try of a subscription that failed.
    protected override TimeSpan Rest =>
        guards.Values.Select(each => each.Pause).Where(pause => pause > TimeSpan.Zero).Append(settings.Sweep).Min();

    /// <summary>Deliveries are done with, and others may have waited for room.</summary>
    public void WakeIfHeldBack() => WakeIf(isHeldBack);

    protected override async Task<bool> FollowAsync(CancellationToken stop)
    {
        await live.Begun.WaitAsync(stop);
        hasAny = await subscriptions.AnyAsync(stop);
        if (!hasAny)
            return false;

        await SweepAsync(stop);
        isHeldBack = false;
        var active = await subscriptions.ActiveAsync(secrets.Value.Name, stop);
        foreach (var gone in guards.Keys.Except(active))
            guards.TryRemove(gone, out _);

        foreach (var id in active)
            await ForwardGuardedAsync(id, stop);

        return false;
    }

    private void WakeIf(bool isNeeded)
    {
        if (isNeeded)
            Wake();
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        if (lastSweep != 0 && TimeProvider.System.GetElapsedTime(lastSweep) < settings.Sweep)
            return;

        await subscriptions.PauseKeylessAsync(stop);
        await sweep.RunAsync(stop);
        lastSweep = TimeProvider.System.GetTimestamp();
    }

    private async Task ForwardGuardedAsync(Guid id, CancellationToken stop)
    {
        var guard = guards.GetOrAdd(id, _ => new Guard(
            $"the dispatcher of webhook subscription {id}",
            Logger,
            Backoff
        ));
        if (guard.Pause > TimeSpan.Zero)
            return;

        await guard.TryAsync(ForwardAllAsync, stop);

        async Task ForwardAllAsync(CancellationToken ending)
        {
            while (await ForwardAsync(id, ending))
                Progress();
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ForwardAsync(Guid id, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await SubscriptionPlace.OpenAsync(connection, id, stop) is not { } place)
            return false;

        var room = DeliveryLimits.MostWaiting - place.Waiting;
        if (room <= 0)
        {
            isHeldBack = true;
            return false;
        }

        // Noted before the record is asked: what is recorded meanwhile must not count as looked at.
        var head = live.Head;
        var limit = (int)Math.Min(Batch, room);
        var arrived = live.After(place.ReadTo)?.Take(limit).ToList()
            ?? await reader.ReadAsync(place.ReadTo, limit, place.Filter, stop);
        List<LiveEvent> taken = [];
        foreach (var each in arrived)
            if (await place.Filter.PassAsync(each, reader, stop) is { } passing)
                taken.Add(passing);

        var isFull = arrived.Count == limit;
        var last = arrived.Count == 0 ? place.ReadTo : arrived[^1].Sequence;
        var readTo = isFull ? last : Math.Max(head, last);
        if (readTo <= place.ReadTo)
            return false;

        await SubscriptionPlace.MoveAsync(connection, id, taken, readTo, stop);
        var send = taken.Count == 0 ? null : await queue.EnlistAsync(transaction, MessagesFor(id, taken));
        await transaction.CommitAsync(stop);
        if (send is not null)
            await send();

        return isFull;
    }

    // One message sends one delivery after another; as many as may be sent at one time are worth a message each.
    private static List<DeliverDue> MessagesFor(Guid id, List<LiveEvent> taken) =>
        [
            .. Enumerable.Repeat(
                new DeliverDue(id),
                Math.Min(DeliveryLimits.MostAtOnce, taken.Select(each => each.Negotiation).Distinct().Count())
            ),
        ];
}

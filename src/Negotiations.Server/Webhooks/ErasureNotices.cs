using Negotiations.Server.Jobs;
using Negotiations.Store.Feed;
using Negotiations.Store.Webhooks;
using Npgsql;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Has subscribers learn that the text of an event was erased, so that they can erase it too: everyone whose filters
/// take the event, or an act that repeats it, since there is no lasting list of who was sent what. The notice names the
/// event and repeats nothing of what went.
/// </summary>
internal sealed class ErasureNotices(
    FeedReader reader,
    SubscriptionStore subscriptions,
    JobQueue queue,
    WebhookDispatcher dispatcher
)
{
    /// <summary>
    /// Whose filters take the event, or what else was recorded about the same fact. Asked before it is erased: what is
    /// read along the way must not be remembered after.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> WhoAsync(long sequence, CancellationToken stop)
    {
        var each = (await reader.ReadAsync(sequence - 1, 1, FeedFilter.All, stop)).Single();
        List<Guid> noticed = [];
        foreach (var (id, filter) in await subscriptions.FiltersAsync(stop))
            if (await filter.TookAnyAsync(each, reader, stop))
                noticed.Add(id);

        return noticed;
    }

    /// <summary>Puts the notices on their way, in the commit of the erasure.</summary>
    public static Task KeepAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Guid> noticed,
        string negotiation,
        Guid eventId,
        CancellationToken stop
    ) => DeliveryStore.AddErasureNoticesAsync(connection, noticed, negotiation, eventId, stop);

    /// <summary>Sends them at once. Who dies before it leaves them to the next sweep.</summary>
    public async Task SendAsync(IReadOnlyList<Guid> noticed)
    {
        if (noticed.Count == 0)
            return;

        foreach (var id in noticed)
            await queue.SendAsync(new DeliverDue(id));

        dispatcher.Wake();
    }
}

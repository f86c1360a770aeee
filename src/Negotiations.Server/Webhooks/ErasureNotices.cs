using Negotiations.Server.Jobs;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Tells subscribers that the text of an event was erased, so that they can erase it too: everyone whose filters take the event, since nobody knows
/// for ever who was sent it. The notice names the event and repeats nothing of it.
/// </summary>
internal sealed class ErasureNotices(FeedReader reader, JobQueue queue, Forwarder forwarder, Database database)
{
    /// <summary>Whose filters take the event. Asked before it is erased: what is read along the way must not be remembered after.</summary>
    public async Task<IReadOnlyList<Guid>> WhoAsync(long sequence, CancellationToken stop)
    {
        var each = (await reader.ReadAsync(sequence - 1, 1, FeedFilter.All, stop)).Single();
        await using var command = database.Source.CreateCommand($"select id, filter from {Tables.Schema}.subscription order by id");
        List<(Guid Id, FeedFilter Filter)> all = [];
        await using (var rows = await command.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop))
                all.Add((rows.GetGuid(0), SubscriptionStore.ReadFilter(rows.GetString(1))));

        List<Guid> told = [];
        foreach (var (id, filter) in all)
            if (await filter.TakesAsync(each, reader, stop))
                told.Add(id);

        return told;
    }

    /// <summary>Puts the notices on their way, in the commit of the erasure.</summary>
    public static async Task KeepAsync(NpgsqlConnection connection, IReadOnlyList<Guid> told, string negotiation, Guid eventId, CancellationToken stop)
    {
        // Whoever ended a subscription meanwhile is told nothing.
        await using var command = new NpgsqlCommand(
            $"""
            insert into {Tables.Schema}.delivery (id, subscription, negotiation, event_id, type, state, next_try, created_at)
            select notice, subscription, $3, $4, '{DeliveryStore.ErasureType}', 'pending', clock_timestamp(), clock_timestamp()
            from unnest($1, $2) as told (notice, subscription) where exists (select from {Tables.Schema}.subscription s where s.id = told.subscription for key share)
            """,
            connection);
        command.Parameters.AddWithValue(told.Select(_ => Guid.CreateVersion7()).ToArray());
        command.Parameters.AddWithValue(told.ToArray());
        command.Parameters.AddWithValue(negotiation);
        command.Parameters.AddWithValue(eventId);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Sends them at once. Who dies before it leaves them to the next sweep.</summary>
    public async Task SendAsync(IReadOnlyList<Guid> told)
    {
        if (told.Count == 0)
            return;

        foreach (var id in told)
            await queue.SendAsync(new DeliverDue(id));

        forwarder.Wake();
    }
}

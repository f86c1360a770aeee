using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Queries;

/// <summary>When what is said by some events last changed: they were recorded, or an act upon them was.</summary>
public sealed class LastTouched(Database database)
{
    /// <summary>By the id of the event. An act upon an act is one upon its target: a retraction that is taken back
    /// changes what it took away.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> OfAsync(Guid[] events, CancellationToken stop)
    {
        Dictionary<Guid, DateTimeOffset> found = [];
        if (events.Length == 0)
            return found;

        await using var command = database.Source.CreateCommand(
            $"""
            with recursive touched (event, id, at) as (
              select e.id, e.id, e.timestamp from {Tables.Schema}.mt_events e where e.id = any($1)
              union all
              select t.event, act.id, act.timestamp
              from touched t join {Tables.Schema}.mt_events act on act.type = any($2) and {GoneMeetings.Target} = t.id)
            select event, max(at) from touched group by event
            """
        );
        command.Parameters.AddWithValue(events);
        command.Parameters.AddWithValue(FeedFilter.ActTypes);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            found.Add(rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1));

        return found;
    }

    /// <summary>By negotiation, when its title last changed; none of those that have the one they were opened
    /// with.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> RetitledAsync(
        string[] negotiations,
        CancellationToken stop
    )
    {
        // A correction of it, or an act by which that stands or falls.
        await using var command = database.Source.CreateCommand(
            $"""
            with recursive touched (negotiation, id, at, is_title) as (
              select e.stream_id, e.id, e.timestamp, false
              from {Tables.Schema}.mt_events e where e.type = $2 and e.stream_id = any($1)
              union all
              select t.negotiation, act.id, act.timestamp, t.is_title or coalesce(act.data -> 'patch' ? 'title', false)
              from touched t join {Tables.Schema}.mt_events act
                on act.stream_id = t.negotiation and act.type = any($3) and {GoneMeetings.Target} = t.id)
            select negotiation, max(at) from touched where is_title group by negotiation
            """
        );
        command.Parameters.AddWithValue(negotiations);
        command.Parameters.AddWithValue(EventJson.NameOf(typeof(NegotiationOpened)));
        command.Parameters.AddWithValue(FeedFilter.ActTypes);
        await using var rows = await command.ExecuteReaderAsync(stop);
        Dictionary<string, DateTimeOffset> found = new(StringComparer.Ordinal);
        while (await rows.ReadAsync(stop))
            found.Add(rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1));

        return found;
    }
}

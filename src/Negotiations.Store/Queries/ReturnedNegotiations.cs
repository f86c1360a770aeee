using Negotiations.Actors;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Queries;

/// <summary>
/// When a negotiation that a question finds last left it, where it ever did, and how often merges of actors made it
/// come or go: a calendar that cancelled its meetings must not show them as older than that, nor by a sequence of
/// before.
/// </summary>
public sealed class ReturnedNegotiations(Database database, NegotiationReader reader)
{
    /// <param name="found">Ids of those that the question finds, or found once.</param>
    /// <param name="party">Null: of anyone.</param>
    /// <param name="merges">Of that party.</param>
    /// <param name="stop">Given up while they are looked for.</param>
    /// <returns>By id; few have ever left.</returns>
    public async Task<IReadOnlyDictionary<string, ReturnedNegotiation>> OfAsync(
        string[] found,
        AskedParty? party,
        PastMerges merges,
        CancellationToken stop
    )
    {
        var returned = (await ReopenedAsync(found, stop)).ToDictionary(
            each => each.Key,
            each => new ReturnedNegotiation(each.Value, 0),
            StringComparer.Ordinal
        );
        if (party is null)
            return returned;

        foreach (var id in await WhereNamesChangedAsync(found, merges, stop))
        {
            var (left, turns) = ((DateTimeOffset?)null, 0);
            foreach (var each in PartyPresence.Of(await reader.ReadAsync(id, stop), merges))
            {
                left = each is { Before: true, After: false } ? each.At : left;
                turns += each.IsMerge && each.Before != each.After ? 1 : 0;
            }

            var before = returned.GetValueOrDefault(id)?.LeftAt;
            returned[id] = new ReturnedNegotiation(new[] { before, left }.Max(), turns);
        }

        return returned;
    }

    // Every closing of those that were ever said to go on in another one, and every act upon it.
    private async Task<Dictionary<string, DateTimeOffset>> ReopenedAsync(string[] found, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            with recursive closing (stream_id, id, at, says) as (
              select e.stream_id, e.id, e.timestamp, position('"merged"' in e.data::text) > 0
              from {Tables.Schema}.mt_events e where e.type = 'negotiation-closed' and e.stream_id = any($1)
              union all
              select c.stream_id, act.id, act.timestamp, position('"merged"' in act.data::text) > 0
              from closing c join {Tables.Schema}.mt_events act
                on act.stream_id = c.stream_id and act.type = any($2) and {GoneMeetings.Target} = c.id)
            select stream_id, max(at) from closing group by stream_id having bool_or(says)
            """
        );
        command.Parameters.AddWithValue(found);
        command.Parameters.AddWithValue(FeedFilter.ActTypes);
        await using var rows = await command.ExecuteReaderAsync(stop);
        Dictionary<string, DateTimeOffset> times = new(StringComparer.Ordinal);
        while (await rows.ReadAsync(stop))
            times.Add(rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1));

        return times;
    }

    // The text of an event has a code between quotes, whatever member contains it; events decide.
    private async Task<IReadOnlyList<string>> WhereNamesChangedAsync(
        string[] found,
        PastMerges merges,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select act.stream_id
            from {Tables.Schema}.mt_events act
            join {Tables.Schema}.mt_events report
                on report.id = {GoneMeetings.Target} and report.stream_id = act.stream_id
            where act.type = any($2) and act.stream_id = any($1) and exists (
              select from unnest($3::varchar[]) code
              where position('"' || code || '"' in report.data::text || act.data::text) > 0)
            union
            select s.id from {Tables.Schema}.status s where s.id = any($1) and s.actors && $4::varchar[]
            """
        );
        command.Parameters.AddWithValue(found);
        command.Parameters.AddWithValue(FeedFilter.ActTypes);
        command.Parameters.AddWithValue(merges.Codes.ToArray());
        command.Parameters.AddWithValue(merges.ChangedCodes.ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> ids = [];
        while (await rows.ReadAsync(stop))
            ids.Add(rows.GetString(0));

        return ids;
    }
}

/// <param name="LeftAt">When it last left; null: it never did.</param>
/// <param name="Merges">How often merges of actors, and their undoing, made it come or go. It only grows.</param>
public sealed record ReturnedNegotiation(DateTimeOffset? LeftAt, int Merges);

using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Meetings that no view has any more, found in the events.</summary>
public sealed class GoneMeetings(Database database, NegotiationReader reader, FoldFailures failures)
{
    // What is in a row that something else wrote must not fail the calendar of all.
    internal const string Target =
        "case when act.data ->> 'target' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' "
        + "then (act.data ->> 'target')::uuid end";

    private static readonly string[] Reports =
    [
        EventJson.NameOf(typeof(MeetingScheduled)),
        EventJson.NameOf(typeof(MeetingChanged)),
        EventJson.NameOf(typeof(MeetingHeld)),
        EventJson.NameOf(typeof(RoundHeld)),
    ];

    /// <summary>The negotiations in which a report of a meeting was ever corrected, denied or taken back: few, so that
    /// a calendar of all reads the events of few.</summary>
    /// <param name="negotiations">Only of these; empty: all.</param>
    /// <param name="stop">Given up while they are looked for.</param>
    public async Task<IReadOnlySet<string>> WhereAsync(IReadOnlyList<string> negotiations, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select distinct report.stream_id
            from {Tables.Schema}.mt_events act
            join {Tables.Schema}.mt_events report
                on report.id = {Target} and report.stream_id = act.stream_id
            where act.type = any($2) and report.type = any($3) and (cardinality($1) = 0 or act.stream_id = any($1))
            """
        );
        command.Parameters.AddWithValue(negotiations.ToArray());
        command.Parameters.AddWithValue(FeedFilter.ActTypes);
        command.Parameters.AddWithValue(Reports);
        await using var rows = await command.ExecuteReaderAsync(stop);
        HashSet<string> found = new(StringComparer.Ordinal);
        while (await rows.ReadAsync(stop))
            found.Add(rows.GetString(0));

        return found;
    }

    /// <summary>Those of a negotiation.</summary>
    public async Task<MeetingsKnown> OfAsync(Views.Status status, CancellationToken stop) =>
        Of(await reader.ReadAsync(status.Id, stop), status);

    /// <summary>Those of a negotiation that was read.</summary>
    public MeetingsKnown Of(Negotiation negotiation, Views.Status status) =>
        failures.Try(negotiation.Id, () => MeetingsGone.Of(negotiation, status.Meetings)) is [var known]
            ? known
            : MeetingsKnown.None;
}

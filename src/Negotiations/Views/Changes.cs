using System.Text.Json.Nodes;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>What more knowledge changed: the same question about the same day, asked before and after.</summary>
public static class Changes
{
    // Each moment costs a fold and a comparison of two whole views, which are as long as the record. Past this many
    // moments, or events in all of them together, several events are one step.
    private const int MostMoments = 200;
    private const int MostEventsFolded = 50_000;

    /// <param name="negotiation">Its events.</param>
    /// <param name="from">The lesser knowledge.</param>
    /// <param name="to">The greater knowledge, of the same day in the world.</param>
    public static ChangeAnswer Between(Negotiation negotiation, Clocks from, Clocks to) =>
        Between(negotiation, from, to, clocks => StatusFold.Of(negotiation, clocks)?.Status);

    /// <param name="negotiation">Its events.</param>
    /// <param name="from">The lesser knowledge.</param>
    /// <param name="to">The greater knowledge.</param>
    /// <param name="fold">The status under some clocks; asked once for each moment.</param>
    internal static ChangeAnswer Between(Negotiation negotiation, Clocks from, Clocks to, Func<Clocks, Status?> fold)
    {
        var (moments, isSpan) = Moments(negotiation, from, to);
        Dictionary<string, Tracked> tracked = [];
        var before = Difference.ToNode(fold(from));
        var knownBefore = Known(negotiation, from).Select(each => each.EventId).ToHashSet();
        var learned = new List<RecordedEvent>();
        foreach (var moment in moments)
        {
            var after = Difference.ToNode(fold(moment));
            var known = Known(negotiation, moment);
            var news = known.Where(each => !knownBefore.Contains(each.EventId)).ToList();
            learned.AddRange(news);
            foreach (var change in Difference.Between(before, after))
            {
                if (!tracked.TryGetValue(change.Field, out var seen))
                    tracked.Add(change.Field, seen = new Tracked(change.Before));

                seen.After = change.After;
                seen.By.Add(news);
            }

            before = after;
            knownBefore = [.. known.Select(each => each.EventId)];
        }

        // A value that changed and changed back is no change between the two ends.
        var changes = tracked
            .Where(each => !JsonNode.DeepEquals(each.Value.Before, each.Value.After))
            .Select(each => AttributedChange.Of(each.Key, each.Value.Before, each.Value.After, each.Value.By))
            .ToList();
        return new ChangeAnswer(
            negotiation.Id,
            AnsweredClocks.Of(from, negotiation),
            AnsweredClocks.Of(to, negotiation),
            changes,
            [.. learned.Select(each => History.Single(each))],
            changes.Count,
            isSpan ? Attribution.Span : null
        );
    }

    private static IReadOnlyList<RecordedEvent> Known(Negotiation negotiation, Clocks clocks) =>
        KnownEvents.Of(negotiation.Events, clocks);

    // The instants at which knowledge grew, so that each change finds the events that made it.
    private static (IReadOnlyList<Clocks> Moments, bool AreSpans) Moments(
        Negotiation negotiation,
        Clocks from,
        Clocks to
    )
    {
        var knownBefore = Known(negotiation, from).Select(each => each.EventId).ToHashSet();
        var news = Known(negotiation, to).Where(each => !knownBefore.Contains(each.EventId)).ToList();
        if (news.Count == 0)
            return ([to], false);

        if (to.KnownBy is null || to.Basis == Basis.Recorded)
            return Few([.. news.Select(each => to with { Version = each.Version })], negotiation);

        var days = news.Select(each => KnownEvents.PublishedOn(each.Event.Sources))
            .Where(day => day is not null)
            .Select(day => EndOf(day!.Value))
            .Distinct()
            .Where(end => end < to.KnownBy)
            .Order();
        return Few([.. days.Select(end => to with { KnownBy = end }), to], negotiation);
    }

    // The last always, and of the others as many as there may be.
    private static (IReadOnlyList<Clocks> Moments, bool AreSpans) Few(List<Clocks> all, Negotiation negotiation)
    {
        var most = (int)Math.Clamp(MostEventsFolded / negotiation.Version, 2, MostMoments);
        var step = (all.Count + most - 1) / most;
        return step <= 1 ? (all, false) : ([.. all.Where((_, i) => (i + 1) % step == 0 || i == all.Count - 1)], true);
    }

    private static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    private sealed class Tracked(JsonNode? before)
    {
        public JsonNode? Before => before;

        public JsonNode? After { get; set; }

        // As each moment had them: a step of many events may change thousands of fields.
        public List<IReadOnlyList<RecordedEvent>> By { get; } = [];
    }
}

/// <param name="Id">Of the negotiation.</param>
/// <param name="From">The lesser knowledge.</param>
/// <param name="To">The greater knowledge.</param>
/// <param name="Changes">Field by field.</param>
/// <param name="Events">What became known between the two, in recorded order, each once; the first of many.</param>
/// <param name="ChangesCount">How many changes there are on all pages.</param>
/// <param name="Attribution">
/// Null: each event is held against the one before it, so that a change names those that made it and no other.
/// </param>
/// <param name="EventsCount">How many events there are; null where all are here.</param>
/// <param name="EventsMore">Where the rest of them is; null where all are here.</param>
/// <param name="Next">The cursor of the next page of changes; null on the last.</param>
public sealed record ChangeAnswer(
    string Id,
    AnsweredClocks From,
    AnsweredClocks To,
    IReadOnlyList<AttributedChange> Changes,
    IReadOnlyList<HistoryEntry> Events,
    int ChangesCount,
    Attribution? Attribution = null,
    int? EventsCount = null,
    string? EventsMore = null,
    string? Next = null
)
{
    /// <summary>Some of the changes, and no more than so many events.</summary>
    /// <param name="after">How many changes came before.</param>
    /// <param name="limit">How many are taken at most.</param>
    /// <param name="next">The cursor of what follows so many.</param>
    /// <param name="more">Where the events are that are left out.</param>
    public ChangeAnswer Page(int after, int limit, Func<int, string> next, string more) =>
        this with
        {
            Changes = [.. Changes.Skip(after).Take(limit)],
            Next = after + limit < Changes.Count ? next(after + limit) : null,
            Events = [.. Events.Take(limit)],
            EventsCount = Events.Count > limit ? Events.Count : null,
            EventsMore = Events.Count > limit ? more : null,
        };
}

/// <summary>What the events of a change are.</summary>
public enum Attribution
{
    /// <summary>Several that were taken together as one step: some of them made the change.</summary>
    Span,
}

/// <param name="Field">Dotted path in the status; items of lists by what identifies them.</param>
/// <param name="Before">Absent when it was not there.</param>
/// <param name="After">Absent when it is gone.</param>
/// <param name="Events">The events that made the change; the latest of many.</param>
/// <param name="EventsCount">How many made it; null where all are here.</param>
public sealed record AttributedChange(
    string Field,
    JsonNode? Before,
    JsonNode? After,
    IReadOnlyList<Guid> Events,
    int? EventsCount = null
)
{
    // Of a field that each of a thousand events changed.
    private const int MostNamed = 20;

    internal static AttributedChange Of(
        string field,
        JsonNode? before,
        JsonNode? after,
        IReadOnlyList<IReadOnlyList<RecordedEvent>> by
    )
    {
        var count = by.Sum(each => each.Count);
        List<Guid> latest =
        [
            .. by.Reverse().SelectMany(each => each.Reverse()).Select(each => each.EventId).Take(MostNamed).Reverse(),
        ];
        return new(field, before, after, latest, count <= MostNamed ? null : count);
    }
}

using System.Text.Json.Nodes;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>What more knowledge changed: the same question about the same day, asked before and after.</summary>
public static class Changes
{
    // Each moment costs two folds. Past this many the changes are told as one, and the events as those of the whole
    // span.
    private const int MostMoments = 500;

    /// <param name="negotiation">Its events.</param>
    /// <param name="from">The lesser knowledge.</param>
    /// <param name="to">The greater knowledge, of the same day in the world.</param>
    public static ChangeAnswer Between(Negotiation negotiation, Clocks from, Clocks to)
    {
        var moments = Moments(negotiation, from, to);
        Dictionary<string, Tracked> tracked = [];
        var before = StatusFold.Of(negotiation, from)?.Status;
        var knownBefore = Known(negotiation, from).Select(each => each.EventId).ToHashSet();
        var learned = new List<RecordedEvent>();
        foreach (var moment in moments)
        {
            var after = StatusFold.Of(negotiation, moment)?.Status;
            var known = Known(negotiation, moment);
            var news = known.Where(each => !knownBefore.Contains(each.EventId)).ToList();
            learned.AddRange(news);
            foreach (var change in Difference.Between(before, after))
            {
                if (!tracked.TryGetValue(change.Field, out var seen))
                    tracked.Add(change.Field, seen = new Tracked(change.Before));

                seen.After = change.After;
                seen.By.AddRange(news.Select(each => each.EventId));
            }

            before = after;
            knownBefore = [.. known.Select(each => each.EventId)];
        }

        // A value that changed and changed back is no change between the two ends.
        var changes = tracked
            .Where(each => !JsonNode.DeepEquals(each.Value.Before, each.Value.After))
            .Select(each => new AttributedChange(
                each.Key,
                each.Value.Before,
                each.Value.After,
                [.. each.Value.By.Distinct()]
            ))
            .ToList();
        return new ChangeAnswer(
            negotiation.Id,
            AnsweredClocks.Of(from, negotiation),
            AnsweredClocks.Of(to, negotiation),
            changes,
            [.. learned.Select(each => History.Single(each))]
        );
    }

    private static IReadOnlyList<RecordedEvent> Known(Negotiation negotiation, Clocks clocks) =>
        Knowledge.Of(negotiation.Events, clocks);

    // The instants at which knowledge grew, so that each change finds the events that made it.
    private static IReadOnlyList<Clocks> Moments(Negotiation negotiation, Clocks from, Clocks to)
    {
        var knownBefore = Known(negotiation, from).Select(each => each.EventId).ToHashSet();
        var news = Known(negotiation, to).Where(each => !knownBefore.Contains(each.EventId)).ToList();
        if (news.Count is 0 or > MostMoments)
            return [to];

        if (to.KnownBy is null || to.Basis == Basis.Recorded)
            return [.. news.Select(each => to with { Version = each.Version })];

        var days = news.Select(each => Knowledge.PublishedOn(each.Event.Sources))
            .Where(day => day is not null)
            .Select(day => EndOf(day!.Value))
            .Distinct()
            .Where(end => end < to.KnownBy)
            .Order();
        return [.. days.Select(end => to with { KnownBy = end }), to];
    }

    private static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    private sealed class Tracked(JsonNode? before)
    {
        public JsonNode? Before => before;

        public JsonNode? After { get; set; }

        public List<Guid> By { get; } = [];
    }
}

/// <param name="Id">Of the negotiation.</param>
/// <param name="From">The lesser knowledge.</param>
/// <param name="To">The greater knowledge.</param>
/// <param name="Changes">Field by field.</param>
/// <param name="Events">What became known between the two, in recorded order.</param>
public sealed record ChangeAnswer(
    string Id,
    AnsweredClocks From,
    AnsweredClocks To,
    IReadOnlyList<AttributedChange> Changes,
    IReadOnlyList<HistoryEntry> Events
);

/// <param name="Field">Dotted path in the status; items of lists by what identifies them.</param>
/// <param name="Before">Absent when it was not there.</param>
/// <param name="After">Absent when it is gone.</param>
/// <param name="Events">The events that made the change.</param>
public sealed record AttributedChange(string Field, JsonNode? Before, JsonNode? After, IReadOnlyList<Guid> Events);

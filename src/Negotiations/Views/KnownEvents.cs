using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Which of the recorded events were known under some clocks, with the sources that were.</summary>
public static class KnownEvents
{
    /// <summary>In recorded order.</summary>
    public static IReadOnlyList<RecordedEvent> Of(IReadOnlyList<RecordedEvent> recorded, Clocks clocks)
    {
        if (clocks is { KnownBy: null, Version: null, WithoutEvents.Count: 0, WithoutPublishers.Count: 0 })
            return recorded;

        var heard = new List<RecordedEvent>(recorded.Count);
        foreach (var each in recorded)
            if (!(each.Version > clocks.Version) && Hear(each, clocks) is { } known)
                heard.Add(known);

        if (clocks.KnownBy is not { } by)
            return heard;

        if (clocks.Basis == Basis.Recorded)
            return [.. heard.TakeWhile(each => each.RecordedAt <= by)];

        // Acts first: a source that was attached and taken back again says nothing of when its target was known.
        var acts = heard.Where(each => each.Event is Act && IsPublishedBy(each, [], by)).ToList();
        var retracted = Retractions.InForce([.. acts.Select(each => (each.EventId, each.Event))]);
        var attached = acts.Where(each =>
                each.Event is SourceAttached { Stance: null or Stance.Confirms or Stance.Repeats }
                && !retracted.ContainsKey(each.EventId)
            )
            .ToLookup(each => ((Act)each.Event).Target);
        return [.. heard.Where(each => IsPublishedBy(each, attached[each.EventId], by))];
    }

    /// <summary>
    /// The opening as it counts. What a negotiation is called is no happening: where anything that happened was
    /// published, its title, kind and subject are known, also while no source of the opening itself is.
    /// </summary>
    /// <param name="recorded">All that is recorded.</param>
    /// <param name="clocks">Those asked for.</param>
    /// <param name="known">What of it is known on them.</param>
    /// <param name="effective">Of the known.</param>
    /// <returns>Null: nothing is known.</returns>
    internal static EffectiveEvent? Opening(
        IReadOnlyList<RecordedEvent> recorded,
        Clocks clocks,
        IReadOnlyList<RecordedEvent> known,
        IReadOnlyList<EffectiveEvent> effective
    )
    {
        if (effective.FirstOrDefault(each => each.Fact is NegotiationOpened) is { } opening)
            return opening;

        return
            effective.Count > 0
            && Of(recorded, clocks with { KnownBy = null }).FirstOrDefault(each => each.Event is NegotiationOpened)
                is { } unpublished
            ? EffectiveSet
                .Of([unpublished, .. known.Where(each => each.Event is Act)])
                .First(each => each.Fact is NegotiationOpened)
            : null;
    }

    /// <summary>
    /// How many facts the published clock does not count because none of their sources bears a date; null on the other
    /// clock.
    /// </summary>
    public static int? Undated(IReadOnlyList<RecordedEvent> recorded, Clocks clocks)
    {
        if (clocks is not { Basis: Basis.Published, KnownBy: not null })
            return null;

        var all = Of(recorded, clocks with { KnownBy = null });
        var counted = Of(recorded, clocks).Select(each => each.EventId).ToHashSet();
        var dated = all.Where(each => each.Event is SourceAttached && PublishedOn(each.Event.Sources) is not null)
            .Select(each => ((Act)each.Event).Target)
            .ToHashSet();
        return all.Count(each =>
            each.Event is Fact
            && !counted.Contains(each.EventId)
            && PublishedOn(each.Event.Sources) is null
            && !dated.Contains(each.EventId)
        );
    }

    /// <summary>
    /// The day by which the world certainly could read of it: the last day its earliest dated source allows; null
    /// when no source is dated.
    /// </summary>
    public static DateOnly? PublishedOn(IEnumerable<Source> sources) => sources.Min(source => source.Published?.Latest);

    // The event less the voices that are taken as never having spoken; null when none is left.
    private static RecordedEvent? Hear(RecordedEvent recorded, Clocks clocks)
    {
        if (clocks.WithoutEvents.Contains(recorded.EventId))
            return null;

        if (clocks.WithoutPublishers.Count == 0 || !recorded.Event.Sources.Any(IsSilenced))
            return recorded;

        var left = recorded.Event.Sources.Where(source => !IsSilenced(source)).ToList();
        return left.Count == 0 ? null : recorded with { Event = recorded.Event with { Sources = left } };

        bool IsSilenced(Source source) =>
            source.Publisher is { } publisher
            && clocks.WithoutPublishers.Any(silenced => PublisherKey.AreOne(silenced, publisher));
    }

    private static bool IsPublishedBy(RecordedEvent recorded, IEnumerable<RecordedEvent> attached, DateTimeOffset by)
    {
        var sources = recorded.Event.Sources.Concat(attached.SelectMany(act => act.Event.Sources));
        if (PublishedOn(sources) is { } day)
            return Later(day, recorded.Event) <= DateOnly.FromDateTime(by.UtcDateTime);

        // What it is called is no happening, and an act is one on the record: both are known from their recording on.
        return recorded.Event is not Fact or NegotiationOpened && recorded.RecordedAt <= by;
    }

    // No source makes the world know of a day before it comes, but for what may be reported ahead.
    private static DateOnly Later(DateOnly published, Event @event) =>
        @event is Fact { Occurred.Earliest: { } earliest } fact
        && Placing.IsReportedAsDone(fact)
        && earliest > published
            ? earliest
            : published;
}

using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Which of the recorded events were known under some clocks, with the sources that were.</summary>
public static class Knowledge
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

        // Acts first: a source that was attached and taken back again tells nothing of when its target was known.
        var acts = heard.Where(each => each.Event is Act && IsPublishedBy(each, [], by)).ToList();
        var retracted = Retractions.InForce([.. acts.Select(each => (each.EventId, each.Event))]);
        var attached = acts.Where(each => each.Event is SourceAttached { Stance: null or Stance.Confirms or Stance.Repeats } && !retracted.ContainsKey(each.EventId))
            .ToLookup(each => ((Act)each.Event).Target);
        return [.. heard.Where(each => IsPublishedBy(each, attached[each.EventId], by))];
    }

    /// <summary>The day by which the world certainly could read of it: the last day its earliest dated source allows; null when no source is dated.</summary>
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

        bool IsSilenced(Source source) => source.Publisher is { } publisher && clocks.WithoutPublishers.Contains(publisher, StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsPublishedBy(RecordedEvent recorded, IEnumerable<RecordedEvent> attached, DateTimeOffset by)
    {
        var sources = recorded.Event.Sources.Concat(attached.SelectMany(act => act.Event.Sources));
        return PublishedOn(sources) is { } day ? day <= DateOnly.FromDateTime(by.UtcDateTime) : recorded.RecordedAt <= by;
    }
}

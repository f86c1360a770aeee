using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>Whether a negotiation went on in another one: the last closing or reopening decides.</summary>
public static class MergeFold
{
    /// <param name="placed">All that count, in the order of the reference placing.</param>
    /// <param name="moment">Of the view.</param>
    /// <param name="trace">Takes the reason, and what else is possible.</param>
    /// <returns>Null: it did not.</returns>
    internal static Merge? Of(List<PlacedEvent> placed, Moment moment, FoldTrace trace)
    {
        if (!placed.Exists(each => each.Event.Fact is NegotiationClosed { Outcome: ClosingOutcome.Merged }))
            return null;

        var writers = HealthFold.Writers<Closing>(placed, moment, ValueOf);
        var outcome = LastWriter.Of(writers);
        var last = HealthFold.Last(writers);
        var shown = last?.Value.Into;
        List<string?> possible = [shown, .. outcome.Last.Select(each => each.Writer.Value.Into)];
        if (outcome.MayBeNone)
            possible.Add(null);

        trace.MayBe("mergedInto", [.. possible.Distinct()]);
        if (last is not { Value.IsMerge: true })
            return null;

        if (shown is not null)
            trace.Decided("mergedInto", "It went on in this negotiation.", last.By);
        return new Merge(shown);
    }

    /// <summary>Whether it counts as another one, on these clocks.</summary>
    public static bool IsMerged(Negotiation negotiation, Clocks clocks) =>
        StandingMerge.MayBe(negotiation) && StatusFold.Of(negotiation, clocks)?.Merge is not null;

    /// <summary>The event since which it counts as another one; null: it does not.</summary>
    public static RecordedEvent? MergedBy(Negotiation negotiation, Clocks clocks)
    {
        if (!IsMerged(negotiation, clocks))
            return null;

        // Nothing but closings, and acts upon them, can have done it.
        RecordedEvent? since = null;
        foreach (var each in negotiation.Events.Reverse().Where(each => IsOfClosing(negotiation, each)))
        {
            since = each;
            if (!IsMerged(negotiation.UpTo(each.Sequence - 1), clocks))
                break;
        }

        return since;
    }

    private static bool IsOfClosing(Negotiation negotiation, RecordedEvent each) =>
        (each.Event is Act ? Fate.RootOf(negotiation, each) : each)?.Event is NegotiationClosed;

    private static Closing? ValueOf(PlacedEvent each) =>
        each.Event.Fact is NegotiationClosed closed
            ? new Closing(closed.Outcome == ClosingOutcome.Merged, closed.MergedInto)
            : null;

    private readonly record struct Closing(bool IsMerge, string? Into);
}

/// <summary>It went on elsewhere, and is counted there.</summary>
/// <param name="Into">The id of the negotiation; null: no source says which.</param>
public sealed record Merge(string? Into);

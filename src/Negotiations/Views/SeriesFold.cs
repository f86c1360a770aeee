using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>The phases of a dialogue series: announced, active from its first edition, dormant when editions stop, ended when closed.</summary>
internal static class SeriesFold
{
    // One edition may slip by half a cadence before the series counts as asleep.
    private const double Patience = 1.5;

    public static (Phase Phase, EffectiveEvent? By, string Rule) Of(IReadOnlyList<EffectiveEvent> events, string? cadence, Findings findings)
    {
        EffectiveEvent? closing = null;
        EffectiveEvent? edition = null;
        foreach (var each in events)
        {
            if (each.Fact is NegotiationClosed closed)
                closing = closed.Reopened == true ? null : each;
            else if (each.Fact is MeetingHeld or RoundHeld)
                edition = each;
        }

        if (closing is not null)
            return (Phase.Ended, closing, "The series was closed.");

        if (edition is null)
            return (Phase.Announced, events.FirstOrDefault(each => each.Fact is MeetingScheduled), "No edition has been held yet.");

        var asleepAfter = AsleepAfter(edition, cadence);
        findings.TurnsAfter(asleepAfter);
        return asleepAfter < findings.AsOf
            ? (Phase.Dormant, edition, "No edition was held within one and a half cadences of the last.")
            : (Phase.Active, edition, "An edition was held.");
    }

    /// <summary>The last day on which the silence since an event is no longer than one and a half cadences; null: no cadence is known.</summary>
    public static DateOnly? AsleepAfter(EffectiveEvent last, string? cadence)
    {
        if (cadence is null || ContentRules.TryReadDuration(cadence) is not { } days || last.Occurred.Latest is not { } from)
            return null;

        var end = from.DayNumber + (days * Patience);
        return end < DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)end) : null;
    }
}

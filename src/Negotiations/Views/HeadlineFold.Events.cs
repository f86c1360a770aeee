using Negotiations.Events;

namespace Negotiations.Views;

// Which event a sentence is about.
internal sealed partial class HeadlineFold
{
    private EffectiveEvent? Decider() => status.Phase?.DecidedBy is [var id] ? ById(id) : null;

    private bool IsOver(Guid plan) =>
        status.Anomalies.Any(each => each.Code == "date-passed-no-outcome" && each.Events.Contains(plan));

    private static bool IsLater(EffectiveEvent one, EffectiveEvent other) =>
        other.Occurred.Latest is { } end && one.Occurred.Earliest > end;

    private EffectiveEvent? ById(Guid id) => Find(each => each.Id == id);

    private EffectiveEvent? Last(Func<Fact, bool> takes) =>
        Find(each => takes(each.Fact) && !IsReplaced(each.Fact) && !IsOfNoEffect(each));

    // What took its place is the news, and not that the one before came to its end by it.
    private bool IsReplaced(Fact fact) =>
        fact is InstrumentEnded { Mode: EndMode.Superseded, InstrumentId: { } id }
        && status.Instruments.Any(each => each.Supersedes == id && each.Id != id);

    // The view does not follow it, and the anomaly says so: the sentence says no more than the view.
    private bool IsOfNoEffect(EffectiveEvent each) =>
        InstrumentDates.IsShutOut(each, status.Anomalies)
        || each.Fact is InstrumentResumed resumed
            && status.Instruments.FirstOrDefault(view => view.Events.Contains(each.Id)) is { } view
            && InstrumentResumption.IsLate(resumed, view);

    private EffectiveEvent? Find(Func<EffectiveEvent, bool> takes)
    {
        for (var i = events.Count - 1; i >= 0; i--)
            if (takes(events[i]))
                return events[i];

        return null;
    }
}

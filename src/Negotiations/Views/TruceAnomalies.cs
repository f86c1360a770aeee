using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>One truce that sources put on two days.</summary>
internal static class TruceAnomalies
{
    /// <param name="placed">All that count, in the order of the reference placing.</param>
    /// <param name="moment">What is asked about.</param>
    /// <param name="trace">Learns of it.</param>
    public static void Find(List<PlacedEvent> placed, Moment moment, FoldTrace trace)
    {
        List<PlacedEvent>? before = null;
        foreach (var each in placed)
        {
            if (each.Event.Fact is not CeasefireAgreed { CeasefireId: { } id } truce || !moment.IsFirm(each))
                continue;

            // Which of the two decides, no one says: each is named once, with the first that it disagrees with.
            if (
                before?.Find(other =>
                    !Renews(each.Event, other.Event)
                    && !Renews(other.Event, each.Event)
                    && Disagree((CeasefireAgreed)other.Event.Fact, truce, moment.Offset)
                ) is
                { } one
            )
                trace.Anomaly(
                    "dates-disagree",
                    [one.Event.Id, each.Event.Id],
                    ("ceasefire", id),
                    ("on", ((CeasefireAgreed)one.Event.Fact).EffectiveFrom!),
                    ("other", truce.EffectiveFrom!)
                );

            (before ??= []).Add(each);
        }
    }

    // What was agreed after the other had taken effect is a further act, and no other report of the same.
    private static bool Renews(EffectiveEvent later, EffectiveEvent earlier) =>
        later.Occurred.Earliest > ((CeasefireAgreed)earlier.Fact).EffectiveFrom?.Latest;

    // Days that may be one do not disagree, nor does a report that names none.
    private static bool Disagree(CeasefireAgreed one, CeasefireAgreed other, TimeSpan offset) =>
        one.CeasefireId == other.CeasefireId
        && one.EffectiveFrom is { } day
        && other.EffectiveFrom is { } their
        && (day.Ends(offset) < their.Begins(offset) || their.Ends(offset) < day.Begins(offset));
}

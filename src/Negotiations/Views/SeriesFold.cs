using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The phases of a dialogue series: announced, active from its first edition, dormant when no later edition is on
/// record for one and a half cadences, ended when closed.
/// </summary>
internal static class SeriesFold
{
    // One edition may slip by half a cadence before the series counts as asleep.
    private const double Patience = 1.5;

    /// <param name="placed">All that count, in the order of the reference placing.</param>
    /// <param name="moment">Of the view.</param>
    /// <param name="cadence">As stated; null: it never counts as dormant.</param>
    /// <param name="trace">Takes the days of a turn.</param>
    public static SeriesPhase Of(List<PlacedEvent> placed, Moment moment, string? cadence, FoldTrace trace)
    {
        var editions = HealthFold.Writers<bool>(placed, moment, each =>
            each.Event.Fact is MeetingHeld or RoundHeld ? true : null
        );
        var patience = PatienceOf(cadence);
        var outcome = LastWriter.Of(editions);
        HashSet<Phase> possible = outcome.MayBeNone ? [Phase.Announced] : [];
        foreach (var (writer, notBefore) in outcome.Last)
        {
            possible.Add(Aged(notBefore, moment.PossibleDay));
            possible.Add(Aged(writer.To, moment.CertainDay));
        }

        MayHaveEnded(HealthFold.Closing(placed, moment), possible);
        var reference = Reference();
        possible.Add(reference.Phase);
        if (possible.Count == 1)
            trace.MayBe("phase.since", Begun(reference, outcome, placed, moment, patience));
        return reference with { Possible = possible };

        Phase Aged(DateTimeOffset at, DateOnly day)
        {
            if (patience is not { } days)
                return Phase.Active;

            var last = at.DayAt(moment.Offset).PlusDays(days);
            trace.TurnsAfter(last);
            return day > last ? Phase.Dormant : Phase.Active;
        }

        SeriesPhase Reference()
        {
            var (closed, reopened) = Closings(placed, moment);
            if (closed is not null)
                return new(Phase.Ended, closed.Event.Occurred, closed.Event, PhaseRule.SeriesClosed, possible);

            var open = Open();
            return reopened is null || DayOf(reopened.From) <= open.Since?.Earliest
                ? open
                : open with
                {
                    Since = reopened.Event.Occurred,
                    By = reopened.Event,
                    Rule = PhaseRule.Reopened,
                };
        }

        DateOnly DayOf(DateTimeOffset at) => at.DayAt(moment.Offset);

        SeriesPhase Open()
        {
            if (HealthFold.Last(editions) is not { } edition)
            {
                var scheduled = placed.FirstOrDefault(each =>
                    each.Event.Fact is MeetingScheduled && moment.MayBe(each) && !each.IsDenied
                );
                return new(Phase.Announced, null, scheduled?.Event, PhaseRule.SeriesAnnounced, possible);
            }

            if (Aged(edition.From, moment.PossibleDay) == Phase.Active)
                return new(
                    Phase.Active,
                    Awake(editions, edition, patience, moment).By.Occurred,
                    edition.By,
                    PhaseRule.SeriesActive,
                    possible
                );

            return new(
                Phase.Dormant,
                Asleep(edition, patience!.Value, moment),
                edition.By,
                PhaseRule.SeriesDormant,
                possible
            );
        }
    }

    // It may have fallen asleep on any of the days, one and a half cadences after a last edition on one of several;
    // after a silence it began again with a later one, and any of them may be the first of the present run.
    private static List<Edtf?> Begun(
        SeriesPhase reference,
        Outcome<bool> editions,
        List<PlacedEvent> placed,
        Moment moment,
        int? patience
    )
    {
        var possible =
            reference.Phase == Phase.Dormant
                ? editions.Last.Select(each =>
                    (Edtf?)moment.DaysAfter(each.NotBefore, each.Writer.To, patience!.Value + 1)
                )
                : PhaseSince.First(
                    placed.FindAll(each => moment.MayBe(each) && Begins(reference.Phase, each.Event.Fact)),
                    turns: true,
                    moment
                );
        return [.. possible.Prepend(reference.Since).Distinct()];
    }

    private static void MayHaveEnded(Outcome<bool> closing, HashSet<Phase> possible)
    {
        if (!closing.Last.Any(each => each.Writer.Value))
            return;

        if (!closing.MayBeNone && closing.Last.All(each => each.Writer.Value))
            possible.Clear();

        possible.Add(Phase.Ended);
    }

    // Of an edition of which no first day is known, not after its last.
    private static Edtf Asleep(Writer<bool> edition, int patience, Moment moment) =>
        moment.DaysAfter(
            edition.From,
            edition.From > DateTimeOffset.MinValue ? edition.From : edition.To,
            patience + 1
        );

    private static bool Begins(Phase phase, Fact fact) =>
        phase switch
        {
            Phase.Active => fact is MeetingHeld or RoundHeld or NegotiationClosed { Reopened: true },
            Phase.Ended => fact is NegotiationClosed { Reopened: not true },
            _ => false,
        };

    // The edition that began the present run: since then no silence was longer than one and a half cadences.
    private static Writer<bool> Awake(
        IReadOnlyList<Writer<bool>> editions,
        Writer<bool> edition,
        int? patience,
        Moment moment
    )
    {
        var first = edition;
        foreach (var each in editions.Where(each => !each.By.IsDenied).Reverse())
        {
            if (patience is { } days && DayOf(each.From).PlusDays(days) < DayOf(first.From))
                break;

            first = each;
        }

        return first;

        DateOnly DayOf(DateTimeOffset at) => at.DayAt(moment.Offset);
    }

    // The first of the closings that stand, or the reopening after them.
    private static (PlacedEvent? Closed, PlacedEvent? Reopened) Closings(List<PlacedEvent> placed, Moment moment)
    {
        var (closed, reopened) = ((PlacedEvent?)null, (PlacedEvent?)null);
        foreach (var each in placed)
        {
            if (each.Event.Fact is not NegotiationClosed fact || !moment.MayBe(each) || each.IsDenied)
                continue;

            if (fact.Reopened != true)
                (closed, reopened) = (closed ?? each, null);
            else if (closed is not null)
                (closed, reopened) = (null, each);
        }

        return (closed, reopened);
    }

    /// <summary>Days of silence after which a series of this cadence is asleep; null: no cadence is known.</summary>
    public static int? PatienceOf(string? cadence) =>
        cadence is not null && ContentRules.TryReadDuration(cadence) is { } days
            ? (int)Math.Min(days * Patience, 10_000_000)
            : null;
}

/// <param name="Phase">In the reference placing.</param>
/// <param name="Since">The day on which it began to hold; null while nothing has moved it.</param>
/// <param name="By">The event that decided it.</param>
/// <param name="Possible">In all placings and readings.</param>
internal sealed record SeriesPhase(
    Phase Phase,
    Edtf? Since,
    EffectiveEvent? By,
    PhaseRule Rule,
    IReadOnlySet<Phase> Possible
);

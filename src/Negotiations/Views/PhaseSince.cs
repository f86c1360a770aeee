using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Days on which a phase that is certain may have begun: those of the events that reach it in some placing or reading.
/// Of several principal instruments, and where more is open at one time than can be followed, of any that could.
/// </summary>
internal static class PhaseSince
{
    /// <param name="view">Of the ladder.</param>
    /// <param name="ladder">What moves it beside the instruments.</param>
    /// <param name="principals">Instruments that move it: as in the reference, then as they may be otherwise.</param>
    /// <param name="moment">What is asked about.</param>
    /// <returns>The one shown first; with more than one it is uncertain.</returns>
    public static IReadOnlyCollection<Edtf?> Of(
        PhaseView view,
        IReadOnlyList<LadderStep> ladder,
        IReadOnlyList<IReadOnlyList<TrackedInstrument>> principals,
        Moment moment
    )
    {
        if (principals is [[]] && IsSettled(ladder, view.Shown, moment))
            return [view.Since];

        if (principals is [[var only]] && AreInTurn(ladder, only.Moving, moment))
            return [view.Since];

        HashSet<Edtf?> possible = [view.Since];
        foreach (var reading in principals)
            if (PhaseCourse.Since(ladder, reading, view.Shown, moment) is { } days)
                possible.UnionWith(days);
            else
                possible.UnionWith(Conceivable(view, ladder, reading, moment));
        return possible;
    }

    // More than what is possible, and never less.
    private static List<Edtf?> Conceivable(
        PhaseView view,
        IReadOnlyList<LadderStep> ladder,
        IReadOnlyList<TrackedInstrument> principals,
        Moment moment
    )
    {
        List<Edtf?> possible = [view.Since];
        var turns = ladder.Any(step => step.Kind is not LadderStepKind.Rung);
        var reached = ladder.Where(step => step.MayBe(moment) && MayReach(step, view.Shown));
        possible.AddRange(First([.. reached.Select(step => step.Placed)], turns, moment));
        foreach (var instrument in principals)
        {
            var steps = instrument
                .Steps.All.Where(step => step.MayBe(moment) && Leads(instrument, step, view.Shown))
                .ToList();
            if (!steps.TrueForAll(moment.IsFirm) || !PlacedOrder.AreInTurn(steps))
                possible.AddRange(steps.Select(step => step.On));
        }

        if (view.Shown == Phase.Registered)
            possible.AddRange(Returns(ladder, principals, moment));
        return possible;
    }

    // Most often each step certainly was, and in turn: then the day that is shown is the only one.
    private static bool IsSettled(IReadOnlyList<LadderStep> ladder, Phase shown, Moment moment)
    {
        PlacedEvent? before = null;
        for (var i = 0; i < ladder.Count; i++)
        {
            if (!ladder[i].MayBe(moment))
                continue;

            var placed = ladder[i].Placed;
            if (!moment.IsFirm(placed) || (shown == Phase.Registered && !placed.Event.Occurred.IsDay))
                return false;

            if (!MayReach(ladder[i], shown))
                continue;

            if (before is not null && !PlacedOrder.AreInTurn(before, placed))
                return false;

            before = placed;
        }

        return true;
    }

    // The same with the steps of an instrument in between; where these are in another order, they are followed.
    private static bool AreInTurn(IReadOnlyList<LadderStep> ladder, IReadOnlyList<InstrumentStep> steps, Moment moment)
    {
        IPlaced? before = null;
        for (var (rung, step) = (0, 0); rung < ladder.Count || step < steps.Count; )
        {
            IPlaced next =
                step == steps.Count || (rung < ladder.Count && ladder[rung].From <= steps[step].From)
                    ? ladder[rung++]
                    : steps[step++];
            if (!next.MayBe(moment))
                continue;

            if (!moment.IsFirm(next) || (before is not null && !PlacedOrder.AreInTurn(before, next)))
                return false;

            before = next;
        }

        return true;
    }

    // It never moved, or it is back at the beginning since something ended.
    private static IEnumerable<Edtf?> Returns(
        IReadOnlyList<LadderStep> ladder,
        IReadOnlyList<TrackedInstrument> principals,
        Moment moment
    )
    {
        bool IsSettled(PlacedEvent each) => moment.IsFirm(each) && each.Event.Occurred.IsDay;
        var acts = ladder
            .Select(step => step.Placed)
            .Concat(principals.SelectMany(each => each.Steps.All).Select(step => step.Placed))
            .Where(moment.MayBe)
            .ToList();
        return acts.TrueForAll(IsSettled)
            ? []
            : acts.Where(each =>
                    each.Event.Fact
                        is NegotiationClosed { Reopened: true }
                            or TalksStatusChanged
                            or InstrumentEnded
                            or InstrumentResumed
                )
                .Select(each => (Edtf?)each.Event.Occurred)
                .Append(null);
    }

    /// <summary>The days of those that may be the first, or where something may stop it in between of any.</summary>
    /// <returns>None where the day that is shown is the only one.</returns>
    public static IEnumerable<Edtf> First(List<PlacedEvent> all, bool turns, Moment moment)
    {
        if (all.TrueForAll(moment.IsFirm) && PlacedOrder.AreInTurn(all))
            return [];

        return (turns ? all : PlacedOrder.MayBeFirst(all, moment)).Select(each => each.Event.Occurred);
    }

    // After a stop or a closing it may be back where it was.
    private static bool MayReach(LadderStep step, Phase phase) =>
        step.To == phase || step.Kind is LadderStepKind.Resume or LadderStepKind.Reopen;

    private static bool Leads(TrackedInstrument instrument, InstrumentStep step, Phase phase) =>
        phase switch
        {
            Phase.Drafting => step.Kind is InstrumentStepKind.Draft or InstrumentStepKind.Authenticate,
            Phase.TextAuthenticated => step.Kind == InstrumentStepKind.Authenticate,
            Phase.Signed => step.Kind == InstrumentStepKind.Sign,
            Phase.ConsentPending => step.Kind
                is InstrumentStepKind.Sign
                    or InstrumentStepKind.Consent
                    or InstrumentStepKind.Provisional,
            Phase.Consented => step.Kind
                is InstrumentStepKind.Consent
                    or InstrumentStepKind.ConsentEffect
                    or InstrumentStepKind.Leave,
            Phase.InForce => instrument.Law.MayPutInForce(step),
            Phase.Implementing => step.Kind == InstrumentStepKind.Works,
            Phase.Ended => step.Kind
                is InstrumentStepKind.End
                    or InstrumentStepKind.NoticeEffect
                    or InstrumentStepKind.Supersede,

            // Where the instrument ended before it was in force, the talks have their word back.
            < Phase.Drafting => step.Kind is InstrumentStepKind.End or InstrumentStepKind.NoticeEffect,
            _ => false,
        };
}

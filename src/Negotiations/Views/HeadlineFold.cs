using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Which events a headline is about. Of talks what decides the phase and the latest act, of a project what was last
/// built or promised and the plan that is open, of a series the last edition and the one to come, of relations the
/// latest step, of a council product the last action.
/// </summary>
internal sealed partial class HeadlineFold
{
    private readonly IReadOnlyList<EffectiveEvent> events;
    private readonly Status status;
    private readonly IReadOnlyList<InstrumentView> principals;
    private readonly DateOnly asOf;
    private readonly HeadlineClauses clauses;
    private readonly List<(HeadlineClause Clause, IEnumerable<Guid> Events)> said = [];

    private HeadlineFold(
        IReadOnlyList<EffectiveEvent> events,
        Status status,
        IReadOnlyList<InstrumentView> principals,
        DateOnly asOf
    )
    {
        (this.events, this.status, this.principals, this.asOf) = (events, status, principals, asOf);
        clauses = new HeadlineClauses(status.Kind, status.Instruments, events, asOf);
    }

    /// <param name="events">Of the reference placing and reading, in its order.</param>
    /// <param name="denied">What is denied and may have been, in the same order.</param>
    /// <param name="status">All else that the view says.</param>
    /// <param name="principals">The instruments that the negotiation is about; empty: none yet, or it is unclear
    /// which.</param>
    /// <param name="asOf">What ends after it lasts.</param>
    public static Headline Of(
        IReadOnlyList<EffectiveEvent> events,
        IReadOnlyList<EffectiveEvent> denied,
        Status status,
        IReadOnlyList<InstrumentView> principals,
        DateOnly asOf
    )
    {
        var fold = new HeadlineFold(events, status, principals, asOf);
        switch (status.Kind)
        {
            case NegotiationKind.Project:
                fold.Project();
                break;
            case NegotiationKind.DialogueSeries:
                fold.Series();
                break;
            case NegotiationKind.Relations:
                fold.Say(status.LatestStep is { } step ? fold.ById(step.EventId) : null);
                break;
            case NegotiationKind.CouncilProduct:
                fold.Say(fold.Last(HeadlineChoice.IsOfCouncil));
                break;
            default:
                fold.Talks();
                break;
        }

        if (fold.said.Count == 0)
            fold.Say(
                fold.Find(fold.IsNews)
                    ?? fold.Last(fact => fact is StatementIssued)
                    ?? fold.Last(fact => fact is not NegotiationOpened)
            );
        fold.Denied(denied);
        return fold.ToHeadline();
    }

    public static Headline? Single(EffectiveEvent each)
    {
        var (clause, events) = new HeadlineClauses(null, [], [], DateOnly.MaxValue).Of(each);
        return new Headline { Clauses = [clause], Events = [.. events] };
    }

    private void Talks()
    {
        var decider = Decider();
        var act = Last(HeadlineChoice.IsAct) ?? decider;
        act = act?.Fact is CeasefireAgreed truce ? InEffect(truce) ?? act : act;
        if (decider is not null && act != decider && HeadlineChoice.IsRung(status.Phase!.Shown, decider.Fact))
        {
            Companion(decider);
            InForce(decider);
            Consents(decider);
            Say(decider);
        }
        else if (act is not null)
            Companion(act);

        if (act is not null)
        {
            Before(act);
            Beside(act);
            Say(act);
        }

        InForce(null);
        Passed();
        if (act?.Fact is CeasefireAgreed { EffectiveUntil: not null })
            said.Add((HeadlineClauses.OfUntil(act), [act.Id]));

        // A truce that was broken is half of what there is to say; and so is fighting that came after the talks.
        if (act?.Fact is CeasefireAgreed agreed)
            Say(status.Security.State == Security.Ceasefire ? Alleged(act, agreed) : BrokenBy(act));
        else if (act is not null && status.Security.State is Security.Clashes or Security.CeasefireBroken)
            Say(FightingAfter(act));

        // Leaders meet before and after every step: only what certainly came later is news beside it.
        if (Last(fact => fact is MeetingHeld) is { } meeting && (act is null || IsLater(meeting, act)))
            Say(meeting);
        if (said.Count == 0)
            Plan(null);
    }

    // That a treaty is in force says too much where the time that it was to cover is over.
    private void Passed()
    {
        foreach (var instrument in status.Instruments)
            if (
                status.Anomalies.FirstOrDefault(each =>
                    each.Code == InstrumentValidity.Passed
                    && (string?)each.Values["instrument"] == (instrument.Id ?? "")
                )
                    is { } anomaly
                && said.Exists(each =>
                    each.Events.Any(id => instrument.Events.Contains(id) || anomaly.Events.Contains(id))
                )
                && ById(anomaly.Events[^1]) is { } by
            )
                said.Add((HeadlineClauses.OfPassed(instrument, by), [by.Id]));
    }

    // Of two reports of one truce the one whose day the view holds.
    private EffectiveEvent? InEffect(CeasefireAgreed truce) =>
        truce.CeasefireId is { } id && status.Security is { State: Security.Ceasefire, Since: { } since }
            ? Find(each =>
                each.Fact is CeasefireAgreed other
                && other.CeasefireId == id
                && (other.EffectiveFrom ?? each.Occurred) == since
            )
            : null;

    // What lasted beyond the day of the act, or began after it.
    private EffectiveEvent? FightingAfter(EffectiveEvent act) =>
        status.Clashes.Last is { } clash
        && ById(clash.EventId) is { } last
        && (
            last.Occurred.Form == EdtfForm.Interval
                ? (last.Occurred.Latest ?? DateOnly.MaxValue) > act.Occurred.Latest
                : IsLater(last, act)
        )
            ? last
            : null;

    // Losses alone are news where they are what makes a clash known.
    private bool IsNews(EffectiveEvent each) =>
        (HeadlineChoice.IsNews(each.Fact) && !IsReplaced(each.Fact)) || each.Id == status.Clashes.Last?.EventId;

    private EffectiveEvent? BrokenBy(EffectiveEvent truce) =>
        Last(fact => fact is ClashReported or BreachAlleged { CeasefireId: not null }) is { } last
        && !(last.Occurred.Latest < truce.Occurred.Earliest)
            ? last
            : null;

    // That someone says a truce was broken does not end it, and is news all the same.
    private EffectiveEvent? Alleged(EffectiveEvent truce, CeasefireAgreed agreed) =>
        agreed.CeasefireId is { } id
        && Last(fact => fact is BreachAlleged breach && breach.CeasefireId == id) is { } last
        && !(last.Occurred.Latest < (SecurityFold.EffectOf(agreed, truce) ?? truce.Occurred).Earliest)
            ? last
            : null;

    // What was agreed in the breath that ordered the documents.
    private void Companion(EffectiveEvent act)
    {
        if (act.Fact is not (DraftingInstructed or FinalDocumentsDrafted))
            return;

        Say(
            Last(fact =>
                fact
                    is SectionsAgreed { AllRemaining: true }
                        or AgreementReached { Scope: not (null or AgreementScope.Partial) }
            )
        );
    }

    private void Project()
    {
        Say(
            Last(HeadlineChoice.IsBuilt)
                ?? Last(HeadlineChoice.IsPromised)
                ?? Last(HeadlineChoice.IsAct)
                ?? Last(fact => fact is MeetingHeld)
        );
        var plan = status.Milestones.LastOrDefault(each =>
            each is { Status: MilestoneStatus.Planned or MilestoneStatus.Delayed, SettledBy: null }
        );
        if (plan is null || ById(plan.EventId) is not { } by)
            return;

        var (clause, sources) = clauses.Of(by);
        said.Add((IsOver(plan.EventId) ? clause with { Code = "milestone.passed" } : clause, sources));
    }

    private void Series()
    {
        var edition = Last(fact => fact is MeetingHeld or RoundHeld);
        Say(edition ?? Last(fact => fact is MeetingChanged or NegotiationClosed or TalksStatusChanged));
        Plan(edition);
        if (status.Phase?.Shown == Phase.Ended)
            Say(Last(fact => fact is NegotiationClosed { Reopened: not true }));
        if (status.Phase?.Shown == Phase.Dormant)
            said.Add((new HeadlineClause { Code = "series.silent" }, []));
    }

    // The meeting to come, or the last one of which no source says what became of it.
    private void Plan(EffectiveEvent? after)
    {
        var open = status.Meetings.Where(each =>
            each.PlannedFor is not null
            && each.Status is not (MeetingStatus.Held or MeetingStatus.Cancelled)
            && !(each.PlannedFor.Latest < after?.Occurred.Earliest)
        );
        if (open.MinBy(each => (each.Status == MeetingStatus.OutcomeUnknown, each.PlannedFor)) is { } meeting)
            said.Add((HeadlineClauses.OfPlan(meeting), meeting.Events));
    }

    private void Denied(IReadOnlyList<EffectiveEvent> denied)
    {
        if (
            denied.LastOrDefault(each => HeadlineChoice.IsAct(each.Fact)) is { } last
            && !(last.Occurred.Latest < Latest()?.Occurred.Earliest)
        )
            Say(last);

        // Where its losses stand, the clash is said with the denial of it.
        if (
            denied.LastOrDefault(each => each.Fact is ClashReported { ClashId: not null }) is { } clash
            && status.Clashes.Last is { ClashId: { } id } shown
            && id == ClashFold.IdOf(clash.Fact)
            && said.Exists(each => each.Events.Contains(shown.EventId))
        )
            Say(clash);

        EffectiveEvent? Latest() => said.Count == 0 ? null : ById(said[^1].Events.LastOrDefault());
    }

    private Headline ToHeadline() =>
        said.Count == 0
            ? new Headline { Clauses = [new HeadlineClause { Code = "nothing" }], Events = [] }
            : new Headline
            {
                Clauses = [.. said.Select(each => each.Clause).Where(IsNews)],
                Events = [.. said.SelectMany(each => each.Events).Distinct()],
            };

    // Two rules may choose one event, and two events may say the same.
    private bool IsNews(HeadlineClause clause, int place) =>
        !said.Take(place).Any(before => before.Clause.SaysAs(clause));
}

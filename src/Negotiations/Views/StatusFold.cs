using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>
/// The one fold. The view kept beside the events, an answer on other clocks, the rebuild that checks the view and the offline verifier all call it;
/// none adds a rule.
/// </summary>
public static class StatusFold
{
    /// <summary>Moves whenever the same events give another view than before: kept views of another version are told anew.</summary>
    public const int Version = 4;

    /// <summary>Where a negotiation stands; null when it was not known under these clocks.</summary>
    public static Standing? Of(Negotiation negotiation, Clocks clocks)
    {
        var known = Knowledge.Of(negotiation.Events, clocks);
        var effective = EffectiveSet.Of(known);

        // What it is called is no happening in the world: it holds on any day, so the clocks of the world do not hide it.
        var opening = effective.FirstOrDefault(each => each.Fact is NegotiationOpened);
        if (opening is null)
            return null;

        var possible = effective.Where(each => each.Occurred.IsPossiblyBy(clocks.AsOf)).ToList();
        var certain = possible.Where(each => each.Occurred.IsCertainlyBy(clocks.AsOf)).ToList();
        var frame = new Frame(negotiation.Id, (NegotiationOpened)opening.Fact, known, clocks.AsOf);

        var told = Fold(possible, frame);
        var sure = certain.Count == possible.Count ? told : Fold(certain, frame);
        told.Findings.TurnsOn(sure.Findings.NextTurn);
        foreach (var each in effective)
        {
            told.Findings.TurnsOn(each.Occurred.Earliest);
            told.Findings.TurnsOn(each.Occurred.Latest);
        }

        var status = told.Status with
        {
            Phase = told.Status.Phase with { Certain = sure.Status.Phase.Possible },
            Uncertain = ReferenceEquals(told, sure) ? [] : Uncertainty.Between(sure.Status, told.Status),
        };
        return new Standing(status, Summary.Of(status, told.Next), told.Actors, told.Findings.Reasons, told.Findings.NextTurn, new SearchText(negotiation.Id, possible));
    }

    private static Told Fold(IReadOnlyList<EffectiveEvent> events, Frame frame)
    {
        var findings = new Findings(frame.AsOf);
        var parties = new PartyFold(findings);
        var conditions = new ConditionFold(findings);
        var meetings = new MeetingFold(findings);
        var sections = new SectionFold(findings);
        var clashes = new ClashFold(findings);
        var lists = new ListFold(findings);
        foreach (var each in events)
        {
            parties.Evolve(each);
            conditions.Evolve(each);
            meetings.Evolve(each);
            sections.Evolve(each);
            clashes.Evolve(each);
            lists.Evolve(each);
        }

        var instruments = new InstrumentFold(findings, parties.Principals);
        var steps = new PhaseFold(instruments);
        foreach (var each in events)
            steps.Evolve(each, instruments.Evolve(each));

        var phase = PhaseOf(events, frame, steps, findings);
        conditions.Complete(frame.Opened.Cadence, phase.Possible is Phase.Completed or Phase.Abandoned or Phase.Ended);
        meetings.Complete();
        clashes.Complete();
        lists.Complete();
        Doubts.Find(events, findings);
        Doubts.FindUnreadable(frame.Known, findings);
        Doubts.FindErased(frame.Known, findings);
        var last = events.Count > 0 ? events[^1] : null;
        var status = new Status
        {
            Id = frame.Id,
            Title = frame.Opened.Title,
            Kind = frame.Opened.Kind,
            Subject = frame.Opened.Subject,
            Parties = parties.Parties,
            Phase = phase,
            BoundaryStage = conditions.BoundaryStage,
            Security = conditions.Security,
            Health = conditions.Health,
            DraftingInstructed = conditions.DraftingInstructed,
            FinalDocumentsDrafted = conditions.FinalDocumentsDrafted,
            Rounds = meetings.Rounds,
            Sections = sections.View,
            Clashes = clashes.View,
            Instruments = instruments.Instruments,
            Meetings = meetings.Meetings,
            Milestones = lists.Milestones,
            Commitments = lists.Commitments,
            Statements = lists.Statements,
            LastEvent = last is null ? null : new LastEvent(EventJson.NameOf(last.Fact), last.Occurred, last.Id),
            Anomalies = findings.Anomalies,
            Uncertain = [],
            Version = frame.Known[^1].Version,
            RecordedAt = frame.Known[^1].RecordedAt,
        };
        return new Told(status, meetings.Next, parties.Actors, findings);
    }

    private static PhaseView PhaseOf(IReadOnlyList<EffectiveEvent> events, Frame frame, PhaseFold fold, Findings findings)
    {
        if (frame.Opened.Kind == NegotiationKind.DialogueSeries)
        {
            var (series, by, rule) = SeriesFold.Of(events, frame.Opened.Cadence, findings);
            if (by is not null)
                findings.Decided("phase", rule, by);

            return new PhaseView(series, series, by?.Occurred, by is null ? [] : [by.Id]);
        }

        var decidedBy = fold.DecidedBy;
        foreach (var step in decidedBy)
            findings.Decided("phase", step.Rule, step.By);

        return new PhaseView(fold.Phase, fold.Phase, decidedBy.Count > 0 ? decidedBy[0].By.Occurred : null, [.. decidedBy.Select(step => step.By.Id)]);
    }

    private sealed record Frame(string Id, NegotiationOpened Opened, IReadOnlyList<RecordedEvent> Known, DateOnly AsOf);

    private sealed record Told(Status Status, MeetingView? Next, IReadOnlyList<Involvement> Actors, Findings Findings);
}

/// <summary>Everything the fold says of a negotiation.</summary>
/// <param name="Status">The status view.</param>
/// <param name="Summary">The same, short, as a list shows it.</param>
/// <param name="Actors">What every actor did.</param>
/// <param name="Reasons">Why the fields are as they are.</param>
/// <param name="NextTurn">The first day on which the same events give another answer; null: never.</param>
/// <param name="Search">What it is found by.</param>
public sealed record Standing(Status Status, Summary Summary, IReadOnlyList<Involvement> Actors, IReadOnlyList<Reason> Reasons, DateOnly? NextTurn, SearchText Search);

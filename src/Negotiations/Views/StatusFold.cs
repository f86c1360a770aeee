using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Search;

namespace Negotiations.Views;

/// <summary>
/// The one fold. The view kept beside the events, an answer on other clocks, the rebuild that checks the view and the offline verifier all call it;
/// none adds a rule.
/// </summary>
public static class StatusFold
{
    /// <summary>Moves whenever the same events give another view than before: kept views of another version are told anew.</summary>
    public const int Version = 3;

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
        var placed = Placed(effective);
        var moment = new Moment(EndOf(clocks.AsOf), EndOf(clocks.AsOf), false, TimeSpan.Zero);
        var instruments = new InstrumentFold(placed, moment, PlaceOf);
        var ladder = new PhaseFold(((NegotiationOpened)opening.Fact).Kind, placed, moment, instruments);
        var frame = new Frame(negotiation.Id, (NegotiationOpened)opening.Fact, known, clocks.AsOf, instruments, ladder, moment);

        var told = Fold(possible, frame);
        var sure = certain.Count == possible.Count ? told : Fold(certain, frame);
        var phase = told.Status.Phase is { } one && sure.Status.Phase is { } other && frame.Opened.Kind == NegotiationKind.DialogueSeries && one.Shown != other.Shown
            ? one with { Certain = null, Possible = [one.Shown, other.Shown] }
            : told.Status.Phase;
        told.Findings.TurnsOn(sure.Findings.NextTurn);
        foreach (var each in effective)
        {
            told.Findings.TurnsOn(each.Occurred.Earliest);
            told.Findings.TurnsOn(each.Occurred.Latest);
        }

        foreach (var effect in instruments.Effects)
        {
            told.Findings.TurnsOn(effect.Earliest);
            told.Findings.TurnsOn(effect.Latest);
        }

        var status = told.Status with
        {
            Phase = phase,
            Uncertain = [.. ReferenceEquals(told, sure) ? [] : Uncertainty.Between(sure.Status, told.Status), .. Variants(phase, instruments)],
        };
        return new Standing(status, Summary.Of(status, told.Next), told.Actors, told.Findings.Reasons, told.Findings.Derivations, told.Findings.NextTurn, new SearchText(negotiation.Id, possible));
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

        InstrumentDoubts.Find(frame.Instruments, frame.Moment, findings);
        var phase = PhaseOf(events, frame, findings);
        conditions.Complete(frame.Opened.Cadence, phase?.Shown is Phase.Completed or Phase.Abandoned or Phase.Ended);
        meetings.Complete();
        sections.Complete();
        clashes.Complete(parties.NamedParties);
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
            LatestStep = frame.Opened.Kind == NegotiationKind.Relations ? LatestSteps.Of(events) : null,
            BoundaryStage = conditions.BoundaryStage,
            Security = conditions.Security,
            Health = conditions.Health,
            DraftingInstructed = conditions.DraftingInstructed,
            FinalDocumentsDrafted = conditions.FinalDocumentsDrafted,
            Rounds = meetings.Rounds,
            Sections = sections.View,
            Clashes = clashes.View,
            Instruments = frame.Instruments.Views,
            Meetings = meetings.Meetings,
            Milestones = lists.Milestones,
            Commitments = lists.Commitments,
            Statements = lists.Statements,
            Agreements = lists.Agreements,
            NextMeeting = NextMeeting.Of(meetings.Next),
            LastEvent = last is null ? null : new LastEvent(EventJson.NameOf(last.Fact), last.Occurred, last.Id),
            Anomalies = findings.Anomalies,
            Uncertain = [],
            Version = frame.Known[^1].Version,
            RecordedAt = frame.Known[^1].RecordedAt,
        };
        return new Told(status, meetings.Next, parties.Actors, findings);
    }

    private static PhaseView? PhaseOf(IReadOnlyList<EffectiveEvent> events, Frame frame, Findings findings)
    {
        if (frame.Opened.Kind == NegotiationKind.Relations)
            return null;

        if (frame.Opened.Kind == NegotiationKind.DialogueSeries)
        {
            var (series, by, rule) = SeriesFold.Of(events, frame.Opened.Cadence, findings);
            if (by is not null)
                findings.Decided("phase", rule, by);

            return new PhaseView(series, [series], by?.Occurred, by is null ? [] : [by.Id], by?.Held);
        }

        if (frame.Ladder.DecidedBy is not null)
            findings.Decided("phase", frame.Ladder.Rule!, frame.Ladder.DecidedBy);
        InstrumentDoubts.FindUnclear(frame.Ladder, frame.Moment, findings);
        return frame.Ladder.View;
    }

    private static IEnumerable<UncertainField> Variants(PhaseView? phase, InstrumentFold instruments)
    {
        if (phase is { Possible.Count: > 1 })
            yield return new UncertainField("phase", null, System.Text.Json.JsonSerializer.SerializeToNode(phase.Possible, EventJson.Options));
        foreach (var (field, possible) in instruments.All.SelectMany(InstrumentVariants.Of))
            yield return new UncertainField(field, null, new System.Text.Json.Nodes.JsonArray([.. possible]));
    }

    private static IReadOnlyList<PlacedEvent> Placed(IReadOnlyList<EffectiveEvent> effective) => [.. effective.Select(each =>
    {
        var (from, to) = PlaceOf(each.Occurred);
        return new PlacedEvent(each, from, to, each.IsDisputed || each.IsDenied);
    })];

    private static (DateTimeOffset From, DateTimeOffset To) PlaceOf(Values.Edtf date) => (
        date.Earliest is { } earliest ? new DateTimeOffset(earliest.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : DateTimeOffset.MinValue,
        date.Latest is { } latest ? EndOf(latest) : DateTimeOffset.MaxValue);

    private static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    private sealed record Frame(string Id, NegotiationOpened Opened, IReadOnlyList<RecordedEvent> Known, DateOnly AsOf, InstrumentFold Instruments, PhaseFold Ladder, Moment Moment);

    private sealed record Told(Status Status, MeetingView? Next, IReadOnlyList<Involvement> Actors, Findings Findings);
}

/// <summary>Everything the fold says of a negotiation.</summary>
/// <param name="Status">The status view.</param>
/// <param name="Summary">The same, short, as a list shows it.</param>
/// <param name="Actors">What every actor did.</param>
/// <param name="Reasons">Why the fields are as they are.</param>
/// <param name="Derivations">By field, how its figure comes about.</param>
/// <param name="NextTurn">The first day on which the same events give another answer; null: never.</param>
/// <param name="Search">What it is found by.</param>
public sealed record Standing(Status Status, Summary Summary, IReadOnlyList<Involvement> Actors, IReadOnlyList<Reason> Reasons, IReadOnlyDictionary<string, Derivation> Derivations, DateOnly? NextTurn, SearchText Search);

using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The one fold. The view stored beside the events, an answer on other clocks, the rebuild that checks the view and the
/// offline verifier all call it; none adds a rule.
/// </summary>
public static class StatusFold
{
    /// <summary>
    /// Moves whenever the same events give another view than before: stored views of another version are folded again.
    /// </summary>
    public const int Version = 18;

    /// <summary>Where a negotiation stands; null when it was not known under these clocks.</summary>
    public static FoldResult? Of(Negotiation negotiation, Clocks clocks)
    {
        var known = KnownEvents.Of(negotiation.Events, clocks);
        var effective = ReferenceEquals(known, negotiation.Events)
            ? EffectiveSet.Of(negotiation)
            : EffectiveSet.Of(known);

        // What it is called is no happening in the world: it holds on any day, so the clocks of the world do not hide
        // it.
        if (KnownEvents.Opening(negotiation.Events, clocks, known, effective) is not { } opening)
            return null;

        var opened = (NegotiationOpened)opening.Fact;
        var moment = Moment.Of(clocks, Placing.OffsetOf(opened));
        var placed = Placing.Of(effective, moment.Offset);
        var instruments = new InstrumentFold(placed, moment, date => PlaceOf(date, moment.Offset));
        var ladder = new PhaseFold(opened.Kind, placed, moment, instruments);
        var frame = new Frame(negotiation.Id, opened, known, placed, moment, instruments, ladder);

        // The reference placing and reading: first possible days, disputed in, denied out.
        var reference = placed.TrueForAll(IsIn) ? placed : placed.FindAll(IsIn);
        var folded = Fold(reference, frame);
        foreach (var each in placed)
        {
            if (each.To <= moment.Certain)
                continue;

            folded.Trace.TurnsOn(each.From.DayAt(moment.Offset));
            folded.Trace.TurnsOn(each.To.DayAt(moment.Offset));
            folded.Trace.TurnsOn(each.HasBegunBy.DayAt(moment.Offset));
        }

        foreach (var effect in instruments.Effects)
        {
            folded.Trace.TurnsOn(effect.Earliest);
            folded.Trace.TurnsOn(effect.Latest);

            // An hour that is said of another offset may fall on the day before.
            folded.Trace.TurnsOn(effect.Begins(moment.Offset)?.DayAt(moment.Offset));
            folded.Trace.TurnsOn(effect.Ends(moment.Offset)?.DayAt(moment.Offset));
        }

        var status = folded.Status with
        {
            Uncertain =
            [
                .. folded.Trace.Uncertain,
                .. Variants(folded.Status.Phase, instruments, moment),
                .. Uncertainty.Of(placed, moment, folded.Status, instruments, folded.NamedParties, folded.Trace),
            ],
        };
        Invariants.Assert(status);
        var search = new SearchText(negotiation.Id, folded.Events);
        return new FoldResult(
            status,
            Summary.Of(status, folded.Next),
            folded.Actors,
            folded.Trace.Reasons,
            new(folded.Trace.Derivations),
            folded.Trace.NextTurn,
            search
        )
        {
            Merge = folded.Merge,
            Named = NamedNegotiations.In(frame.Known),
        };

        bool IsIn(PlacedEvent each) => moment.MayBe(each) && !each.IsDenied;
    }

    private static Folded Fold(List<PlacedEvent> counted, Frame frame)
    {
        var events = counted.ConvertAll(each => each.Event);
        var trace = new FoldTrace(frame.Moment.PossibleDay, frame.Moment.CertainDay, events.Count);
        var parties = new PartyFold(trace);
        var conditions = new ConditionFold(trace);
        var meetings = new MeetingFold(trace);
        var sections = new SectionFold(trace);
        var clashes = new ClashFold(trace);
        var lists = new ListFold(trace);
        var acts = new ActFold(trace);
        foreach (var each in events)
        {
            parties.Evolve(each);
            conditions.Evolve(each);
            meetings.Evolve(each);
            sections.Evolve(each);
            clashes.Evolve(each);
            lists.Evolve(each);
            acts.Evolve(each);
        }

        InstrumentAnomalies.Find(frame.Instruments, frame.Moment, trace);
        var phase = PhaseOf(frame, trace);
        var situation = SecurityFold.Of(frame.Placed, frame.Moment, trace);
        trace.MayBe("security", situation.Possible);
        var talks = HealthFold.Of(frame.Placed, frame.Moment, frame.Opened, trace);
        trace.MayBe("health", talks.Possible);
        var merge = MergeFold.Of(frame.Placed, frame.Moment, trace);
        meetings.Complete();
        sections.Complete();
        clashes.Complete(parties.NamedParties, Denied(frame));
        lists.Complete();
        acts.Complete();
        FindAnomalies(counted, events, frame, trace);
        var last = events.Count > 0 ? events[^1] : null;
        var status = new Status
        {
            Id = frame.Id,
            Title = frame.Opened.Title,
            Kind = frame.Opened.Kind,
            Subject = frame.Opened.Subject,
            Headline = Unsaid,
            Parties = parties.Parties,
            Phase = phase,
            LatestStep = frame.Opened.Kind == NegotiationKind.Relations ? LatestSteps.Of(events) : null,
            BoundaryStage = conditions.BoundaryStage,
            Security = situation.View,
            Health = talks.Reference,
            LastHeard = Heard(counted, frame.Moment),
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
            Proposals = acts.Proposals,
            Measures = acts.Measures,
            Rulings = acts.Rulings,
            Breaches = acts.Breaches,
            Related = frame.Opened.Related ?? [],
            MergedInto = merge?.Into,
            NextMeeting = NextMeeting.Of(meetings.Next),
            LastEvent = last is null ? null : new LastEvent(EventJson.NameOf(last.Fact), last.Occurred, last.Id),
            Anomalies = trace.Anomalies,
            Uncertain = [],
            Version = frame.Known[^1].Version,
            RecordedAt = frame.Known[^1].RecordedAt,
        };
        status = status with { Headline = Said(events, status, frame) };
        return new Folded(status, events, meetings.Next, parties.Actors, parties.NamedParties, trace, merge);
    }

    private static void FindAnomalies(
        List<PlacedEvent> counted,
        List<EffectiveEvent> events,
        Frame frame,
        FoldTrace trace
    )
    {
        FactAnomalies.Find(events, trace);
        FactAnomalies.FindDenied(Denied(frame), trace);
        DayAnomalies.Find(counted, frame.Moment, trace);
        FactAnomalies.FindUnreadable(frame.Known, trace);
        FactAnomalies.FindErased(frame.Known, trace);
    }

    // What is said follows from all else, which is put together first.
    private static Headline Unsaid { get; } = new() { Events = [] };

    private static Headline Said(List<EffectiveEvent> events, Status status, Frame frame) =>
        HeadlineFold.Of(
            events,
            Denied(frame),
            status,
            [
                .. PrincipalInstrument
                    .Of(frame.Instruments.All)
                    .Instruments.Select(frame.Instruments.ViewOf)
                    .OfType<InstrumentView>(),
            ],
            frame.Moment.CertainDay
        );

    private static List<EffectiveEvent> Denied(Frame frame) =>
        frame.Placed.Exists(each => each.IsDenied)
            ? [.. frame.Placed.Where(each => each.IsDenied && frame.Moment.MayBe(each)).Select(each => each.Event)]
            : [];

    private static LastHeard? Heard(List<PlacedEvent> counted, Moment moment)
    {
        if (counted.Count == 0)
            return null;

        var last = DateTimeOffset.MinValue;
        foreach (var each in counted)
        {
            var end = each.To == DateTimeOffset.MaxValue ? each.From : each.To;
            last = last > end ? last : end;
        }

        return new LastHeard(last.DayAt(moment.Offset), null);
    }

    private static PhaseView? PhaseOf(Frame frame, FoldTrace trace)
    {
        if (frame.Opened.Kind == NegotiationKind.Relations)
            return null;

        if (frame.Opened.Kind == NegotiationKind.DialogueSeries)
        {
            var series = SeriesFold.Of(frame.Placed, frame.Moment, frame.Opened.Cadence, trace);
            if (series.By is not null)
                trace.Decided(series.Rule, series.By);

            List<Phase> possible = [series.Phase, .. series.Possible.Where(each => each != series.Phase).Order()];
            return new PhaseView(
                possible.Count == 1 ? series.Phase : null,
                possible,
                series.Since,
                series.By is null ? [] : [series.By.Id],
                series.By?.Held
            );
        }

        if (frame.Ladder.DecidedBy is not null)
            trace.Decided(frame.Ladder.Rule!, frame.Ladder.DecidedBy);
        trace.MayBe("phase.since", frame.Ladder.Since);
        InstrumentAnomalies.FindUnclear(frame.Ladder, frame.Moment, trace);
        return frame.Ladder.View;
    }

    private static IEnumerable<UncertainField> Variants(PhaseView? phase, InstrumentFold instruments, Moment moment)
    {
        if (phase is { Possible.Count: > 1 })
            yield return new UncertainField(
                "phase",
                null,
                [.. phase.Possible.Select(each => (JsonNode?)Json.WireName.Of(each))]
            );

        foreach (var (field, possible) in InstrumentVariants.Of(instruments, moment))
            yield return new UncertainField(field, null, [.. possible]);
    }

    private static (DateTimeOffset From, DateTimeOffset To) PlaceOf(Edtf date, TimeSpan offset) =>
        (date.Begins(offset) ?? DateTimeOffset.MinValue, date.Ends(offset) ?? DateTimeOffset.MaxValue);

    private sealed record Frame(
        string Id,
        NegotiationOpened Opened,
        IReadOnlyList<RecordedEvent> Known,
        List<PlacedEvent> Placed,
        Moment Moment,
        InstrumentFold Instruments,
        PhaseFold Ladder
    );

    private sealed record Folded(
        Status Status,
        IReadOnlyList<EffectiveEvent> Events,
        MeetingView? Next,
        IReadOnlyList<Involvement> Actors,
        IReadOnlyCollection<string> NamedParties,
        FoldTrace Trace,
        Merge? Merge
    );
}

using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>An event as a clause of a headline.</summary>
/// <param name="kind">Of the negotiation; null: not known.</param>
/// <param name="instruments">Of the view: what they are called.</param>
/// <param name="events">Of the view: the statements in which something was made known.</param>
/// <param name="asOf">What ends after it lasts.</param>
internal sealed partial class HeadlineClauses(
    NegotiationKind? kind,
    IReadOnlyList<InstrumentView> instruments,
    IReadOnlyList<EffectiveEvent> events,
    DateOnly asOf
)
{
    private const int MostAgainst = 3;

    /// <returns>The clause, and the events it rests on.</returns>
    public (HeadlineClause Clause, IEnumerable<Guid> Events) Of(EffectiveEvent each)
    {
        var claim = each.Fact.Claim;
        var announcement =
            claim?.AttributedTo is { } by && each.Fact is not StatementIssued ? Announcement(each, by) : null;
        var against = Against(each);
        var clause = Bare(each) with
        {
            Said = each.Fact is StatementIssued or AssessmentRecorded ? null : claim?.AttributedTo,
            SaidBy = announcement is null ? null : Participants(announcement.Fact),
            SaidOn = announcement?.Occurred,
            Hedge = claim?.Hedge,
            Claim = each.Held is ClaimStatus.Disputed or ClaimStatus.Denied ? each.Held : null,
            DeniedBy = claim?.DeniedBy ?? Voices(against),
            Deniers = claim?.DeniedBy is null ? each.Deniers : null,
            Source = each.Voice,
        };
        return (
            clause,
            [.. against.Select(act => act.EventId), each.Id, .. announcement is null ? [] : new[] { announcement.Id }]
        );
    }

    /// <summary>What it says happened, without who says so.</summary>
    public HeadlineClause Bare(EffectiveEvent each)
    {
        var clause = Clause(each) with { On = each.Occurred };
        if (each.Occurred.Form != EdtfForm.Interval || each.Occurred.Latest <= asOf)
            return clause;

        // Its end is not reached: nothing is said of it.
        return clause with
        {
            Code = each.Fact is ClashReported ? $"{clause.Code}.lasting" : clause.Code,
            On = Edtf.TryParse($"{each.Occurred.Text.Split('/')[0]}/..", out var since) ? since : each.Occurred,
        };
    }

    // Those attached that say that it was not so, or not as reported.
    private static IReadOnlyList<RecordedEvent> Against(EffectiveEvent each) =>
        each.Held is not (ClaimStatus.Disputed or ClaimStatus.Denied)
            ? []
            :
            [
                .. each.Attachments.Where(act =>
                    act.Event is SourceAttached attached
                    && attached.Stance == (each.IsDenied ? Stance.Denies : Stance.Disputes)
                ),
            ];

    private static string? Voices(IReadOnlyList<RecordedEvent> acts)
    {
        var voices = acts.SelectMany(act => act.Event.Sources.Take(1))
            .Select(source => source.Voice())
            .Where(voice => voice.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Take(MostAgainst)
            .ToList();
        return voices.Count > 0 ? string.Join(", ", voices) : null;
    }

    /// <summary>A meeting of which no source says that it was held.</summary>
    public static HeadlineClause OfPlan(MeetingView meeting) =>
        new()
        {
            Code = meeting.Status == MeetingStatus.OutcomeUnknown ? "scheduled.passed" : "scheduled",
            Kind = meeting.Kind is { } known ? WireName.Of(known) : null,
            For = meeting.PlannedFor,
            Place = meeting.Place,
            Hedge = meeting.Claim?.Hedge,
            Source = meeting.Sources is [.., var last] ? last.Publisher ?? last.Title : null,
        };

    /// <summary>A text that an act put in force which is no entry into force itself.</summary>
    /// <param name="instrument">What it is called, and since when.</param>
    /// <param name="by">The act.</param>
    public static HeadlineClause OfForce(InstrumentView instrument, EffectiveEvent by) =>
        new()
        {
            Code = "in-force",
            What = instrument.Title,
            Kind = instrument.Type is { } type ? WireName.Of(type) : null,
            For = instrument.EntryIntoForce?.On,
            Source = by.Voice,
        };

    /// <summary>The time that an instrument was to cover is over.</summary>
    /// <param name="instrument">What it is called.</param>
    /// <param name="by">That states the time.</param>
    public static HeadlineClause OfPassed(InstrumentView instrument, EffectiveEvent by) =>
        new()
        {
            Code = "validity.passed",
            What = instrument.Title,
            Kind = instrument.Type is { } type ? WireName.Of(type) : null,
            For = InstrumentValidity.Of(by.Fact)?.Ending,
            Source = by.Voice,
        };

    /// <summary>The time for which a truce was agreed: how long it holds, whether or not that is over.</summary>
    public static HeadlineClause OfUntil(EffectiveEvent truce) =>
        new()
        {
            Code = "ceasefire.until",
            For = ((CeasefireAgreed)truce.Fact).EffectiveUntil,
            Source = truce.Voice,
        };

    // The statement in which they said so: by them, on the last day on which it can have happened.
    private EffectiveEvent? Announcement(EffectiveEvent each, string by)
    {
        foreach (var other in events)
            if (
                other.Fact is StatementIssued { Claim.AttributedTo: { } speaker }
                && other.Occurred.IsDay
                && other.Id != each.Id
                && other.Occurred.Latest == each.Occurred.Latest
                && string.Equals(speaker, by, StringComparison.OrdinalIgnoreCase)
            )
                return other;

        return null;
    }

    private HeadlineClause Clause(EffectiveEvent each) =>
        each.Fact is InstrumentFact instrument ? Instrument(instrument, each.Id) : Clause(each.Fact);

    private HeadlineClause Clause(Fact fact) =>
        fact switch
        {
            MeetingHeld or RoundHeld or MeetingScheduled or MeetingChanged => Meeting(fact),
            SectionsAgreed sections => Sections(sections),
            AgreementReached e => Say(e.Unenumerated == true ? "agreements" : Code("agreed", e.Scope)) with
            {
                What = e.Subject,
                Who = Participants(e),
                Amount = QuantityView.Of(e.Value),
            },
            TalksStatusChanged e => Talks(e),
            CeasefireAgreed e => Say("ceasefire") with { Who = Participants(e), For = e.EffectiveFrom },
            ClashReported e => Say(e.Unenumerated == true ? "clashes" : "clash") with
            {
                Who = Participants(e),
                Place = PlaceOf(e),
                Country = CountryOf(e),
            },
            MilestoneReported e => Milestone(e),
            CommitmentReported e => Say(Code("committed", e.Status)) with
            {
                Who = e.By is { } by ? [by] : Participants(e),
                Amount = Money(e),
                What = e.Purpose,
            },
            StatementIssued e => Say(Code("stated", e.Form)) with
            {
                Who = Participants(e),
                Person = e.Claim?.AttributedTo,
                What = e.Summary,
                Kind = e.Symbol,
            },
            ParticipationChanged e => Say(Code<ParticipationChange>("participation", e.Change)) with
            {
                Who = [e.Actor],
            },
            NegotiationClosed e => Say(OfKind(e.Reopened == true ? "reopened" : Code("closed", e.Outcome))) with
            {
                What = e.MergedInto,
            },
            ProposalMade or ProposalAnswered or RulingIssued or BreachAlleged or MeasureTaken => Act(fact),
            TollReported e => Say("toll") with { Who = e.Side is { } side ? [side] : null, Place = PlaceOf(e) },
            AssessmentRecorded e => Say("assessed") with { What = e.Narrative, Person = e.Claim?.AttributedTo },
            NegotiationOpened e => Say("opened") with { What = e.Title, Who = Participants(e) },
            _ => Say("event") with { Kind = EventJson.NameOf(fact), Who = Participants(fact) },
        };

    // Two that stopped, or one of them: where a source names those who did it they are said.
    private HeadlineClause Talks(TalksStatusChanged e)
    {
        if (kind == NegotiationKind.CouncilProduct && e.Status != TalksStatus.Resumed)
            return Say("blocked") with { What = e.BlockingIssue };

        var by = e.Status == TalksStatus.Deadlocked ? null : Participants(e, ActorRole.Host);
        return Say(Talks(Code<TalksStatus>("talks", e.Status)) + (by is null ? "" : ".by")) with
        {
            Who = by,
            What = e.BlockingIssue,
        };
    }

    // What stops is talks, and works, meetings or relations where the negotiation is about these.
    private string Talks(string code) => OfKind(code["talks.".Length..]) is var own && own.Contains('.') ? own : code;

    private string OfKind(string code) =>
        kind switch
        {
            NegotiationKind.Project => $"project.{code}",
            NegotiationKind.DialogueSeries => $"series.{code}",
            NegotiationKind.Relations => $"relations.{code}",
            _ => code,
        };

    private static HeadlineClause Act(Fact fact) =>
        fact switch
        {
            ProposalMade e => Say(e.By is { Count: > 0 } ? "proposed" : "proposed.unsigned") with
            {
                Who = e.By,
                What = e.Title ?? e.Summary,
            },
            ProposalAnswered e => Say(Code<ProposalAnswer>("answered", e.Answer)) with
            {
                Who = e.By ?? Participants(e),
                What = e.Conditions,
            },
            RulingIssued e => Say(Code<Ruling>("ruled", e.Ruling)) with
            {
                Who = e.Body is { } code && ActorCode.IsCode(code) ? [code] : null,
                Person = e.Body is { } body && !ActorCode.IsCode(body) ? body : null,
                What = e.Matter,
                Kind = e.Symbol,
            },
            BreachAlleged e => Say("breach") with { Who = e.By, To = e.Against, What = e.Provision },
            MeasureTaken e => Say(Code<Measure>("measure", e.Measure)) with
            {
                Who = e.By,
                To = e.Against,
                What = e.Title,
                Amount = QuantityView.Of(e.Amount),
            },
            _ => Say("event"),
        };

    private static HeadlineClause Say(string code) => new() { Code = code };

    private static string Code<T>(string of, T? name)
        where T : struct, Enum => name is { } known ? $"{of}.{WireName.Of(known)}" : of;

    private static IReadOnlyList<string> Of(Fact fact, ActorRole role) =>
        [.. (fact.Actors ?? []).Where(each => each.Role == role).Select(each => each.Id).Distinct()];
}

using System.Globalization;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Dashboard.Languages;

/// <summary>
/// What an event says, in the reader's language: names of things by us, words of sources as they are.
/// </summary>
public static class EventWords
{
    /// <summary>The type and what it says, in one line.</summary>
    public static string Line(Event @event, Words words) =>
        string.Join(" · ", Details(@event, words).Prepend(words.Type(EventJsonName(@event))));

    /// <summary>A few words for beside a mark.</summary>
    public static string Short(Event @event, Words words) =>
        @event switch
        {
            RoundHeld { Kilometres: { } length } => words.Quantity(length, "km"),
            RoundHeld { RoundNumber: { } number } => words["fact.round", number],
            TollReported { Killed: { } killed } => words["fact.killed", words.Quantity(killed)],
            MeetingHeld { Kind: { } kind } => words.Of(kind),
            MilestoneReported milestone => words.Of(milestone.Milestone),
            MeasureTaken { Measure: not Measure.Other } measure => words.Of(measure.Measure),
            var other => words.Type(EventJsonName(other)),
        };

    /// <summary>Everything its own fields say, in order.</summary>
    public static IReadOnlyList<string> Details(Event @event, Words words)
    {
        var said = new EventSentence(words);
        if (@event is InstrumentFact on)
            said.Name(on.InstrumentType).Text(on.Title).Name(on.Standing);

        Say(@event, said);
        if (@event.Count is { } count)
            said.Add(words["fact.count", words.Quantity(count)]);
        else if (@event.Unenumerated == true)
            said.Add(words["fact.unenumerated"]);

        return said.Parts;
    }

    private static void Say(Event @event, EventSentence say)
    {
        switch (@event)
        {
            case MeetingScheduled each:
                say.Name(each.Kind).Labelled("fact.plannedFor", each.PlannedFor).Text(each.Agenda);
                break;
            case MeetingChanged each:
                say.Name<MeetingChange>(each.Change).Labelled("fact.newDate", each.NewDate).Text(each.Reason);
                break;
            case RoundHeld each:
                say.Labelled("fact.round", each.RoundNumber?.ToString(CultureInfo.InvariantCulture))
                    .Name(each.Level)
                    .Name(each.Outcome)
                    .Labelled("fact.agreedKm", each.Kilometres, "km");
                break;
            case MeetingHeld each:
                say.Name(each.Kind).Text(each.Itinerary is { } stops ? string.Join(" → ", stops) : null);
                break;
            case ClashReported each:
                say.Labelled("fact.breaches", each.Breaches)
                    .Labelled("fact.initiator", say.Actor(each.InitiatorAlleged))
                    .Text(each.Weapons is { } weapons ? string.Join(", ", weapons) : null);
                break;
            case TollReported each:
                say.Text(say.Actor(each.Side))
                    .Name(each.Of)
                    .Labelled("fact.killed", each.Killed)
                    .Labelled("fact.injured", each.Injured)
                    .Labelled("fact.displaced", each.Displaced)
                    .Labelled("fact.evacuated", each.Evacuated);
                break;
            case CeasefireAgreed each:
                say.Name(each.Form)
                    .Labelled("fact.effectiveFrom", each.EffectiveFrom)
                    .Labelled("fact.effectiveUntil", each.EffectiveUntil)
                    .Labelled("fact.under", each.InstrumentId)
                    .Text(say.Actors(each.Parties));
                break;
            case SectionsAgreed each:
                say.Text(each.AllRemaining == true ? say.Words["fact.allRemaining"] : null)
                    .Labelled("fact.agreedKm", each.Length, "km")
                    .Labelled("fact.cumulativeKm", each.Cumulative, "km")
                    .Labelled("fact.totalKm", each.Total, "km")
                    .Labelled("fact.remainingKm", each.Remaining, "km")
                    .Labelled("fact.share", each.Share, "percent");
                break;
            case AgreementReached each:
                say.Name(each.Scope)
                    .Text(each.Subject)
                    .Text(each.Value is { } value ? say.Words.Quantity(value) : null)
                    .Labelled("fact.by", say.Actor(each.AnnouncedBy));
                break;
            default:
                SayOfTexts(@event, say);
                break;
        }
    }

    private static void SayOf(EventSentence say, ConsentExpressed each) =>
        say.Text(say.Actor(each.Party))
            .Name<ConsentMode>(each.Mode)
            .Text(each.Organ)
            .Text(each.Votes)
            .Labelled("fact.inPlaceOf", say.Actor(each.InPlaceOf))
            .Labelled("fact.effectiveFrom", each.Effective);

    private static void SayOfTexts(Event @event, EventSentence say)
    {
        switch (@event)
        {
            case TalksStatusChanged each:
                say.Name<TalksStatus>(each.Status).Text(each.BlockingIssue);
                break;
            case DraftingInstructed each:
                say.Labelled("fact.by", say.Actor(each.InstructedBy));
                break;
            case FinalDocumentsDrafted each:
                say.Text(
                    each.Documents is { } documents
                        ? string.Join("; ", documents.Select(document => document.Title ?? document.Type))
                        : null
                );
                break;
            case TextAuthenticated each:
                say.Name<AuthenticationMode>(each.Mode).Labelled("fact.by", say.Actors(each.By));
                break;
            case InstrumentSigned each:
                say.Text(
                        each.Signatories is { } signed
                            ? string.Join(", ", signed.Select(code => say.Words.Actor(code)))
                            : null
                    )
                    .Text(each.SubjectToRatification == true ? say.Words["fact.toRatify"] : null);
                break;
            case ApprovalGiven each:
                say.Text(say.Actor(each.Party))
                    .Name<ApprovalOutcome>(each.Outcome)
                    .Text(each.Organ)
                    .Name(each.OrganKind)
                    .Text(each.Votes?.Text);
                break;
            case ConsentExpressed each:
                SayOf(say, each);
                break;
            case EnteredIntoForce each:
                say.Text(say.Actor(each.ForParty))
                    .Text(each.Provisional == true ? say.Words["fact.provisional"] : null);
                break;
            case InstrumentRegistered each:
                say.Text(each.Registry).Text(each.Number);
                break;
            case InstrumentEnded each:
                say.Name<EndMode>(each.Mode).Text(say.Actor(each.Party)).Labelled("fact.effectiveFrom", each.Effective);
                break;
            case InstrumentResumed each:
                say.Text(say.Actor(each.Party));
                break;
            case MilestoneReported each:
                say.Text(each.Title)
                    .Name<Milestone>(each.Milestone)
                    .Name<MilestoneStatus>(each.Status)
                    .Labelled("fact.plannedFor", each.PlannedFor)
                    .Text(each.Amount is { } much ? say.Words.Quantity(much) : null);
                break;
            case CommitmentReported each:
                say.Text(say.Actor(each.By))
                    .Name(each.Status)
                    .Text(each.Amount is { } amount ? $"{say.Words.Quantity(amount)} {each.Currency}".TrimEnd() : null)
                    .Text(each.Purpose);
                break;
            default:
                SayOfActs(@event, say);
                break;
        }
    }

    private static void SayOfActs(Event @event, EventSentence say)
    {
        switch (@event)
        {
            case ReservationMade each:
                say.Text(say.Actor(each.Party)).Name<ReservationForm>(each.Form).Text(each.Text);
                break;
            case ProposalMade each:
                say.Text(each.Title).Labelled("fact.by", say.Actors(each.By)).Text(each.Summary);
                break;
            case ProposalAnswered each:
                say.Name<ProposalAnswer>(each.Answer)
                    .Labelled("fact.by", say.Actors(each.By))
                    .Labelled("fact.conditions", each.Conditions);
                break;
            case ProvisionsReported { Provisions: { } provisions }:
                say.Text(string.Join("; ", provisions.Select(say.Provision)));
                break;
            case MeasureTaken each:
                say.Name<Measure>(each.Measure)
                    .Text(each.Title)
                    .Text(each.Amount is { } amount ? say.Words.Quantity(amount) : null)
                    .Labelled("fact.by", say.Actors(each.By))
                    .Labelled("fact.against", say.Actors(each.Against))
                    .Labelled("fact.under", each.InstrumentId)
                    .Text(each.Reverses is null ? null : say.Words["fact.reverses"]);
                break;
            case RulingIssued each:
                say.Name<Ruling>(each.Ruling).Text(say.Actor(each.Body)).Text(each.Symbol).Text(each.Matter);
                break;
            case BreachAlleged each:
                say.Labelled("fact.under", each.InstrumentId)
                    .Labelled("fact.breaches", each.CeasefireId)
                    .Text(each.Provision)
                    .Labelled("fact.by", say.Actors(each.By))
                    .Labelled("fact.against", say.Actors(each.Against));
                break;
            default:
                SayOfTheRest(@event, say);
                break;
        }
    }

    private static void SayOfTheRest(Event @event, EventSentence say)
    {
        switch (@event)
        {
            case NegotiationOpened each:
                say.Text(each.Title).Labelled("fact.totalKm", each.BoundaryLength, "km");
                break;
            case ParticipationChanged each:
                say.Text(say.Actor(each.Actor))
                    .Name<ParticipationChange>(each.Change)
                    .Name(each.Role)
                    .Labelled("fact.representative", each.Representative);
                break;
            case StatementIssued each:
                say.Name(each.Form).Text(each.Symbol).Text(each.Summary).Labelled("fact.endorses", each.Endorses);
                break;
            case AssessmentRecorded each:
                say.Name(each.Trend).Name(each.Alert).Text(each.Narrative);
                break;
            case NegotiationClosed each:
                say.Text(each.Reopened == true ? say.Words["fact.reopened"] : null)
                    .Name(each.Outcome)
                    .Labelled("fact.mergedInto", each.MergedInto);
                break;
            case EventCorrected each:
                say.Name(each.Kind).Text(each.Reason);
                break;
            case EventRetracted each:
                say.Name<RetractionReason>(each.Reason);
                break;
            case SourceAttached each:
                say.Name(each.Stance);
                break;
            default:
                SayMembers(@event, say);
                break;
        }
    }

    // A type that no one has worded: each of its members under the name that its form gives it.
    private static void SayMembers(Event @event, EventSentence say)
    {
        foreach (var member in EventMembers.Of(@event.GetType()))
            if (member.IsOwn && member.Get(@event) is { } value && say.Value(member, value) is { } text)
                say.Text($"{say.Words.Known("form", member.Name)}: {text}");
    }

    private static string EventJsonName(Event @event) => EventJson.NameOf(@event);
}

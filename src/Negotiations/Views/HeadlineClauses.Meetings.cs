using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

// Rounds, meetings and journeys.
internal sealed partial class HeadlineClauses
{
    private HeadlineClause Meeting(Fact fact) =>
        fact switch
        {
            MeetingHeld { Kind: MeetingKind.Visit } visit
                when Of(visit, ActorRole.Visitor) is { Count: > 0 } guests
                    && Of(visit, ActorRole.Host) is { Count: > 0 } hosts => Say("visited") with
            {
                Who = guests,
                Person = visit.Actors!.First(actor => actor.Role == ActorRole.Visitor).Representative,
                To = hosts,
            },
            MeetingHeld e => Held(Code("met", e.Kind), e),
            RoundHeld { RoundNumber: { } number } e => Held("round.numbered", e) with
            {
                Number = number,
                Amount = Kilometres(e.Kilometres),
            },
            RoundHeld e => Held(e.Unenumerated == true ? "rounds" : "round", e) with
            {
                Amount = Kilometres(e.Kilometres),
            },
            MeetingScheduled e => Held("scheduled", e) with
            {
                Kind = e.Kind is { } known ? WireName.Of(known) : null,
                Number = e.Ordinal,
                For = e.PlannedFor,
                Who = null,
            },
            MeetingChanged e => Held(Code<MeetingChange>("changed", e.Change), e) with
            {
                Kind = ScheduledKind(e.MeetingId) is { } known ? WireName.Of(known) : null,
                Person = e.Actors is [{ Representative: { } person }, ..] ? person : null,
                For = e.NewDate,
                What = e.Reason,
            },
            _ => Say("event"),
        };

    private MeetingKind? ScheduledKind(string? meeting) =>
        meeting is null
            ? null
            : events
                .Select(each => each.Fact)
                .OfType<MeetingScheduled>()
                .LastOrDefault(each => each.MeetingId == meeting)
                ?.Kind;

    private static HeadlineClause Held(string code, Fact fact) =>
        Say(code) with
        {
            Who = Participants(fact, ActorRole.Organiser),
            By = Of(fact, ActorRole.Organiser) is { Count: > 0 } organisers ? organisers : null,
            Place = PlaceOf(fact),
            Country = CountryOf(fact),
        };
}

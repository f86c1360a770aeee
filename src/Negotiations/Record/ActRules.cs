using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>
/// What proposals, provisions, measures, allegations and changes of representatives must say, and what members that
/// are beside another one need.
/// </summary>
internal static class ActRules
{
    private const int MaxProvisions = 200;

    public static Refusal? Check(Event @event) => CheckOwn(@event) ?? CheckBeside(@event);

    private static Refusal? CheckOwn(Event @event) =>
        @event switch
        {
            ParticipationChanged { Change: ParticipationChange.RepresentativeChanged } change
                when string.IsNullOrWhiteSpace(change.Representative) => Refusal.Invalid(
                "representative-missing",
                $"Say who stands for {Slug.Clip(change.Actor)} now: representative, with the office.",
                "/representative"
            ),
            ProposalMade { ProposalId: null, Title: null, Summary: null } => Refusal.Invalid(
                "proposal-empty",
                "A proposal says what was proposed: give at least one of title, summary, proposalId.",
                "/summary"
            ),
            ProvisionsReported { Provisions: null or { Count: 0 } } => Refusal.Invalid(
                "provisions-missing",
                "Give the provisions that the source speaks of, each with its status and an id or a title.",
                "/provisions"
            ),
            ProvisionsReported { Provisions: { } provisions } => CheckProvisions(provisions),
            BreachAlleged { InstrumentId: null, CeasefireId: null } => Refusal.Invalid(
                "breach-of-nothing",
                "Say what was breached: the instrumentId or the ceasefireId under which it is recorded here.",
                "/instrumentId"
            ),
            MeasureTaken { Measure: Measure.Other, Title: var title } when string.IsNullOrWhiteSpace(title) =>
                Refusal.Invalid(
                    "title-missing",
                    "A measure of another kind needs a title that says what it is.",
                    "/title"
                ),
            NegotiationClosed { MergedInto: not null, Outcome: not ClosingOutcome.Merged } => Refusal.Invalid(
                "merged-into-without-merge",
                "mergedInto says where a merged negotiation went on. Set outcome to merged, or leave mergedInto out.",
                "/mergedInto"
            ),
            EventRetracted { MovedTo: not null, Reason: not RetractionReason.WrongNegotiation } => Refusal.Invalid(
                "moved-to-without-move",
                "movedTo says where an event belongs that was recorded in the wrong negotiation. Set reason to "
                    + "wrong-negotiation, or leave movedTo out.",
                "/movedTo"
            ),
            _ => null,
        };

    private static Refusal? CheckProvisions(IReadOnlyList<Provision> provisions)
    {
        if (provisions.Count > MaxProvisions)
            return Refusal.Invalid(
                "too-many-items",
                $"An event takes at most {MaxProvisions} provisions, and this one has {provisions.Count}. "
                    + "Send several.",
                "/provisions"
            );

        foreach (var (index, provision) in provisions.Index())
        {
            if (provision.Status is null || (provision.Id is null && string.IsNullOrWhiteSpace(provision.Title)))
                return Refusal.Invalid(
                    "provision-incomplete",
                    "A provision has a status (open, bracketed, agreed or closed) and at least one of id and title.",
                    $"/provisions/{index}"
                );

            if (provision.Id is { } id && !Slug.IsSlug(id))
                return Refusal.Invalid(
                    "bad-slug",
                    $"'{Slug.Clip(id)}' cannot be the id of a provision. Use {Slug.Form}.",
                    $"/provisions/{index}/id"
                );
        }

        return null;
    }

    private static Refusal? CheckBeside(Event @event) =>
        @event is { Count: not null, Unenumerated: not true }
            ? Refusal.Invalid(
                "count-without-unenumerated",
                "count says how many one event stands for. Set unenumerated to true beside it, or record each "
                    + "happening as an event of its own.",
                "/count"
            )
            : null;
}

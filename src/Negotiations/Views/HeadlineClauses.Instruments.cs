using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Views;

// Acts on an instrument, which is called what any event on it calls it.
internal sealed partial class HeadlineClauses
{
    private HeadlineClause Instrument(InstrumentFact fact, Guid id)
    {
        var view = instruments.FirstOrDefault(each => each.Id == fact.InstrumentId && fact.InstrumentId is not null)
            ?? (instruments.Count == 1 ? instruments[0] : null);
        var type = fact.InstrumentType ?? view?.Type;
        var clause = (fact is ConsentExpressed e && IsAtHome(e, id, view) ? AtHome(e) : InstrumentAct(fact, view)) with
        {
            What = fact.Title ?? view?.Title,
            Kind = type is { } known ? WireName.Of(known) : null,
        };
        return
            clause.Who is { Count: > 0 }
            || clause.Code is "drafting" or "drafted"
            || !clause.Code.EndsWith(".by", StringComparison.Ordinal)
            ? clause
            : clause with
            {
                Code = clause.Code[..^3],
            };
    }

    // A consent that the view takes for an act at home binds no one: the sentence says no more than the view.
    private static bool IsAtHome(ConsentExpressed consent, Guid id, InstrumentView? view) =>
        view is null
            ? consent.Mode is ConsentMode.Ratification or ConsentMode.Acceptance or ConsentMode.Approval
                && (consent.Organ ?? consent.Votes) is not null
            : view.Approvals.Any(each => each.EventId == id);

    private static HeadlineClause AtHome(ConsentExpressed consent) =>
        Say(Code<ApprovalOutcome>("approval", ApprovalOutcome.Approved)) with
        {
            Who = consent.Party is { } party ? [party] : null,
            Person = consent.Organ,
        };

    // What ceased to apply applies again; what was only to cease goes on.
    private static string Resumed(InstrumentResumed resumed, InstrumentView? view) =>
        view is null ? "continued.by"
        : InstrumentResumption.Revokes(resumed, view) ? "revoked.by"
        : InstrumentResumption.Lifts(resumed, view) ? "resumed.by"
        : InstrumentResumption.IsLate(resumed, view) ? "resumed-late.by"
        : "continued.by";

    private static HeadlineClause InstrumentAct(InstrumentFact fact, InstrumentView? view) =>
        fact switch
        {
            DraftingInstructed e => Say("drafting") with
            {
                Who = e.Claim?.AttributedTo is null ? Participants(e) : null,
            },
            FinalDocumentsDrafted e => Say("drafted") with { Who = Participants(e) },
            TextAuthenticated e => Say(Code<AuthenticationMode>("authenticated", e.Mode)) with
            {
                Who = e.By ?? Participants(e),
                For = e.Validity,
            },
            InstrumentSigned e => Say("signed.by") with
            {
                Who = e.Signatories ?? Participants(e),
                For = e.Validity,
                Amount = QuantityView.Of(e.Value),
            },
            ApprovalGiven e => Say(Code<ApprovalOutcome>("approval", e.Outcome)) with
            {
                Who = e.Party is { } party ? [party] : null,
                Person = e.Organ,
            },
            ConsentExpressed e => Say(Code<ConsentMode>("consent", e.Mode)) with
            {
                Who =
                    e.Party is { } party ? [party]
                    : view is null ? null
                    : [.. view.Signatories.Select(each => each.Party).Distinct()],
                For = e.Effective,
            },
            EnteredIntoForce { Provisional: true, ForParty: { } party } => Say("force.provisional.for") with
            {
                Who = [party],
            },
            EnteredIntoForce { Provisional: true } => Say("force.provisional"),
            EnteredIntoForce { ForParty: { } party } => Say("force.for") with { Who = [party] },
            EnteredIntoForce => Say("force"),
            InstrumentRegistered e => Say("recorded") with { Person = e.Registry },
            InstrumentEnded e => Say($"{Code<EndMode>("ended", e.Mode)}.by") with
            {
                Who = e.Party is { } party ? [party] : null,
                For = e.Effective,
            },
            InstrumentResumed e => Say(Resumed(e, view)) with { Who = e.Party is { } party ? [party] : null },
            ReservationMade e => Say(Code<ReservationForm>("reserved", e.Form)) with
            {
                Who = e.Party is { } party ? [party] : null,
            },
            ProvisionsReported => Say("provisions"),
            _ => Say("event") with { Kind = EventJson.NameOf(fact) },
        };
}

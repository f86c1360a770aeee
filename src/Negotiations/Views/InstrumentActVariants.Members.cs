using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

internal sealed partial class InstrumentActVariants
{
    private sealed record Member(
        string Name,
        Func<InstrumentView, object?> Shown,
        Func<InstrumentActVariants, IEnumerable<object?>> Possible
    );

    private static readonly Member[] Members =
    [
        new("signed", view => view.Signed, each => each.First(fact => fact is InstrumentSigned)),
        new("subjectToRatification", view => view.SubjectToRatification, each => each.Highest()),
        new("validity", view => view.Validity, each => each.Last(InstrumentValidity.Of)),
        new(
            "value",
            view => view.Value,
            each => each.Last(fact => fact is InstrumentSigned { Value: { } value } ? QuantityView.Of(value) : null)
        ),
        new(
            "registered",
            view => view.Registered?.EventId,
            each => each.Last((fact, by) => fact is InstrumentRegistered ? by : null)
        ),
        new("authenticated", view => view.Authenticated?.EventId, each => each.Authenticated()),
        new("entryIntoForce", view => view.EntryIntoForce?.EventId, each => each.Force()),
        new("entryIntoForce.provisional", view => view.EntryIntoForce?.Provisional, each => each.Provisional()),
        new("ended", view => view.Ended?.EventId, each => each.End()),
        new("ended.on", view => view.Ended?.On, each => each.EndedOn()),
        new("withdrawals", view => view.Withdrawals.Count, each => each.Withdrawals()),
        new(
            "drafts",
            view => view.Drafts.Count,
            each => each.Count(act => act.Event.Fact is DraftingInstructed or FinalDocumentsDrafted)
        ),
        new("approvals", view => view.Approvals.Count, each => each.Approvals()),
        new(
            "reservations",
            view => view.Reservations.Count,
            each => each.Count(act => act.Event.Fact is ReservationMade)
        ),
        new("suspensions", view => view.Suspensions.Count, each => each.Suspensions()),
    ];

    // Whose signature is reported more than once has signed on the first of these days.
    private static Member OfSignatory(string party) =>
        new(
            $"signatories[{party}].on",
            view => view.Signatories.FirstOrDefault(by => by.Party == party)?.On,
            each => each.First(fact => fact is InstrumentSigned { Signatories: { } by } && by.Contains(party))
        );

    private static Member OfConsent(string? party) =>
        new(
            $"consents[{party}].eventId",
            view => view.Consents.FirstOrDefault(by => by.Party == party)?.EventId,
            each => each.Consents(party)
        );

    // Of one that consented more than once: how often.
    private static Member OfConsents(string? party) =>
        new(
            $"consents[{party}]",
            view => view.Consents.Count(by => by.Party == party),
            each => each.ConsentCount(party)
        );

    // Since it entered into force, or since one that it was in force for already consented to it.
    private static Member OfParty(string party) =>
        new(
            $"parties[{party}].since",
            view => view.Parties.FirstOrDefault(each => each.Party == party)?.Since,
            each => each.Begun(each.instrument.Codes.Of(party))
        );

    private static Member OfLeaver(string party) =>
        new(
            $"parties[{party}].until",
            view => UntilOf(view.Parties.Where(each => each.Party == party)),
            each => each.Left(each.instrument.Codes.Of(party))
        );

    // Who applied it provisionally until it entered into force has not left.
    private static Edtf? UntilOf(IEnumerable<TreatyPartyView> spells)
    {
        Edtf? until = null;
        foreach (var spell in spells)
            if (until is not null && spell.Since != until)
                return until;
            else if ((until = spell.Until) is null)
                return null;

        return until;
    }
}

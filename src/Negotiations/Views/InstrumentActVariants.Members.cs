using System.Numerics;
using Negotiations.Events;

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
        new(
            "withdrawals",
            view => view.Withdrawals.Count,
            each =>
                each.Count(act =>
                    act.Event.Fact
                        is InstrumentEnded { Mode: not (EndMode.Suspended or EndMode.ProvisionalApplicationEnded) }
                )
        ),
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
        new(
            "suspensions",
            view => view.Suspensions.Count,
            each => each.Count(act => act.Event.Fact is InstrumentEnded { Mode: EndMode.Suspended })
        ),
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

    // Since it entered into force, or since one that it was in force for already consented to it.
    private static Member OfParty(string party) =>
        new(
            $"parties[{party}].since",
            view => view.Parties.FirstOrDefault(each => each.Party == party)?.Since,
            each => each.Begun(each.instrument.Codes.Of(party))
        );

    private IEnumerable<object?> Begun(BigInteger party)
    {
        var own = steps.FindAll(step => step.Parties.IsZero || !(step.Parties & party).IsZero);
        var first = own.Where(step => step.Kind is InstrumentStepKind.Force or InstrumentStepKind.Provisional)
            .Select(step => (DateTimeOffset?)step.From)
            .Min();
        var all = own.FindAll(step =>
            step.Kind switch
            {
                InstrumentStepKind.Force
                or InstrumentStepKind.Provisional
                or InstrumentStepKind.ConsentEffect
                or InstrumentStepKind.End
                or InstrumentStepKind.NoticeEffect => true,
                InstrumentStepKind.Consent or InstrumentStepKind.Sign => !(step.To < first),
                _ => false,
            }
        );
        return AreSettled(all)
            ? []
            : all.Where(step => step.Kind is not (InstrumentStepKind.End or InstrumentStepKind.NoticeEffect))
                .Select(step => (object?)step.On);
    }
}

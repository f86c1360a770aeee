using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>The view of one instrument in the reference placing.</summary>
internal static class InstrumentProjection
{
    public static InstrumentView Of(TrackedInstrument instrument, Moment moment)
    {
        var (reading, law, description) = (instrument.Reading, instrument.Law, instrument.Description);
        var possible = instrument.Events.Where(each => moment.MayBe(each) && !each.IsDenied).ToList();
        var facts = possible.Select(each => each.Event).ToList();
        var successor = instrument.Successor;
        var signatures = facts.Select(each => each.Fact).OfType<InstrumentSigned>().ToList();
        return new InstrumentView(
            instrument.Id,
            description.Title,
            description.Type,
            description.Standing,
            description.Binding,
            description.Amends,
            description.Supersedes,
            successor?.Id,
            law.StatusOf(reading.State),
            [.. facts.Select(Draft).OfType<DraftView>()],
            Authenticated(reading),
            reading.Signed,
            reading.Signatories,
            signatures.Select(each => each.SubjectToRatification).Where(each => each is not null).Max(),
            facts.Select(each => InstrumentValidity.Of(each.Fact)).LastOrDefault(each => each is not null),
            QuantityView.Of(signatures.Select(each => each.Value).LastOrDefault(each => each is not null)),
            description.Terms,
            [
                .. instrument
                    .Trail.Where(each => each.Step.Kind == InstrumentStepKind.Approve)
                    .Select(each => Approval(each.Step.By)),
            ],
            reading.Consents,
            successor is null ? reading.Awaiting : [],
            [.. facts.Select(Reservation).OfType<ReservationView>()],
            ProvisionFold.Of(facts),
            reading.Parties,
            reading.Withdrawals,
            reading.Suspensions,
            ForcePrediction.Of(instrument, moment),
            Registered(reading.Registration),
            reading.Ended,
            [.. facts.Select(each => each.Id)]
        );
    }

    private static DraftView? Draft(EffectiveEvent each) =>
        each.Fact switch
        {
            DraftingInstructed e => new DraftView(e.InstructedBy, [], each.Occurred, each.Id),
            FinalDocumentsDrafted e => new DraftView(null, e.Documents ?? [], each.Occurred, each.Id),
            _ => null,
        };

    private static ReservationView? Reservation(EffectiveEvent each) =>
        each.Fact is ReservationMade e
            ? new ReservationView(e.Party, e.Form, e.To, e.Text, each.Occurred, each.Id)
            : null;

    private static AuthenticationView? Authenticated(InstrumentReading reading) =>
        reading.Authentication is { By.Fact: TextAuthenticated e } step
            ? new AuthenticationView(
                step.On,
                e.Mode,
                e.By is { Count: > 0 } ? reading.Authenticators : e.By,
                step.By.Id
            )
            : null;

    private static ApprovalView Approval(EffectiveEvent each) =>
        each.Fact switch
        {
            ConsentExpressed e => new ApprovalView(
                e.Party,
                e.Organ,
                null,
                ApprovalOutcome.Approved,
                e.Votes is null ? null : new Votes { Text = e.Votes },
                each.Occurred,
                each.Id
            ),
            ApprovalGiven e => new ApprovalView(
                e.Party,
                e.Organ,
                e.OrganKind,
                e.Outcome,
                e.Votes,
                each.Occurred,
                each.Id
            ),
            _ => throw new InvalidOperationException($"{each.Fact.GetType().Name} is no approval."),
        };

    private static RegistrationView? Registered(InstrumentStep? step) =>
        step?.By.Fact is InstrumentRegistered e
            ? new RegistrationView(e.Registry, e.Number, step.On, step.By.Id)
            : null;
}

using System.Numerics;
using Negotiations.Events;

namespace Negotiations.Views;

// What each step makes of the state.
internal sealed partial record InstrumentLaw
{
    public InstrumentState Apply(InstrumentState state, InstrumentStep step)
    {
        var after = Step(state, step);
        if (after.Force && !state.Force)
            after = after with { IsForAll = !IsForConsenting(after, after.Consented) };

        if (!after.EndedForFew && IsInForce(after) && HasFewerThanTwo(after))
            after = after with { EndedForFew = true, Works = false };

        return step.Holds.IsZero
            ? after
            : after with
            {
                Held = after.Held | (after.EndedForAll ? step.Holds : step.Holds & after.Withdrawn),
            };
    }

    private InstrumentState Step(InstrumentState state, InstrumentStep step)
    {
        var parties = step.Parties;
        return step.Kind switch
        {
            InstrumentStepKind.Draft => state with { Drafted = true },
            InstrumentStepKind.Authenticate => state with
            {
                Authenticated = state.Authenticated || parties.IsZero,
                AuthenticatedBy = state.AuthenticatedBy | parties,
                Adopted =
                    state.Adopted || step.By.Fact is TextAuthenticated { Mode: AuthenticationMode.Adopted, By: null },
            },
            InstrumentStepKind.Sign => Sign(state, step),
            InstrumentStepKind.Consent => Consent(state, step),
            InstrumentStepKind.ConsentEffect => (state.Consented & parties).IsZero
                ? state with
                {
                    EarlyEffect = state.EarlyEffect | parties,
                }
                : Replace(state with { ConsentPending = Less(state.ConsentPending, parties) }, step),
            InstrumentStepKind.Force => EnterIntoForce(state, parties),
            InstrumentStepKind.Provisional => state with
            {
                Provisional = state.Provisional || parties.IsZero,
                ProvisionalFor = state.ProvisionalFor | parties,
            },
            InstrumentStepKind.ProvisionalEnd when parties.IsZero => state with
            {
                Provisional = false,
                ProvisionalFor = 0,
            },
            InstrumentStepKind.ProvisionalEnd => EndProvisional(state, parties),
            InstrumentStepKind.Leave => state with { Gone = state.Gone | parties },
            InstrumentStepKind.Join => state with { Gone = Less(state.Gone, parties), Joined = state.Joined | parties },
            InstrumentStepKind.Return => state with { Gone = Less(state.Gone, parties) },
            InstrumentStepKind.Notice => Notice(state, step),
            InstrumentStepKind.NoticeEffect => TakeEffect(state, step),
            InstrumentStepKind.End => End(state, parties),
            InstrumentStepKind.Supersede => IsInForce(state) && !HasEnded(state) ? End(state, 0) : state,
            InstrumentStepKind.Suspend => state with
            {
                Suspended = state.Suspended || parties.IsZero,
                SuspendedFor = state.SuspendedFor | parties,
            },
            InstrumentStepKind.Resume => Resume(state, step),
            InstrumentStepKind.Works => state with { Works = state.Works || (IsInForce(state) && !HasEnded(state)) },
            _ => state,
        };
    }

    private InstrumentState Sign(InstrumentState state, InstrumentStep step)
    {
        var signed = state with
        {
            Signed = true,
            Signatories = state.Signatories | step.Parties,
            NeedsConsent = state.NeedsConsent || ((InstrumentSigned)step.By.Fact).SubjectToRatification == true,
        };

        // VCLT art. 24(1): the terms make this one act decide.
        return DecidesBySigning(signed) && HaveSigned(signed) ? signed with { Force = true } : signed;
    }

    // As many as the terms ask, or all who negotiated, or all who ever sign: who joins later puts nothing off.
    private bool HaveSigned(InstrumentState state) =>
        state.Signatories == AllSignatories
        || (Terms?.Parties is { } asked && BigInteger.PopCount(state.Signatories) >= asked)
        || (BigInteger.PopCount(Principals) >= 2 && Less(Negotiators(state), state.Signatories).IsZero);

    private InstrumentState Consent(InstrumentState state, InstrumentStep step)
    {
        var consent = (ConsentExpressed)step.By.Fact;
        var isExchange = consent.Mode == ConsentMode.ExchangeOfInstruments;
        var isPending = step.HasOwnEffect && (state.EarlyEffect & step.Parties).IsZero;
        var consented = state with
        {
            Consented = state.Consented | step.Parties,
            ConsentedByAll = state.ConsentedByAll || (isExchange && step.Parties.IsZero),
            ConsentedBySomeone = state.ConsentedBySomeone || (!isExchange && step.Parties.IsZero),
            Declined = Less(state.Declined, step.Parties),
            ConsentPending = isPending ? state.ConsentPending | step.Parties : Less(state.ConsentPending, step.Parties),
            EarlyEffect = Less(state.EarlyEffect, step.Parties),
            Gone = Less(state.Gone, step.Parties),
            Withdrawn = Less(state.Withdrawn, step.Parties),
            Force = state.Force || (isExchange && Decides(ForceTrigger.Exchange)),
        };
        return isPending ? consented : Replace(consented, step);
    }

    // One is a party in the place of another from when its consent has effect, and not before.
    private static InstrumentState Replace(InstrumentState state, InstrumentStep step) =>
        step.InPlaceOf.IsZero
            ? state
            : state with
            {
                Replaced = state.Replaced | step.InPlaceOf,
                Successors = state.Successors | step.Parties,
            };

    // In force again after a suspension or an end: from then on.
    private InstrumentState EnterIntoForce(InstrumentState state, BigInteger parties) =>
        parties.IsZero
            ? state with
            {
                Force = true,
                EndedForAll = false,
                EndedForFew = false,
                Suspended = false,
                SuspendedFor = 0,
                Withdrawn = state.EndedForFew || HasFewerThanTwo(state) ? 0 : state.Withdrawn,
            }
            : state with
            {
                ForceFor = state.ForceFor | parties,
                EndedForFew = false,
                Held = Less(state.Held, parties),
                ConsentPending = Less(state.ConsentPending, parties),
                Withdrawn = Less(state.Withdrawn, parties),
                SuspendedFor = Less(state.SuspendedFor, parties),
            };

    private InstrumentState EndProvisional(InstrumentState state, BigInteger parties) =>
        state with
        {
            // One that says so does not intend to become a party (VCLT art. 25(2)).
            Declined = state.Declined | Less(parties, state.Consented | state.ForceFor),

            // One that applied it with all the others is out; they go on.
            Provisional = false,
            ProvisionalFor = Less(
                state.Provisional ? Bound(state) | state.ProvisionalFor : state.ProvisionalFor,
                parties
            ),
        };

    // Where its effect is dated before it, the effect has counted already.
    private static InstrumentState Notice(InstrumentState state, InstrumentStep step) =>
        (step.Parties.IsZero ? state.EndedForAll : Less(step.Parties, state.Withdrawn).IsZero)
            ? state
            : state with
            {
                Noticed = state.Noticed | step.Notices,
            };

    private static InstrumentState TakeEffect(InstrumentState state, InstrumentStep step) =>
        (state.Revoked & step.Notices).IsZero
            ? End(state with { Noticed = Less(state.Noticed, step.Notices) }, step.Parties)
            : state with
            {
                Revoked = Less(state.Revoked, step.Notices),
            };

    // A suspension is lifted, and a notice that has no effect yet is revoked (VCLT art. 68).
    private static InstrumentState Resume(InstrumentState state, InstrumentStep step)
    {
        var revoked = state.Noticed & step.Notices;
        return state with
        {
            Suspended = state.Suspended && !step.Parties.IsZero,
            SuspendedFor = step.Parties.IsZero ? 0 : Less(state.SuspendedFor, step.Parties),
            Revoked = state.Revoked | revoked,
            Noticed = Less(state.Noticed, revoked),
        };
    }

    private static InstrumentState End(InstrumentState state, BigInteger parties) =>
        parties.IsZero
            ? state with
            {
                EndedForAll = true,
                Works = false,
            }
            : state with
            {
                Withdrawn = state.Withdrawn | parties,
                SuspendedFor = Less(state.SuspendedFor, parties),
                ProvisionalFor = Less(state.ProvisionalFor, parties),
            };
}

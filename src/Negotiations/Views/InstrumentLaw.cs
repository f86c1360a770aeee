using System.Numerics;
using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// The law of treaties (Vienna Convention, 1969) over one instrument: what each step makes of its state, and how the
/// state is called.
/// </summary>
/// <param name="Principals">Those who negotiated, bound where no source names signatories.</param>
/// <param name="AllSignatories">Everyone that any source says signed, whenever.</param>
/// <param name="Terms">What it says of its own entry into force.</param>
internal sealed record InstrumentLaw(BigInteger Principals, BigInteger AllSignatories, EntryIntoForceTerms? Terms)
{
    public InstrumentState Apply(InstrumentState state, InstrumentStep step)
    {
        var after = Take(state, step);
        return step.Holds.IsZero
            ? after
            : after with
            {
                Held = after.Held | (after.EndedForAll ? step.Holds : step.Holds & after.Withdrawn),
            };
    }

    private InstrumentState Take(InstrumentState state, InstrumentStep step)
    {
        var parties = step.Parties;
        return step.Kind switch
        {
            InstrumentStepKind.Draft => state with { Drafted = true },
            InstrumentStepKind.Authenticate => state with
            {
                Authenticated = state.Authenticated || parties.IsZero,
                AuthenticatedBy = state.AuthenticatedBy | parties,
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
            InstrumentStepKind.Notice => Notice(state, parties),
            InstrumentStepKind.NoticeEffect => TakeEffect(state, parties),
            InstrumentStepKind.End => End(state, parties),
            InstrumentStepKind.Suspend => state with
            {
                Suspended = state.Suspended || parties.IsZero,
                SuspendedFor = state.SuspendedFor | parties,
            },
            InstrumentStepKind.Resume => Resume(state, parties),
            InstrumentStepKind.Works => state with { Works = state.Works || (IsInForce(state) && !HasEnded(state)) },
            _ => state,
        };
    }

    /// <summary>
    /// The first that holds, from the end backwards; null where nothing on record is a step of the ladder.
    /// </summary>
    public InstrumentStatus? StatusOf(InstrumentState state) =>
        HasEnded(state) ? InstrumentStatus.Ended
        : IsSuspended(state) ? InstrumentStatus.Suspended
        : IsInForce(state) ? InstrumentStatus.InForce
        : state.Provisional || !state.ProvisionalFor.IsZero ? InstrumentStatus.ProvisionallyApplied
        : BeforeForce(state);

    /// <summary>
    /// How far it came short of force: what a suspension or a provisional application leaves as it is.
    /// </summary>
    public InstrumentStatus? BeforeForce(InstrumentState state) =>
        IsConsented(state) ? InstrumentStatus.Consented
        : (state.Signed && state.NeedsConsent) || HasConsent(state) ? InstrumentStatus.AwaitingConsent
        : state.Signed ? InstrumentStatus.Signed
        : IsAuthenticated(state) ? InstrumentStatus.Authenticated
        : state.Drafted || !state.AuthenticatedBy.IsZero ? InstrumentStatus.Drafted
        : null;

    public static bool IsInForce(InstrumentState state) => state.Force || BigInteger.PopCount(state.ForceFor) >= 2;

    // Some initialled it and others did not: the text is there, and not established (VCLT art. 10).
    private bool IsAuthenticated(InstrumentState state) =>
        state.Authenticated
        || (
            !state.AuthenticatedBy.IsZero
            && !Negotiators(state).IsZero
            && Less(Negotiators(state), state.AuthenticatedBy).IsZero
        );

    /// <summary>Those whose consent is needed and not given.</summary>
    public BigInteger Awaited(InstrumentState state) =>
        state.ConsentedByAll || !(state.NeedsConsent || HasConsent(state)) || HasEnded(state) || IsOpen(state)
            ? 0
            : Less(Required(state), state.Consented | PartiesOf(state));

    public bool IsConsented(InstrumentState state)
    {
        if (state.ConsentedByAll)
            return true;

        // One alone binds itself to no one.
        var consented = BigInteger.PopCount(Less(state.Consented, state.Withdrawn | state.Replaced));
        return (Terms?.Parties is { } asked && consented >= asked)
            || (
                consented >= 2
                && !Bound(state).IsZero
                && !IsOpen(state)
                && Less(Required(state), state.Consented).IsZero
            );
    }

    /// <summary>For whom it is in force; those it ended for left out.</summary>
    public BigInteger PartiesOf(InstrumentState state)
    {
        if (HasEnded(state))
            return 0;

        return IsInForce(state)
            ? InForceFor(state)
            : Less(state.ForceFor, state.Withdrawn | state.Replaced | state.Held);
    }

    /// <summary>Who applies it pending its entry into force.</summary>
    /// <remarks>Also where it is in force for others: pending force between them and this one (VCLT art. 25).</remarks>
    public BigInteger ProvisionalPartiesOf(InstrumentState state) =>
        HasEnded(state)
            ? 0
            : Less(
                (state.Provisional ? Bound(state) : 0) | state.ProvisionalFor,
                state.Withdrawn | state.Replaced | PartiesOf(state)
            );

    /// <summary>For all, or since fewer than two remain of those it is for.</summary>
    public bool HasEnded(InstrumentState state) => state.EndedForAll || HasFewerThanTwo(state);

    /// <summary>Fewer than two of several remain (VCLT art. 55).</summary>
    public bool HasFewerThanTwo(InstrumentState state)
    {
        if (state.Withdrawn.IsZero || !IsWhole(state))
            return false;

        var remaining = IsInForce(state)
            ? InForceFor(state)
            : Less(Bound(state) | state.Consented, state.Withdrawn | state.Replaced);
        return BigInteger.PopCount(remaining) < 2 && BigInteger.PopCount(remaining | state.Withdrawn) >= 2;
    }

    private bool IsSuspended(InstrumentState state) =>
        state.Suspended
        || (
            IsInForce(state)
            && !state.SuspendedFor.IsZero
            && IsWhole(state)
            && BigInteger.PopCount(Less(InForceFor(state), state.SuspendedFor)) < 2
        );

    // A text that no one signed and to which others than its negotiators consent is open to all: whom it awaits, and
    // who else is bound, no record of some consents says.
    private bool IsOpen(InstrumentState state) =>
        state.Signatories.IsZero && !Less(state.Consented, Principals | state.Joined).IsZero;

    // The record names all who are bound: from who negotiated alone, where no act is on record, or from fewer consents
    // than its terms ask, or than it awaits while it is in force, nothing follows about how many remain.
    private bool IsWhole(InstrumentState state) =>
        !IsOpen(state)
        && (state.Signed || HasConsent(state) || IsInForce(state))
        && !(IsByNumber(state) && Terms!.Parties > BigInteger.PopCount(state.Consented | state.ForceFor))
        && !(IsInForce(state) && !Less(Required(state), InForceFor(state) | state.ConsentPending).IsZero);

    // So many consents and no more put it in force, for those who gave them. Where as many are asked as are bound, it
    // is for all of these.
    private bool IsByNumber(InstrumentState state) =>
        !state.ConsentedByAll
        && Terms
            is {
                Parties: { } asked,
                Trigger: ForceTrigger.LastConsent
                    or ForceTrigger.Deposits
                    or ForceTrigger.Notifications
                    or ForceTrigger.Other
            }
        && BigInteger.PopCount(Bound(state)) != asked;

    private BigInteger Bound(InstrumentState state) =>
        Less(
            (state.Signatories.IsZero ? Principals | state.Joined : state.Signatories) | state.Successors,
            state.Replaced
        );

    private BigInteger Negotiators(InstrumentState state) => Less(Principals | state.Joined, state.Gone);

    private BigInteger Required(InstrumentState state) => Less(Less(Bound(state), state.Gone), state.Withdrawn);

    // With consents of two of those it was made for on record, or terms that ask for a number of them, it is for those
    // who gave them; else the record of consents is not whole, and it is for all it was made for. Who only joined later
    // says nothing about the others.
    private BigInteger InForceFor(InstrumentState state)
    {
        var consented = Less(state.Consented, state.ConsentPending);
        var ofBound = state.Signatories.IsZero ? consented : consented & (state.Signatories | state.Successors);
        var forAll =
            !state.Force ? BigInteger.Zero
            : !state.ConsentedByAll && (BigInteger.PopCount(ofBound) >= 2 || IsByNumber(state)) ? consented
            : Bound(state) | consented;
        return Less(forAll | state.ForceFor, state.Withdrawn | state.Replaced | state.ConsentPending | state.Held);
    }

    private static bool HasConsent(InstrumentState state) =>
        state.ConsentedByAll || state.ConsentedBySomeone || !state.Consented.IsZero;

    private InstrumentState Sign(InstrumentState state, InstrumentStep step)
    {
        var signed = state with
        {
            Signed = true,
            Signatories = state.Signatories | step.Parties,
            NeedsConsent = state.NeedsConsent || ((InstrumentSigned)step.By.Fact).SubjectToRatification == true,
        };

        // VCLT art. 24(1): the terms make this one act decide.
        return Decides(ForceTrigger.Signature) && HaveSigned(signed) ? signed with { Force = true } : signed;
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

    /// <summary>The terms name this one act and nothing after it.</summary>
    public bool Decides(ForceTrigger trigger) => Terms?.Trigger == trigger && Terms.Delay is null && Terms.On is null;

    /// <summary>Its entry into force on a day of its own, or the one act that the terms make decide.</summary>
    public bool MayPutInForce(InstrumentStep step) =>
        step.Kind switch
        {
            InstrumentStepKind.Force => true,
            InstrumentStepKind.Sign => Decides(ForceTrigger.Signature),
            InstrumentStepKind.Consent => Decides(ForceTrigger.Exchange),
            _ => false,
        };

    // In force again after a suspension or an end: from then on.
    private InstrumentState EnterIntoForce(InstrumentState state, BigInteger parties) =>
        parties.IsZero
            ? state with
            {
                Force = true,
                EndedForAll = false,
                Suspended = false,
                SuspendedFor = 0,
                Withdrawn = HasFewerThanTwo(state) ? 0 : state.Withdrawn,
            }
            : state with
            {
                ForceFor = state.ForceFor | parties,
                Held = Less(state.Held, parties),
                ConsentPending = Less(state.ConsentPending, parties),
                Withdrawn = Less(state.Withdrawn, parties),
                SuspendedFor = Less(state.SuspendedFor, parties),
            };

    private InstrumentState EndProvisional(InstrumentState state, BigInteger parties) =>
        state with
        {
            // One that applied it with all the others is out; they go on.
            Provisional = false,
            ProvisionalFor = Less(
                state.Provisional ? Bound(state) | state.ProvisionalFor : state.ProvisionalFor,
                parties
            ),
        };

    // Where its effect is dated before it, the effect has counted already.
    private static InstrumentState Notice(InstrumentState state, BigInteger parties) =>
        (parties.IsZero ? state.EndedForAll : Less(parties, state.Withdrawn).IsZero)
            ? state
            : state with
            {
                EndNoticed = state.EndNoticed || parties.IsZero,
                Noticed = state.Noticed | parties,
            };

    private static InstrumentState TakeEffect(InstrumentState state, BigInteger parties) =>
        (parties.IsZero ? state.EndRevoked : !(parties & state.Revoked).IsZero)
            ? state with
            {
                EndRevoked = state.EndRevoked && !parties.IsZero,
                Revoked = Less(state.Revoked, parties),
            }
            : End(
                state with
                {
                    EndNoticed = state.EndNoticed && !parties.IsZero,
                    Noticed = Less(state.Noticed, parties),
                },
                parties
            );

    // A suspension is lifted, and a notice that has no effect yet is revoked (VCLT art. 68).
    private static InstrumentState Resume(InstrumentState state, BigInteger parties)
    {
        var revoked = parties.IsZero ? state.Noticed : state.Noticed & parties;
        return state with
        {
            Suspended = state.Suspended && !parties.IsZero,
            SuspendedFor = parties.IsZero ? 0 : Less(state.SuspendedFor, parties),
            EndRevoked = state.EndRevoked || (parties.IsZero && state.EndNoticed),
            EndNoticed = state.EndNoticed && !parties.IsZero,
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

    private static BigInteger Less(BigInteger set, BigInteger without) => set & ~without;
}

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
/// <param name="IsNotes">An exchange of notes: each is signed, and the last of them makes the exchange (VCLT art.
/// 13).</param>
internal sealed partial record InstrumentLaw(
    BigInteger Principals,
    BigInteger AllSignatories,
    EntryIntoForceTerms? Terms,
    bool IsNotes = false
)
{
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

    /// <summary>It has come about: what it says of an earlier text counts (VCLT art. 59).</summary>
    public bool IsConcluded(InstrumentState state) =>
        IsInForce(state)
        || (
            !HasEnded(state)
            && (state.Signed || state.Adopted || HasConsent(state) || state.Provisional || !state.ProvisionalFor.IsZero)
        );

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
    public bool HasEnded(InstrumentState state) => state.EndedForAll || state.EndedForFew || HasFewerThanTwo(state);

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

    /// <summary>The terms name this one act and nothing after it.</summary>
    public bool Decides(ForceTrigger trigger) => Terms?.Trigger == trigger && Terms.Delay is null && Terms.On is null;

    /// <summary>Signatures may be the act that decides: its own, or the notes of an exchange.</summary>
    public bool MaySigningDecide => Decides(ForceTrigger.Signature) || (IsNotes && Decides(ForceTrigger.Exchange));

    // One note alone is no exchange, and what is still to be ratified is exchanged in other instruments.
    private bool DecidesBySigning(InstrumentState state) =>
        Decides(ForceTrigger.Signature)
        || (
            IsNotes
            && Decides(ForceTrigger.Exchange)
            && !state.NeedsConsent
            && BigInteger.PopCount(state.Signatories) >= 2
        );

    /// <summary>Its entry into force on a day of its own, or the one act that the terms make decide.</summary>
    public bool MayPutInForce(InstrumentStep step) =>
        step.Kind switch
        {
            InstrumentStepKind.Force => true,
            InstrumentStepKind.Sign => MaySigningDecide,
            InstrumentStepKind.Consent => Decides(ForceTrigger.Exchange),
            _ => false,
        };

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

    private BigInteger Required(InstrumentState state) =>
        Less(Bound(state), state.Gone | state.Declined | state.Withdrawn);

    // With consents of two of those it was made for on record, or terms that ask for a number of them, it is for those
    // who gave them; else the record of consents is not whole, and it is for all it was made for. Who only joined later
    // says nothing about the others, nor do consents that come once it is in force: by them no one leaves.
    private BigInteger InForceFor(InstrumentState state)
    {
        var consented = Less(state.Consented, state.ConsentPending);
        var forAll =
            !state.Force ? BigInteger.Zero
            : !state.IsForAll && IsForConsenting(state, consented) ? consented
            : Bound(state) | consented;
        return Less(
            Less(forAll, state.Declined) | state.ForceFor,
            state.Withdrawn | state.Replaced | state.ConsentPending | state.Held
        );
    }

    private bool IsForConsenting(InstrumentState state, BigInteger consented)
    {
        var ofBound = state.Signatories.IsZero ? consented : consented & (state.Signatories | state.Successors);
        return !state.ConsentedByAll && (BigInteger.PopCount(ofBound) >= 2 || IsByNumber(state));
    }

    private static bool HasConsent(InstrumentState state) =>
        state.ConsentedByAll || state.ConsentedBySomeone || !state.Consented.IsZero;

    private static BigInteger Less(BigInteger set, BigInteger without) => set & ~without;
}

using System.Numerics;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// One instrument in the reference placing, step by step: what each step was, and for whom it holds since when.
/// </summary>
internal sealed class InstrumentReading(InstrumentLaw law, Codes codes)
{
    private readonly List<SignatoryView> signatories = [];
    private readonly List<ConsentView> consents = [];
    private readonly List<TreatyPartyView> spells = [];
    private readonly List<WithdrawalView> withdrawals = [];

    // The notice of each.
    private readonly List<BigInteger> notices = [];
    private readonly List<SuspensionView> suspensions = [];
    private readonly HashSet<Guid> noticed = [];
    private InstrumentStep? force;
    private InstrumentStep? provisional;
    private InstrumentStep? end;
    private InstrumentStep? leaving;

    public InstrumentState State { get; private set; }

    public Edtf? Signed { get; private set; }

    /// <summary>The act that established the text; until one does, the last by some of them.</summary>
    public InstrumentStep? Authentication { get; private set; }

    public InstrumentStep? Registration { get; private set; }

    public IReadOnlyList<SignatoryView> Signatories => signatories;

    /// <summary>Those who established the text, as far as sources name them.</summary>
    public IReadOnlyList<string> Authenticators => codes.In(State.AuthenticatedBy);

    public IReadOnlyList<ConsentView> Consents => consents;

    public IReadOnlyList<string> Awaiting => codes.In(law.Awaited(State));

    public IReadOnlyList<WithdrawalView> Withdrawals => withdrawals;

    public IReadOnlyList<SuspensionView> Suspensions => suspensions;

    public InstrumentStep? Force => force;

    public InstrumentStep? Provisional => provisional;

    public IReadOnlyList<TreatyPartyView> Parties
    {
        get
        {
            var suspended = State.Suspended ? law.PartiesOf(State) : State.SuspendedFor;
            var names = codes.In(suspended).ToHashSet(StringComparer.Ordinal);
            return
            [
                .. spells.Select(spell =>
                    spell.Until is null && names.Contains(spell.Party) ? spell with { Suspended = true } : spell
                ),
            ];
        }
    }

    // What ended it may have come to light by a later signature, which says how few it was for: it ended by the last
    // that left.
    public EndView? Ended =>
        !law.HasEnded(State) || end is null ? null
        : leaving is { Kind: InstrumentStepKind.Supersede, By.Fact: InstrumentFact by }
            ? new EndView(EndMode.Superseded, end.On, null, by.InstrumentId, leaving.By.Id)
        : leaving?.By.Fact is InstrumentEnded e
            ? new EndView(e.Mode, end.On, State.EndedForAll ? null : e.Party, e.Successor, leaving.By.Id)
        : null;

    /// <param name="start">Before any step.</param>
    public void Begin(InstrumentState start) => State = start;

    /// <returns>What the step made of it, as the phase reads it.</returns>
    public InstrumentOutcome Take(InstrumentStep step)
    {
        var before = State;
        State = law.Apply(before, step);
        Note(step, before);
        Turn(step, before);
        Count(step, provisional: false, law.PartiesOf(before), law.PartiesOf(State));
        Count(step, provisional: true, law.ProvisionalPartiesOf(before), law.ProvisionalPartiesOf(State));
        return InstrumentOutcome.Of(law, State);
    }

    private void Note(InstrumentStep step, InstrumentState before)
    {
        switch (step.Kind)
        {
            case InstrumentStepKind.Authenticate
                when Authentication is null || law.StatusOf(before) != law.StatusOf(State):
                Authentication = step;
                break;
            case InstrumentStepKind.Sign:
                Signed ??= step.On;
                signatories.AddRange(
                    codes
                        .In(step.Parties & ~before.Signatories)
                        .Select(party => new SignatoryView(party, step.On, step.By.Id))
                );
                break;
            case InstrumentStepKind.Consent:
                var consent = (ConsentExpressed)step.By.Fact;
                consents.Add(
                    new ConsentView(
                        consent.Party,
                        consent.Mode,
                        step.On,
                        consent.Effective,
                        consent.InPlaceOf,
                        step.By.Id
                    )
                );
                break;
            case InstrumentStepKind.Register:
                Registration = step;
                break;
            case InstrumentStepKind.Notice
            or InstrumentStepKind.End
            or InstrumentStepKind.NoticeEffect when InstrumentSteps.IsNotice(step.By.Fact) && noticed.Add(step.By.Id):
                var ended = (InstrumentEnded)step.By.Fact;
                notices.Add(step.Notices);
                withdrawals.Add(
                    new WithdrawalView(ended.Party, ended.Mode, step.By.Occurred, ended.Effective, null, step.By.Id)
                );
                break;
            case InstrumentStepKind.Suspend:
                suspensions.Add(new SuspensionView(((InstrumentEnded)step.By.Fact).Party, step.On, null, step.By.Id));
                break;
            case InstrumentStepKind.Resume:
                Revoke(step, before);
                EndSuspensions(step, ((InstrumentResumed)step.By.Fact).Party);
                break;
            case InstrumentStepKind.Force:
                EndSuspensions(step, ((EnteredIntoForce)step.By.Fact).ForParty);
                break;
            default:
                break;
        }
    }

    private void Turn(InstrumentStep step, InstrumentState before)
    {
        if (
            InstrumentLaw.IsInForce(State)
            && !law.HasEnded(State)
            && (!InstrumentLaw.IsInForce(before) || law.HasEnded(before))
        )
            force = step;
        if (step.Kind == InstrumentStepKind.Provisional)
            provisional ??= step;
        if (
            step.Kind is InstrumentStepKind.End or InstrumentStepKind.NoticeEffect
            || (step.Kind == InstrumentStepKind.Supersede && law.HasEnded(State) && !law.HasEnded(before))
        )
            leaving = step;
        if (law.HasEnded(State) && !law.HasEnded(before))
        {
            end = step;
            EndSuspensions(step, null);
        }
        else if (step.Kind is InstrumentStepKind.End or InstrumentStepKind.NoticeEffect && !step.Parties.IsZero)
        {
            EndSuspensions(step, ((InstrumentEnded)step.By.Fact).Party);
        }
    }

    private void Revoke(InstrumentStep step, InstrumentState before)
    {
        for (var i = 0; i < withdrawals.Count; i++)
        {
            var wasOpen = !(before.Noticed & notices[i]).IsZero;
            var isOpen = !(State.Noticed & notices[i]).IsZero;
            if (wasOpen && !isOpen && withdrawals[i].Revoked is null)
                withdrawals[i] = withdrawals[i] with { Revoked = step.On };
        }
    }

    private void EndSuspensions(InstrumentStep step, string? party)
    {
        for (var i = 0; i < suspensions.Count; i++)
            if (suspensions[i].Until is null && (party is null || suspensions[i].Party == party))
                suspensions[i] = suspensions[i] with { Until = step.On };
    }

    private void Count(InstrumentStep step, bool provisional, BigInteger before, BigInteger after)
    {
        if (before == after)
            return;

        foreach (var party in codes.In(before & ~after))
        {
            var spell = spells.FindLastIndex(each =>
                each.Party == party && each.Provisional == true == provisional && each.Until is null
            );
            if (spell >= 0)
                spells[spell] = spells[spell] with { Until = step.On };
        }

        foreach (var party in codes.In(after & ~before))
            spells.Add(new TreatyPartyView(party, step.On, null, provisional ? true : null, null, step.By.Id));
    }
}

/// <summary>One instrument as the phase reads it.</summary>
/// <param name="Phase">Null: it says nothing, and the phase stays with the talks.</param>
/// <param name="HasEnded">For all.</param>
internal readonly record struct InstrumentOutcome(Phase? Phase, bool HasEnded)
{
    public static InstrumentOutcome Of(InstrumentLaw law, InstrumentState state) =>
        law.StatusOf(state) switch
        {
            null => default,
            InstrumentStatus.Ended => new(InstrumentLaw.IsInForce(state) ? Views.Phase.Ended : null, HasEnded: true),
            InstrumentStatus.InForce => new(InForce(state), HasEnded: false),
            InstrumentStatus.Suspended when InstrumentLaw.IsInForce(state) => new(InForce(state), HasEnded: false),
            InstrumentStatus.ProvisionallyApplied => new(
                law.BeforeForce(state) == InstrumentStatus.Consented
                    ? Views.Phase.Consented
                    : Views.Phase.ConsentPending,
                HasEnded: false
            ),
            _ => new(Rung(law.BeforeForce(state)), HasEnded: false),
        };

    public static Phase? Rung(InstrumentStatus? status) =>
        status switch
        {
            InstrumentStatus.Drafted => Views.Phase.Drafting,
            InstrumentStatus.Authenticated => Views.Phase.TextAuthenticated,
            InstrumentStatus.Signed => Views.Phase.Signed,
            InstrumentStatus.AwaitingConsent => Views.Phase.ConsentPending,
            InstrumentStatus.Consented => Views.Phase.Consented,
            InstrumentStatus.InForce => Views.Phase.InForce,
            _ => null,
        };

    private static Phase InForce(InstrumentState state) => state.Works ? Views.Phase.Implementing : Views.Phase.InForce;
}

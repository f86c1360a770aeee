using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>How far it has come: the highest rung any fact has reached, less what rested on an instrument that ended.</summary>
internal sealed class PhaseFold(InstrumentFold instruments)
{
    private const string ByConsent = "All required parties have consented to be bound (VCLT art. 24(2): unless it provides otherwise, a treaty is then in force).";

    private readonly List<Step> steps = [];
    private Phase reached = Phase.Registered;
    private Step? closing;
    private Step? ending;
    private Step? setback;

    public Phase Phase => closing?.Phase ?? Ending?.Phase ?? reached;

    /// <summary>The facts that put it there, the first to do so first.</summary>
    public IReadOnlyList<Step> DecidedBy => (closing ?? Ending) is { } last ? [last] : [.. Standing.Where(step => step.Phase == reached), .. Fallback];

    // It stands until another instrument is signed.
    private Step? Ending => reached < Phase.Signed ? ending : null;

    private IEnumerable<Step> Standing => steps.Where(step => !step.IsGone);

    private IEnumerable<Step> Fallback => setback?.Phase == reached ? [setback] : [];

    /// <param name="each">In the order of the world.</param>
    /// <param name="on">The instrument it is about, after it; null when about none.</param>
    public void Evolve(EffectiveEvent each, TrackedInstrument? on)
    {
        switch (each.Fact)
        {
            case RoundHeld:
                Reach(Phase.Negotiating, each, "A round of talks was held.");
                break;
            case SectionsAgreed { AllRemaining: true }:
                Reach(Phase.AgreedInPrinciple, each, "All remaining sections were agreed.");
                break;
            case SectionsAgreed:
                Reach(Phase.PartiallyAgreed, each, "Some sections were agreed.");
                break;
            case AgreementReached { Scope: AgreementScope.InPrinciple or AgreementScope.Framework or AgreementScope.Comprehensive }:
                Reach(Phase.AgreedInPrinciple, each, "An agreement in principle, framework or comprehensive agreement was reached.");
                break;
            case AgreementReached:
                Reach(Phase.PartiallyAgreed, each, "A partial agreement was reached.");
                break;
            case DraftingInstructed:
                Reach(Phase.Drafting, each, "Drafting of the final documents was instructed.");
                break;
            case FinalDocumentsDrafted:
                Reach(Phase.Drafting, each, "The final documents were drafted.");
                break;
            case TextAuthenticated:
                Reach(Phase.TextAuthenticated, each, "The text was established as authentic (VCLT art. 10).", on);
                break;
            case InstrumentSigned signed:
                Sign(signed, each, on!);
                break;
            case ConsentExpressed:
                Consent(each, on!);
                break;
            case EnteredIntoForce:
                Reach(Phase.InForce, each, "An instrument entered into force.", on);
                break;
            case MilestoneReported { Status: MilestoneStatus.Achieved } when reached >= Phase.InForce:
                Reach(Phase.Implementing, each, "A milestone was achieved with an instrument in force.");
                break;
            case InstrumentEnded:
                End(each, on!);
                break;
            case NegotiationClosed { Reopened: true }:
                closing = null;
                break;
            case NegotiationClosed closed:
                closing = Close(closed, each);
                break;
            default:
                break;
        }
    }

    private void Reach(Phase phase, EffectiveEvent by, string rule, TrackedInstrument? on = null)
    {
        steps.Add(new Step(phase, by, rule, on));
        reached = phase > reached ? phase : reached;
    }

    private void Sign(InstrumentSigned signed, EffectiveEvent each, TrackedInstrument on)
    {
        if (signed.SubjectToRatification == true)
            Reach(Phase.ConsentPending, each, "An instrument subject to ratification was signed.", on);
        else if (signed.InstrumentType == InstrumentType.JointStatement)
            Reach(Phase.Completed, each, "A non-binding joint statement was signed: nothing further is needed.", on);
        else
            Reach(Phase.Signed, each, "An instrument was signed.", on);

        // Consents may be dated before the signature that says whose are required.
        if (instruments.IsConsented(on))
            Reach(Phase.InForce, each, ByConsent, on);
    }

    private void Consent(EffectiveEvent each, TrackedInstrument on)
    {
        if (instruments.IsConsented(on))
            Reach(Phase.InForce, each, ByConsent, on);
        else
            Reach(Phase.ConsentPending, each, "A party consented to be bound, and the consent of others is awaited.", on);
    }

    private void End(EffectiveEvent each, TrackedInstrument on)
    {
        if (on.Ended is null)
        {
            if (instruments.IsConsented(on))
                Reach(Phase.InForce, each, "A party left, and all others have consented to be bound.", on);
            return;
        }

        var before = reached;
        TakeBack(on);
        if (before >= Phase.InForce && reached < Phase.Signed)
            ending = new Step(Phase.Ended, each, "The instrument in force ended, and no other is signed.", on);
        else if (before != reached)
            setback = new Step(reached, each, "An instrument ended: back to what was reached without it.", on);
    }

    // A text authenticated for no instrument in particular, and works, go with the last instrument they can have rested on.
    private void TakeBack(TrackedInstrument on)
    {
        reached = Phase.Registered;
        foreach (var step in Standing)
        {
            step.IsGone = step.Phase switch
            {
                Phase.TextAuthenticated when step.On is null => instruments.AreAllEnded,
                Phase.Implementing => reached < Phase.InForce,
                >= Phase.TextAuthenticated => step.On == on,
                _ => false,
            };
            if (!step.IsGone && step.Phase > reached)
                reached = step.Phase;
        }
    }

    private static Step Close(NegotiationClosed closed, EffectiveEvent each) => closed.Outcome switch
    {
        ClosingOutcome.Abandoned => new Step(Phase.Abandoned, each, "The negotiation was closed as abandoned.", null),
        ClosingOutcome.Merged or ClosingOutcome.Superseded => new Step(Phase.Ended, each, "The negotiation went on elsewhere.", null),
        _ => new Step(Phase.Completed, each, "The negotiation was closed as in force or implemented.", null),
    };

    /// <param name="Phase">Reached by it.</param>
    /// <param name="By">The fact.</param>
    /// <param name="Rule">In words.</param>
    /// <param name="On">The instrument it rests on; null when on none in particular.</param>
    internal sealed record Step(Phase Phase, EffectiveEvent By, string Rule, TrackedInstrument? On)
    {
        public bool IsGone { get; set; }
    }
}

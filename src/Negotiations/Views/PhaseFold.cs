using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>How far it has come: the highest rung any fact has reached, less what rested on an instrument that ended.</summary>
internal sealed class PhaseFold(Phase start = Phase.Registered)
{
    private readonly List<Step> steps = [];
    private readonly Dictionary<string, Instrument> instruments = [];
    private Step? closing;
    private Step? ending;

    public Phase Phase => closing?.Phase ?? ending?.Phase ?? Reached;

    /// <summary>The facts that put it there, the first to do so first.</summary>
    public IReadOnlyList<Step> DecidedBy => closing is not null ? [closing] : ending is not null ? [ending] : [.. Standing.Where(step => step.Phase == Reached)];

    private IEnumerable<Step> Standing => steps.Where(step => !step.IsGone);

    private Phase Reached => Standing.Select(step => step.Phase).Append(start).Max();

    public static PhaseFold Of(IReadOnlyList<EffectiveEvent> events, IReadOnlyList<string> parties)
    {
        var fold = new PhaseFold();
        foreach (var each in events)
            fold.Evolve(each, parties);

        return fold;
    }

    private void Evolve(EffectiveEvent each, IReadOnlyList<string> parties)
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
                Reach(Phase.TextAuthenticated, each, "The text was established as authentic (VCLT art. 10).");
                break;
            case InstrumentSigned signed:
                Sign(signed, each, parties);
                break;
            case ConsentExpressed consent:
                Consent(consent, each, parties);
                break;
            case EnteredIntoForce:
                Reach(Phase.InForce, each, "An instrument entered into force.");
                break;
            case MilestoneReported { Status: MilestoneStatus.Achieved } when Reached >= Phase.InForce:
                Reach(Phase.Implementing, each, "A milestone was achieved with an instrument in force.");
                break;
            case InstrumentEnded ended:
                End(ended, each);
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

    private void Reach(Phase phase, EffectiveEvent by, string rule) => steps.Add(new Step(phase, by, rule, Events.Instrument.IdOf(by.Fact)));

    private void Sign(InstrumentSigned signed, EffectiveEvent each, IReadOnlyList<string> parties)
    {
        var instrument = Find(signed.InstrumentId);
        instrument.Required.UnionWith(signed.Signatories is { Count: > 0 } signatories ? signatories : parties);
        instrument.NeedsConsent |= signed.SubjectToRatification == true;
        if (signed.SubjectToRatification == true)
            Reach(Phase.ConsentPending, each, "An instrument subject to ratification was signed.");
        else if (signed.InstrumentType == InstrumentType.JointStatement)
            Reach(Phase.Completed, each, "A non-binding joint statement was signed: nothing further is needed.");
        else
            Reach(Phase.Signed, each, "An instrument was signed.");
    }

    private void Consent(ConsentExpressed consent, EffectiveEvent each, IReadOnlyList<string> parties)
    {
        var instrument = Find(consent.InstrumentId);
        if (consent.Party is not null)
            instrument.Consented.Add(consent.Party);

        var required = instrument.Required.Count > 0 ? instrument.Required : [.. parties];
        if (required.Count > 0 && required.IsSubsetOf(instrument.Consented))
            Reach(Phase.InForce, each, "All required parties have consented to be bound (VCLT art. 24(2): unless it provides otherwise, a treaty is then in force).");
        else
            Reach(Phase.ConsentPending, each, "A party consented to be bound, and the consent of others is awaited.");
    }

    private void End(InstrumentEnded ended, EffectiveEvent each)
    {
        var instrument = Find(ended.InstrumentId);
        if (ended.Party is { } party && instrument.Required.Count > 2)
        {
            // One party leaving a plurilateral instrument does not end it for the others.
            instrument.Required.Remove(party);
            return;
        }

        var wasInForce = false;
        foreach (var step in steps.Where(step => step.Phase >= Phase.TextAuthenticated && (ended.InstrumentId is null || step.InstrumentId is null || step.InstrumentId == ended.InstrumentId)))
        {
            wasInForce |= step.Phase is Phase.InForce or Phase.Implementing or Phase.Completed;
            step.IsGone = true;
        }

        if (wasInForce && Reached < Phase.Signed)
            ending = new Step(Phase.Ended, each, "The instrument in force ended, and no other is signed.", ended.InstrumentId);
        else
            Reach(Reached, each, "An instrument ended: back to what was reached without it.");
    }

    private static Step Close(NegotiationClosed closed, EffectiveEvent each) => closed.Outcome switch
    {
        ClosingOutcome.Abandoned => new Step(Phase.Abandoned, each, "The negotiation was closed as abandoned.", null),
        ClosingOutcome.Merged or ClosingOutcome.Superseded => new Step(Phase.Ended, each, "The negotiation went on elsewhere.", null),
        _ => new Step(Phase.Completed, each, "The negotiation was closed as in force or implemented.", null),
    };

    private Instrument Find(string? id)
    {
        if (!instruments.TryGetValue(id ?? "", out var instrument))
            instruments.Add(id ?? "", instrument = new Instrument());

        return instrument;
    }

    /// <param name="Phase">Reached by it.</param>
    /// <param name="By">The fact.</param>
    /// <param name="Rule">In words.</param>
    /// <param name="InstrumentId">The instrument it rests on; null when on none in particular.</param>
    internal sealed record Step(Phase Phase, EffectiveEvent By, string Rule, string? InstrumentId)
    {
        public bool IsGone { get; set; }
    }

    private sealed class Instrument
    {
        public HashSet<string> Required { get; } = [];

        public HashSet<string> Consented { get; } = [];

        public bool NeedsConsent { get; set; }
    }
}

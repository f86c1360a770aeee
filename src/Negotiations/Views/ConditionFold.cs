using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>The three conditions that stand beside the phase: boundary stage, security, health. None of them moves it.</summary>
internal sealed class ConditionFold(Findings findings)
{
    private EffectiveEvent? last;

    public BoundaryStage BoundaryStage { get; private set; }

    public Security Security { get; private set; }

    public Health Health { get; private set; }

    public bool DraftingInstructed { get; private set; }

    public bool FinalDocumentsDrafted { get; private set; }

    public void Evolve(EffectiveEvent each)
    {
        last = each;
        switch (each.Fact)
        {
            case SectionsAgreed:
                Raise(BoundaryStage.Delimitation, "Sections of the boundary were agreed.", each);
                break;
            case MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: Milestone.MarkersPlaced }:
                Raise(BoundaryStage.Demarcation, "Markers were placed.", each);
                break;
            case MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: Milestone.DemarcationCompleted }:
                Raise(BoundaryStage.Administration, "Demarcation was completed.", each);
                break;
            case ClashReported clash:
                Clash(clash, each);
                break;
            case CeasefireAgreed:
                Security = Security.Ceasefire;
                findings.Decided("security", "A ceasefire was agreed.", each);
                break;
            case TalksStatusChanged change:
                Health = Read(change.Status);
                findings.Decided("health", "The status of the talks changed.", each);
                break;
            case Events.DraftingInstructed:
                DraftingInstructed = true;
                findings.Decided("draftingInstructed", "Drafting was instructed.", each);
                break;
            case Events.FinalDocumentsDrafted:
                FinalDocumentsDrafted = true;
                findings.Decided("finalDocumentsDrafted", "The final documents were drafted.", each);
                break;
            default:
                break;
        }

        if (Health != Health.Active && IsProgress(each.Fact))
        {
            Health = Health.Active;
            findings.Decided("health", "The parties dealt with each other again.", each);
        }
    }

    /// <param name="cadence">ISO 8601 duration; null: silence means nothing.</param>
    /// <param name="isClosed">A closed negotiation may be silent.</param>
    public void Complete(string? cadence, bool isClosed)
    {
        if (last is null || isClosed || Health != Health.Active)
            return;

        var asleepAfter = SeriesFold.AsleepAfter(last, cadence);
        findings.TurnsAfter(asleepAfter);
        if (asleepAfter < findings.AsOf)
        {
            Health = Health.Dormant;
            findings.Decided("health", "Nothing happened within one and a half cadences of this.", last);
        }
    }

    private void Raise(BoundaryStage stage, string rule, EffectiveEvent by)
    {
        if (stage < BoundaryStage)
            return;

        BoundaryStage = stage;
        findings.Decided("boundaryStage", rule, by);
    }

    private void Clash(ClashReported clash, EffectiveEvent by)
    {
        var breaks = clash.Breaches is not null || Security is Security.Ceasefire or Security.CeasefireBroken;
        Security = breaks ? Security.CeasefireBroken : Security.Clashes;
        findings.Decided("security", breaks ? "A clash broke a ceasefire." : "A clash was reported.", by);
    }

    private static Health Read(TalksStatus status) => status switch
    {
        TalksStatus.Suspended => Health.Suspended,
        TalksStatus.Deadlocked => Health.Deadlocked,
        TalksStatus.BrokenOff => Health.BrokenOff,
        _ => Health.Active,
    };

    private static bool IsProgress(Fact fact) => fact is
        RoundHeld or SectionsAgreed or AgreementReached or TextAuthenticated or InstrumentSigned or Events.FinalDocumentsDrafted
        or NegotiationClosed { Reopened: true };
}

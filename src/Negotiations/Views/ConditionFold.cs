using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>What stands beside the phase and only ever grows: the boundary stage and what is drafted. None of it moves the phase.</summary>
internal sealed class ConditionFold(Findings findings)
{
    public BoundaryStage BoundaryStage { get; private set; }

    public bool DraftingInstructed { get; private set; }

    public bool FinalDocumentsDrafted { get; private set; }

    public void Evolve(EffectiveEvent each)
    {
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
    }

    private void Raise(BoundaryStage stage, string rule, EffectiveEvent by)
    {
        if (stage < BoundaryStage)
            return;

        BoundaryStage = stage;
        findings.Decided("boundaryStage", rule, by);
    }
}

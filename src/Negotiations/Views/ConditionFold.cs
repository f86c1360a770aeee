using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// What stands beside the phase and only ever grows: the boundary stage and what is drafted. None of it moves the
/// phase.
/// </summary>
internal sealed class ConditionFold(FoldTrace trace, Subject subject)
{
    public BoundaryStage? BoundaryStage { get; private set; } = LeastOf(subject);

    public bool DraftingInstructed { get; private set; }

    public bool FinalDocumentsDrafted { get; private set; }

    /// <summary>The stage while no source says how far it is drawn; null: no boundary is negotiated.</summary>
    public static BoundaryStage? LeastOf(Subject subject) =>
        subject == Subject.Boundary ? Views.BoundaryStage.None : null;

    /// <summary>The stage that a fact shows; null: none.</summary>
    public static BoundaryStage? StageOf(Fact fact) =>
        fact switch
        {
            SectionsAgreed => Views.BoundaryStage.Delimitation,
            MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: Milestone.MarkersPlaced } => Views
                .BoundaryStage
                .Demarcation,
            MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: Milestone.DemarcationCompleted } => Views
                .BoundaryStage
                .Administration,
            _ => null,
        };

    public void Evolve(EffectiveEvent each)
    {
        if (StageOf(each.Fact) is { } stage && !(stage < BoundaryStage))
        {
            BoundaryStage = stage;
            trace.Decided("boundaryStage", RuleOf(stage), each);
        }
        else if (each.Fact is Events.DraftingInstructed)
        {
            DraftingInstructed = true;
            trace.Decided("draftingInstructed", "Drafting was instructed.", each);
        }
        else if (each.Fact is Events.FinalDocumentsDrafted)
        {
            FinalDocumentsDrafted = true;
            trace.Decided("finalDocumentsDrafted", "The final documents were drafted.", each);
        }
    }

    private static string RuleOf(BoundaryStage stage) =>
        stage switch
        {
            Views.BoundaryStage.Delimitation => "Sections of the boundary were agreed.",
            Views.BoundaryStage.Demarcation => "Markers were placed.",
            _ => "Demarcation was completed.",
        };
}

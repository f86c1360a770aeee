using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>What is simply listed: milestones, commitments, statements.</summary>
internal sealed class ListFold(Findings findings)
{
    private readonly List<MilestoneView> milestones = [];
    private readonly List<CommitmentView> commitments = [];
    private readonly List<StatementView> statements = [];

    public IReadOnlyList<MilestoneView> Milestones => milestones;

    public IReadOnlyList<CommitmentView> Commitments => commitments;

    public IReadOnlyList<StatementView> Statements => statements;

    public void Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case MilestoneReported e:
                milestones.Add(new MilestoneView(e.Milestone, e.Status, each.Occurred, e.PlannedFor, e.Note, each.Id));
                findings.Decided("milestones", "A source reports this milestone.", each);
                break;
            case CommitmentReported e:
                commitments.Add(new CommitmentView(e.By, QuantityView.Of(e.Amount), e.Currency, e.Status, e.Purpose, each.Occurred, each.Id));
                findings.Decided("commitments", "A source reports this commitment.", each);
                break;
            case StatementIssued e:
                statements.Add(new StatementView(e.Form, e.Symbol, e.Summary, each.Occurred, each.Id));
                findings.Decided("statements", "A source reports this statement.", each);
                break;
            default:
                break;
        }
    }

    public void Complete()
    {
        foreach (var planned in milestones.Where(each => each.Status is MilestoneStatus.Planned or MilestoneStatus.Delayed && each.PlannedFor is not null))
        {
            var isSettled = milestones.Any(other => other.Milestone == planned.Milestone && other.Status is MilestoneStatus.Achieved or MilestoneStatus.Missed && other.Occurred >= planned.Occurred);
            var isReplanned = milestones.Any(other => other.Milestone == planned.Milestone && other.PlannedFor > planned.PlannedFor && other.Occurred >= planned.Occurred);
            if (isSettled || isReplanned)
                continue;

            findings.TurnsAfter(planned.PlannedFor!.Latest);
            if (planned.PlannedFor.Latest < findings.AsOf)
                findings.Anomaly("date-passed-no-outcome", $"The milestone {Json.WireName.Of(planned.Milestone)} was planned for {planned.PlannedFor}, and no source says whether it came.", planned.EventId);
        }
    }
}

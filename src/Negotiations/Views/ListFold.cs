using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>What is simply listed: milestones, commitments, statements, agreements.</summary>
internal sealed class ListFold(FoldTrace trace)
{
    private readonly MilestoneFold milestones = new(trace);
    private readonly List<CommitmentView> commitments = [];
    private readonly List<StatementView> statements = [];
    private readonly List<AgreementView> agreements = [];

    public IReadOnlyList<MilestoneView> Milestones => milestones.View;

    public IReadOnlyList<CommitmentView> Commitments => commitments;

    public IReadOnlyList<StatementView> Statements => statements;

    public IReadOnlyList<AgreementView> Agreements => agreements;

    public void Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case MilestoneReported e:
                milestones.Add(e, each);
                trace.Decided("milestones", "A source reports this milestone.", each);
                break;
            case CommitmentReported e:
                commitments.Add(
                    new CommitmentView(
                        e.By,
                        QuantityView.Of(e.Amount),
                        e.Currency,
                        e.Status,
                        e.Purpose,
                        each.Occurred,
                        each.Id,
                        ItemSource.ActorsOf(each),
                        each.Claim,
                        ItemSource.Of(each)
                    )
                );
                trace.Decided("commitments", "A source reports this commitment.", each);
                break;
            case StatementIssued e:
                statements.Add(Statement(e, each));
                trace.Decided("statements", "A source reports this statement.", each);
                break;
            case AgreementReached e:
                agreements.Add(
                    new AgreementView(
                        e.Scope,
                        e.Subject,
                        QuantityView.Of(e.Value),
                        e.AnnouncedBy,
                        e.PaxStage,
                        each.Occurred,
                        each.Id,
                        ItemSource.ActorsOf(each),
                        each.Claim,
                        ItemSource.Of(each)
                    )
                );
                trace.Decided("agreements", "A source reports this agreement.", each);
                break;
            default:
                break;
        }
    }

    public void Complete() => milestones.Complete();

    private static StatementView Statement(StatementIssued e, EffectiveEvent each)
    {
        if (each.Item is StatementView made)
            return made;

        var view = new StatementView(
            e.Form,
            e.Symbol,
            e.Summary,
            each.Occurred,
            each.Id,
            ItemSource.ActorsOf(each),
            each.Claim,
            ItemSource.Of(each),
            e.Endorses
        );
        each.Item = view;
        return view;
    }
}

using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

// What was answered to a proposal. One answer says nothing of those of the others: each has its last word.
internal sealed partial class HeadlineFold
{
    private const int MostAnswers = 4;

    // In the order of the world; of one day in the order of the answers, whichever was recorded first.
    private IEnumerable<(HeadlineClause Clause, IEnumerable<Guid> Events)> Answers(EffectiveEvent act)
    {
        List<(string By, EffectiveEvent Answer)> all = [];
        foreach (var each in events)
            if (AreToOneProposal(each, act))
                foreach (var by in clauses.Of(each).Clause.Who ?? [""])
                {
                    all.RemoveAll(before => before.By == by && before.Answer.Occurred != each.Occurred);
                    all.Add((by, each));
                }

        return all.GroupBy(each => AlikeOf(each.Answer))
            .OrderBy(group => group.First().Answer.Occurred)
            .ThenBy(group => group.Key.Answer)
            .ThenBy(group => group.Key.Conditions, StringComparer.Ordinal)
            .TakeLast(MostAnswers)
            .Select(group => Answer([.. group]));
    }

    private (HeadlineClause Clause, IEnumerable<Guid> Events) Answer(List<(string By, EffectiveEvent Answer)> alike)
    {
        var reports = alike.Select(each => each.Answer).Distinct().ToList();
        List<string> by = [.. alike.Select(each => each.By).Where(each => each.Length > 0).Distinct()];
        var clause = clauses.Of(reports[^1]).Clause;
        return (
            by.Count > 0 ? clause with { Who = [.. by.Order(StringComparer.Ordinal)] } : clause,
            reports.SelectMany(each => clauses.Of(each).Events).Distinct()
        );
    }

    // Of a proposal without an id no more is known than that the answers are of one day.
    private static bool AreToOneProposal(EffectiveEvent one, EffectiveEvent other) =>
        (one.Fact, other.Fact) is (ProposalAnswered answer, ProposalAnswered act)
        && answer.ProposalId == act.ProposalId
        && (act.ProposalId is not null || one.Occurred == other.Occurred);

    // What is disputed, hedged or someone's word is said by itself.
    private static (string On, ProposalAnswer Answer, string? Conditions, Guid? Apart) AlikeOf(EffectiveEvent each)
    {
        var answered = (ProposalAnswered)each.Fact;
        return (
            each.Occurred.Text,
            answered.Answer,
            answered.Conditions,
            each.Held is ClaimStatus.Disputed or ClaimStatus.Denied || answered.Claim is not null ? each.Id : null
        );
    }
}

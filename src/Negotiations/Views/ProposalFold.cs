using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>Proposals and what was answered to them. A report without an id stands alone.</summary>
internal sealed class ProposalFold
{
    private readonly List<List<EffectiveEvent>> proposals = [];
    private readonly Dictionary<string, List<EffectiveEvent>> byId = new(StringComparer.Ordinal);

    public IReadOnlyList<ProposalView> View => [.. proposals.Select(ToView)];

    /// <summary>Of one that was made or answered; null where the report names none.</summary>
    public static string? IdOf(Fact fact) =>
        (fact as ProposalMade)?.ProposalId ?? (fact as ProposalAnswered)?.ProposalId;

    public void Add(EffectiveEvent report)
    {
        if (IdOf(report.Fact) is { } id && byId.TryGetValue(id, out var known))
        {
            known.Add(report);
            return;
        }

        List<EffectiveEvent> reports = [report];
        proposals.Add(reports);
        if (IdOf(report.Fact) is { } first)
            byId.Add(first, reports);
    }

    private static ProposalView ToView(List<EffectiveEvent> reports)
    {
        var made = reports.FindAll(each => each.Fact is ProposalMade);
        var said = made.ConvertAll(each => (ProposalMade)each.Fact);
        return new ProposalView(
            IdOf(reports[0].Fact),
            said.FindLast(each => each.Title is not null)?.Title,
            [.. said.SelectMany(each => each.By ?? []).Distinct()],
            said.FindLast(each => each.Summary is not null)?.Summary,
            made.Count == 0 ? null : made[0].Occurred,
            [.. reports.Where(each => each.Fact is ProposalAnswered).Select(Answer)],
            [.. reports.Select(each => each.Id)],
            ItemSource.ActorsOf([.. reports]),
            reports[^1].Claim,
            ItemSource.Of([.. reports])
        );
    }

    private static AnswerView Answer(EffectiveEvent report)
    {
        var answered = (ProposalAnswered)report.Fact;
        return new AnswerView(
            answered.By ?? [],
            answered.Answer,
            answered.Conditions,
            report.Occurred,
            report.Id,
            report.Claim
        );
    }
}

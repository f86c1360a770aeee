using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>What was proposed, done, decided and alleged: lists that move nothing by themselves.</summary>
internal sealed class ActFold(FoldTrace trace)
{
    private readonly ProposalFold proposals = new();
    private readonly List<MeasureView> measures = [];
    private readonly List<RulingView> rulings = [];
    private readonly List<BreachView> breaches = [];

    public IReadOnlyList<ProposalView> Proposals => proposals.View;

    public IReadOnlyList<MeasureView> Measures => measures;

    public IReadOnlyList<RulingView> Rulings => rulings;

    public IReadOnlyList<BreachView> Breaches => breaches;

    public void Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case ProposalMade or ProposalAnswered:
                proposals.Add(each);
                trace.Decided("proposals", "A source reports this proposal, or an answer to it.", each);
                break;
            case MeasureTaken e:
                measures.Add(
                    new MeasureView(
                        e.Measure,
                        e.Title,
                        e.By ?? [],
                        e.Against ?? [],
                        QuantityView.Of(e.Amount),
                        e.InstrumentId,
                        e.Reverses,
                        null,
                        e.Place?.Name,
                        each.Occurred,
                        each.Id,
                        ItemSource.ActorsOf(each),
                        each.Claim,
                        ItemSource.Of(each)
                    )
                );
                trace.Decided("measures", "A source reports this measure.", each);
                break;
            case RulingIssued e:
                rulings.Add(
                    new RulingView(
                        e.Ruling,
                        e.Body,
                        e.Matter,
                        e.Symbol,
                        e.Binding,
                        each.Occurred,
                        each.Id,
                        ItemSource.ActorsOf(each),
                        each.Claim,
                        ItemSource.Of(each)
                    )
                );
                trace.Decided("rulings", "A source reports this ruling.", each);
                break;
            case BreachAlleged e:
                breaches.Add(
                    new BreachView(
                        e.InstrumentId,
                        e.CeasefireId,
                        e.By ?? [],
                        e.Against ?? [],
                        e.Provision,
                        each.Occurred,
                        each.Id,
                        ItemSource.ActorsOf(each),
                        each.Claim,
                        ItemSource.Of(each)
                    )
                );
                trace.Decided("breaches", "A source reports this allegation.", each);
                break;
            default:
                break;
        }
    }

    /// <summary>Once all are known: what was undone, by the first that undid it.</summary>
    public void Complete()
    {
        var by = measures
            .Where(each => each.Reverses is not null)
            .GroupBy(each => each.Reverses!.Value)
            .ToDictionary(group => group.Key, group => group.First().EventId);
        for (var i = 0; by.Count > 0 && i < measures.Count; i++)
            if (by.TryGetValue(measures[i].EventId, out var reversing))
                measures[i] = measures[i] with { ReversedBy = reversing };
    }
}

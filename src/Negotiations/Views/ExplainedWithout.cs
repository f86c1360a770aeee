using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>What a figure is when one of its publishers is taken as never having spoken.</summary>
/// <param name="Publisher">As it is written where it speaks.</param>
/// <param name="Figure">Null: there is none then.</param>
public sealed record ExplainedWithout(string Publisher, Figure? Figure)
{
    // Each costs a fold.
    private const int MostAsked = 12;

    /// <summary>
    /// By field, those without whom it is another figure; of many the ones that most figures rest on.
    /// </summary>
    internal static ILookup<string, ExplainedWithout> Of(
        Negotiation negotiation,
        Clocks clocks,
        FoldResult standing,
        IReadOnlyDictionary<Guid, EffectiveEvent> effective,
        Func<string, bool> isAsked
    )
    {
        var figures = standing.Derivations.Where(each => isAsked(each.Key)).ToList();
        var publishers = figures
            .SelectMany(each => each.Value.Concerned())
            .SelectMany(id => effective[id].Sources)
            .Select(source => source.Publisher)
            .OfType<string>()
            .GroupBy(PublisherKey.Of, StringComparer.Ordinal)
            .OrderByDescending(voice => voice.Count())
            .ThenBy(voice => voice.Key, StringComparer.Ordinal)
            .Take(MostAsked)
            .Select(voice => voice.First());
        return publishers.SelectMany(Changed).ToLookup(each => each.Field, each => each.Without);

        IEnumerable<(string Field, ExplainedWithout Without)> Changed(string publisher)
        {
            var silenced = clocks with { WithoutPublishers = [.. clocks.WithoutPublishers, publisher] };
            if (StatusFold.Of(negotiation, silenced) is not { } other)
                yield break;

            foreach (var (field, derivation) in figures)
                if (other.Derivations.GetValueOrDefault(field)?.Figure is var figure && figure != derivation.Figure)
                    yield return (field, new ExplainedWithout(publisher, figure));
        }
    }
}

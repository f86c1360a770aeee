using Negotiations.Search;

namespace Negotiations.Views;

/// <summary>Finds the facts of a negotiation in which words stand.</summary>
public static class EventSearch
{
    /// <summary>
    /// Those in whose own texts, or those of their sources, words stand, with how many of the words; those with the
    /// most first, and of those the latest. An opening is found with its negotiation and is none.
    /// </summary>
    /// <param name="facts">Of one negotiation.</param>
    /// <param name="terms">What is looked for.</param>
    public static IReadOnlyList<(EffectiveEvent Event, int Words)> Find(
        IEnumerable<EffectiveEvent> facts,
        SearchTerms terms
    ) =>
        [
            .. facts
                .Where(each => each.Fact is not Events.NegotiationOpened)
                .Select(each => (Event: each, Words: WordsIn(each, terms)))
                .Where(each => each.Words > 0)
                .OrderByDescending(each => each.Words)
                .ThenByDescending(each => each.Event.Occurred.Latest ?? each.Event.Occurred.Earliest),
        ];

    private static int WordsIn(EffectiveEvent each, SearchTerms terms)
    {
        var lines = each.SearchParts.SelectMany(part => part.Lines).ToList();
        return terms.All.Count(term => lines.Exists(line => line.Has(term)));
    }
}

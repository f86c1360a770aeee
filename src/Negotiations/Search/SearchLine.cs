namespace Negotiations.Search;

/// <summary>One text in which words are looked for.</summary>
public sealed record SearchLine(SearchWeight Weight, string Text)
{
    internal bool Has(SearchTerm term) => Latin.Words(Text).Any(term.Begins);

    /// <summary>Where the terms are found in it; empty when none is.</summary>
    public IReadOnlyList<SearchSpan> Find(SearchTerms terms) =>
        [
            .. Latin
                .Words(Text)
                .Where(word => terms.All.Any(term => term.Begins(word)))
                .Select(word => new SearchSpan(word.Start, word.Length)),
        ];
}

/// <param name="Start">In UTF-16 units, from 0.</param>
/// <param name="Length">Likewise.</param>
public sealed record SearchSpan(int Start, int Length);

/// <summary>How much a word says about what was meant, by where it stands.</summary>
public enum SearchWeight
{
    Title,
    Actor,
    Place,
    Text,
}

/// <summary>What is looked for: every one of these words. None when the text holds no letter and no digit.</summary>
public sealed record SearchTerms(IReadOnlyList<SearchTerm> All)
{
    public static SearchTerms Of(string text) =>
        new([.. Latin.Words(text).DistinctBy(word => word.Folded).Select(word => new SearchTerm([.. word.Spellings]))]);
}

/// <summary>One word that is looked for as the beginning of a word.</summary>
/// <param name="Spellings">In the common spelling, by each way to read it; one of them is enough.</param>
public sealed record SearchTerm(IReadOnlyList<string> Spellings)
{
    internal bool Begins(Word word) =>
        word.Spellings.Any(spelling => Spellings.Any(begin => spelling.StartsWith(begin, StringComparison.Ordinal)));
}

public static class SearchWeights
{
    /// <summary>As PostgreSQL weighs A, B, C and D.</summary>
    public static double Value(this SearchWeight weight) =>
        weight switch
        {
            SearchWeight.Title => 1,
            SearchWeight.Actor => 0.4,
            SearchWeight.Place => 0.2,
            _ => 0.1,
        };
}

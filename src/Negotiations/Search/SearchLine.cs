namespace Negotiations.Search;

/// <summary>One text in which words are looked for.</summary>
public sealed record SearchLine(SearchWeight Weight, string Text)
{
    internal bool Has(string term) => Latin.Words(Text)
        .Any(word => word.Folded.StartsWith(term, StringComparison.Ordinal));

    /// <summary>Where the terms are found in it; empty when none is.</summary>
    public IReadOnlyList<SearchSpan> Find(SearchTerms terms) =>
        [.. Latin.Words(Text).Where(word =>
            terms.Folded.Any(term => word.Folded.StartsWith(term, StringComparison.Ordinal)))
            .Select(word => new SearchSpan(word.Start, word.Length))];
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

/// <summary>What is looked for: each word, in the common spelling, as the beginning of a word.</summary>
public sealed record SearchTerms(IReadOnlyList<string> Folded)
{
    public static SearchTerms Of(string text) => new([.. Latin.Words(text).Select(word => word.Folded).Distinct()]);
}

public static class SearchWeights
{
    /// <summary>As PostgreSQL weighs A, B, C and D.</summary>
    public static double Value(this SearchWeight weight) => weight switch
    {
        SearchWeight.Title => 1,
        SearchWeight.Actor => 0.4,
        SearchWeight.Place => 0.2,
        _ => 0.1,
    };
}

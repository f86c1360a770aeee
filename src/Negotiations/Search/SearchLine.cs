namespace Negotiations.Search;

/// <summary>One text in which words are looked for.</summary>
public sealed record SearchLine(SearchWeight Weight, string Text)
{
    private IReadOnlyList<Word>? plain;
    private IReadOnlyList<Word>? words;
    private IReadOnlyList<string>? synonyms;

    /// <summary>Its words, those that a hyphen joins and letters with dots also as one.</summary>
    public IReadOnlyList<Word> Words => words ??= Compounds.Of(Text, Plain);

    /// <summary>What it is found by beside its words, in the common spelling.</summary>
    public IReadOnlyList<string> Synonyms => synonyms ??= Search.Synonyms.Of(Compounds.Abbreviated(Text, Plain));

    private IReadOnlyList<Word> Plain => plain ??= Latin.Words(Text);

    internal bool Has(SearchTerm term) =>
        Words.Any(term.Begins)
        || Synonyms.Any(word => term.Spellings.Any(begin => word.StartsWith(begin, StringComparison.Ordinal)));

    /// <summary>Where the terms are found in it; empty when none is.</summary>
    public IReadOnlyList<SearchSpan> Find(SearchTerms terms)
    {
        List<SearchSpan> spans = [];
        foreach (var word in Words)
            if (
                terms.All.Any(term => term.Begins(word))
                && (spans.Count == 0 || word.Start >= spans[^1].Start + spans[^1].Length)
            )
                spans.Add(new SearchSpan(word.Start, word.Length));

        return spans;
    }

    /// <summary>One text is another's equal whatever was made of it.</summary>
    public bool Equals(SearchLine? other) => other is not null && Weight == other.Weight && Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(Weight, Text);
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

public static class SearchWeights
{
    /// <summary>In whole numbers, so that sums of them are the same wherever they are made.</summary>
    public static int Value(this SearchWeight weight) =>
        weight switch
        {
            SearchWeight.Title => 100,
            SearchWeight.Actor => 40,
            SearchWeight.Place => 20,
            _ => 10,
        };
}

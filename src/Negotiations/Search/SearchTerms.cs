namespace Negotiations.Search;

/// <summary>What is looked for: every one of these words. None when the text holds no letter and no digit.</summary>
public sealed record SearchTerms(IReadOnlyList<SearchTerm> All)
{
    public static SearchTerms Of(string text)
    {
        var words = SmallWords.Without(Compounds.Abbreviated(text, Latin.Words(text)));
        return new([
            .. words
                .DistinctBy(word => word.Folded)
                .Select(word => new SearchTerm([
                    .. Endings
                        .Of(text, word)
                        .Concat(Joined(text, words, word))
                        .Concat(LookAlikes.Of(text, word))
                        .Distinct(),
                ])
                {
                    Text = text.Substring(word.Start, word.Length),
                }),
        ]);
    }

    // Counter-terrorism is counterterrorism to others.
    private static IEnumerable<string> Joined(string text, IReadOnlyList<Word> words, Word word) =>
        words
            .Where(other => Compounds.AreJoined(text, other, word) || Compounds.AreJoined(text, word, other))
            .Select(other =>
                other.Start < word.Start ? Compounds.Fold(text, other, word) : Compounds.Fold(text, word, other)
            );
}

/// <summary>One word that is looked for as the beginning of a word.</summary>
/// <param name="Spellings">In the common spelling, by each way to read it; one of them is enough.</param>
public sealed record SearchTerm(IReadOnlyList<string> Spellings)
{
    /// <summary>As it was asked for.</summary>
    public string Text { get; init; } = "";

    internal bool Begins(Word word) =>
        word.Spellings.Any(spelling => Spellings.Any(begin => spelling.StartsWith(begin, StringComparison.Ordinal)));
}

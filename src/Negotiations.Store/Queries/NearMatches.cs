namespace Negotiations.Store.Queries;

/// <summary>What comes near to words that nothing has all of.</summary>
/// <param name="Text">Says so.</param>
/// <param name="Words">Those that nothing at all is found by.</param>
/// <param name="Items">Negotiations that have some of the words, most of them first.</param>
public sealed record NearMatches(string Text, IReadOnlyList<MissedWord> Words, IReadOnlyList<NearMatch> Items)
{
    public static NearMatches Of(IReadOnlyList<MissedWord> words, IReadOnlyList<NearMatch> items)
    {
        var missed = words.Select(word =>
            word.Suggestions.Count == 0
                ? $"Nothing has '{word.Word}'."
                : $"Nothing has '{word.Word}'. Did you mean {string.Join(", ", word.Suggestions)}?"
        );
        return new NearMatches(
            string.Join(' ', missed.Prepend("No negotiation has all of these words.")),
            words,
            items
        );
    }
}

/// <summary>A word that nothing is found by.</summary>
/// <param name="Word">As asked for.</param>
/// <param name="Suggestions">Words of the record that are written nearly so, the nearest first.</param>
public sealed record MissedWord(string Word, IReadOnlyList<string> Suggestions);

/// <summary>A negotiation that has some of the words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Missing">The words it does not have.</param>
public sealed record NearMatch(string Id, string Title, IReadOnlyList<string> Missing);

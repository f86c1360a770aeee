using System.Collections.Concurrent;

namespace Negotiations.Search;

/// <summary>
/// How words are spelled in common, remembered: a text says few words that no other text has said, and an import spells
/// a million.
/// </summary>
internal static class Spellings
{
    // Some 3 MB when full. A vocabulary that is larger is begun again, which costs a fraction of not having one.
    private const int Most = 16_384;

    // Longer ones are seldom said twice.
    private const int LongestWord = 40;

    private static readonly ConcurrentDictionary<string, Spelling> Known = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Spelling>.AlternateLookup<ReadOnlySpan<char>> ByLetters =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    // Counting the dictionary would lock all of it. It may be a few more where two threads add at once.
    private static int count;

    /// <summary>Of one word as it is in a text.</summary>
    public static Spelling Of(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord)
            return Make(word);

        if (ByLetters.TryGetValue(word, out var known))
            return known;

        if (Interlocked.Increment(ref count) > Most)
        {
            Known.Clear();
            Interlocked.Exchange(ref count, 1);
        }

        var made = Make(word);
        Known[word.ToString()] = made;
        return made;
    }

    private static Spelling Make(ReadOnlySpan<char> word) => new(Latin.Fold(word, out var others), others);
}

/// <param name="Folded">In the common spelling; empty: it has no letters.</param>
/// <param name="Others">How else its letters may be read; null: in no other way.</param>
internal sealed record Spelling(string Folded, IReadOnlyList<string>? Others);

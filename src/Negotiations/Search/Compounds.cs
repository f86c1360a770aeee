namespace Negotiations.Search;

/// <summary>Words that a hyphen joins, which others write as one.</summary>
internal static class Compounds
{
    public static bool AreJoined(string text, Word first, Word second) =>
        first.Start + first.Length + 1 == second.Start && text[second.Start - 1] is ('-' or '‐' or '‑');

    /// <summary>Both as one word in the common spelling.</summary>
    public static string Fold(string text, Word first, Word second) =>
        Latin.Fold(string.Concat(text.AsSpan(first.Start, first.Length), text.AsSpan(second.Start, second.Length)));

    /// <summary>The words of a text, and after each pair that is joined the two as one.</summary>
    public static IEnumerable<Word> Of(string text, IReadOnlyList<Word> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            yield return words[i];
            if (i + 1 < words.Count && AreJoined(text, words[i], words[i + 1]))
            {
                var (first, second) = (words[i], words[i + 1]);
                yield return new Word(
                    first.Start,
                    second.Start + second.Length - first.Start,
                    Fold(text, first, second)
                );
            }
        }
    }
}

namespace Negotiations.Search;

/// <summary>Words that a hyphen joins, and letters with dots (S.C.O.), which others write as one.</summary>
internal static class Compounds
{
    public static bool AreJoined(string text, Word first, Word second) =>
        first.Start + first.Length + 1 == second.Start && text[second.Start - 1] is ('-' or '‐' or '‑');

    /// <summary>Both as one word in the common spelling.</summary>
    public static string Fold(string text, Word first, Word second) =>
        Latin.Fold(string.Concat(text.AsSpan(first.Start, first.Length), text.AsSpan(second.Start, second.Length)));

    /// <summary>The words of a text with letters with dots as what they abbreviate: S.C.O. as SCO.</summary>
    public static IReadOnlyList<Word> Abbreviated(string text, IReadOnlyList<Word> words)
    {
        if (!HasInitials(text, words))
            return words;

        var all = new List<Word>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var count = Initials(text, words, i);
            all.Add(count > 0 ? Abbreviation(text, words, i, count) : words[i]);
            i += Math.Max(0, count - 1);
        }

        return all;
    }

    /// <summary>The words of a text, after each pair that is joined the two as one, and before letters with dots their
    /// abbreviation.</summary>
    public static IReadOnlyList<Word> Of(string text, IReadOnlyList<Word> words)
    {
        if (!HasInitials(text, words) && !HasJoined(text, words))
            return words;

        var all = new List<Word>(words.Count);
        var initials = 0;
        for (var i = 0; i < words.Count; i++)
        {
            // Once for all of them.
            if (i >= initials && Initials(text, words, i) is > 0 and var count)
            {
                initials = i + count;
                all.Add(Abbreviation(text, words, i, count));
            }

            all.Add(words[i]);
            if (i + 1 < words.Count && AreJoined(text, words[i], words[i + 1]))
            {
                var (first, second) = (words[i], words[i + 1]);
                var length = second.Start + second.Length - first.Start;
                all.Add(new Word(first.Start, length, Fold(text, first, second)));
            }
        }

        return all;
    }

    private static bool HasInitials(string text, IReadOnlyList<Word> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
            if (words[i].Length == 1 && Initials(text, words, i) > 0)
                return true;

        return false;
    }

    private static bool HasJoined(string text, IReadOnlyList<Word> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
            if (AreJoined(text, words[i], words[i + 1]))
                return true;

        return false;
    }

    /// <summary>How many words from a place on are letters with a dot behind each; 0: fewer than two.</summary>
    private static int Initials(string text, IReadOnlyList<Word> words, int start)
    {
        var end = start;
        while (
            end < words.Count
            && words[end].Length == 1
            && char.IsLetter(text[words[end].Start])
            && (end == start || words[end].Start == words[end - 1].Start + 2)
            && words[end].Start + 1 < text.Length
            && text[words[end].Start + 1] == '.'
        )
            end++;

        return end - start > 1 ? end - start : 0;
    }

    /// <summary>So many letters with dots as one word.</summary>
    private static Word Abbreviation(string text, IReadOnlyList<Word> words, int start, int count) =>
        new(
            words[start].Start,
            words[start + count - 1].Start + 1 - words[start].Start,
            Latin.Fold(string.Concat(Enumerable.Range(start, count).Select(place => text[words[place].Start])))
        );
}

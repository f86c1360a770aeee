using System.Text;

namespace Negotiations.Search;

/// <summary>
/// Names in one spelling, whatever script and romanisation they came in: Жапаров, Japarov and Zhaparov are one word, as are Ҳуҷанд and Khujand.
/// The spelling is for comparing and is shown to nobody; what it confuses costs a surplus hit, what it tells apart costs a miss.
/// </summary>
public static class Latin
{
    private static readonly Dictionary<char, string> Letters = ReadLetters();

    // Longest first: what several romanisations write for one sound becomes one letter.
    private static readonly (string Written, string Sound)[] Sounds =
    [
        ("shch", "sh"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ts", "c"), ("tz", "c"), ("ck", "k"),
        ("iy", "i"), ("yi", "i"), ("ij", "i"), ("ii", "i"), ("yo", "o"), ("w", "v"), ("q", "k"), ("x", "ks"), ("y", "i"),
    ];

    private static readonly (string Written, string Sound)[][] ByLetter = [.. Enumerable.Range('a', 26).Select(letter => Array.FindAll(Sounds, each => each.Written[0] == letter))];

    /// <summary>The words of a text, where they stand in it, and how they are spelled here.</summary>
    public static IEnumerable<Word> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetterOrDigit(text[i]) || (start >= 0 && IsWithin(text[i]))))
            {
                if (start < 0)
                    start = i;
            }
            else if (start >= 0)
            {
                if (Fold(text.AsSpan(start, i - start)) is { Length: > 0 } folded)
                    yield return new Word(start, i - start, folded);

                start = -1;
            }
        }
    }

    /// <summary>One word in the common spelling: small letters and digits only. Letters of scripts not known here stay as they are.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var letters = new StringBuilder(word.Length + 4);
        foreach (var each in word)
        {
            var small = char.ToLowerInvariant(each);
            if (Letters.TryGetValue(small, out var latin))
                letters.Append(latin);
            else if (char.IsLetterOrDigit(small))
                letters.Append(small);
        }

        return Sound(letters.ToString());
    }

    private static string Sound(string letters)
    {
        var folded = new StringBuilder(letters.Length);
        for (var i = 0; i < letters.Length;)
        {
            var sound = letters.AsSpan(i, 1);
            var length = 1;
            foreach (var each in char.IsAsciiLetterLower(letters[i]) ? ByLetter[letters[i] - 'a'] : [])
            {
                if (letters.AsSpan(i).StartsWith(each.Written, StringComparison.Ordinal))
                {
                    sound = each.Sound;
                    length = each.Written.Length;
                    break;
                }
            }

            i += length;

            // Doubled letters are a matter of taste in every romanisation; doubled digits are not.
            if (folded.Length == 0 || folded[^1] != sound[0] || char.IsDigit(sound[0]))
                folded.Append(sound);
        }

        return folded.ToString();
    }

    // Apostrophes and accents that stand alone are part of a name: O‘zbekiston.
    private static bool IsWithin(char each) => each is '\'' or '’' or '‘' or 'ʻ' or 'ʼ' or '`' || char.GetUnicodeCategory(each) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static Dictionary<char, string> ReadLetters()
    {
        // Russian, Kyrgyz, Tajik, Kazakh, Uzbek and Ukrainian Cyrillic, then Latin with diacritics.
        const string Pairs =
            "а a б b в v г g д d е e ё o ж j з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h ц c ч ch ш sh щ sh ы i э e ю iu я ia "
            + "ң n ө o ү u ғ g ӣ i қ k ӯ u ҳ h ҷ j ә a і i ї i є e ґ g ұ u һ h ў o җ j "
            + "à a á a â a ã a ä a å a ā a ă a ą a æ ae ç c ć c č ch ď d đ d ð d è e é e ê e ë e ē e ĕ e ė e ę e ě e ğ g ġ g ģ g ĝ g "
            + "ì i í i î i ï i ĩ i ī i ĭ i į i ı i ĵ j ķ k ĺ l ļ l ľ l ł l ñ n ń n ņ n ň n ò o ó o ô o õ o ö o ø o ō o ŏ o ő o œ oe "
            + "ŕ r ř r ś s ŝ s ş sh ș sh š sh ß ss ţ t ț t ť t ù u ú u û u ü u ũ u ū u ŭ u ů u ű u ų u ŵ v ý i ÿ i ŷ i ź z ż z ž j ə a þ th";
        var pairs = Pairs.Split(' ');
        var letters = new Dictionary<char, string> { ['ъ'] = "", ['ь'] = "" };
        for (var i = 0; i < pairs.Length; i += 2)
            letters[pairs[i][0]] = pairs[i + 1];

        return letters;
    }
}

/// <param name="Start">Where in the text.</param>
/// <param name="Length">How long there.</param>
/// <param name="Folded">In the common spelling.</param>
public readonly record struct Word(int Start, int Length, string Folded);

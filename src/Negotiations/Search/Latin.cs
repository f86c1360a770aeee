using System.Globalization;
using Negotiations.Values;

namespace Negotiations.Search;

/// <summary>
/// Names in one spelling, whatever script and romanisation they came in: Жапаров, Japarov and Zhaparov are one word,
/// as are Ҳуҷанд and Khujand. The spelling is for comparing and is shown to no one; what it confuses costs a surplus
/// hit, what it distinguishes costs a miss. A text in NFD is spelled as the same one in NFC, and a character that is
/// not seen counts for nothing.
/// </summary>
public static class Latin
{
    // A letter becomes two at most, in Letters and in Sounds; a word of so many is spelled without taking memory.
    private const int Widest = 2;
    private const int OnStack = 40;

    // With the space behind it, a little under: a list of this size seldom grows.
    private const int LettersAWord = 6;

    private static readonly Dictionary<char, string> Letters = ReadLetters();

    // Longest first: what several romanisations write for one sound becomes one letter.
    private static readonly (string Written, string Sound)[] Sounds =
    [
        ("shch", "sh"),
        ("dzh", "j"),
        ("zh", "j"),
        ("dj", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("ts", "c"),
        ("tz", "c"),
        ("ck", "k"),
        ("iy", "i"),
        ("yi", "i"),
        ("iza", "isa"),
        ("ize", "ise"),
        ("izi", "isi"),
        ("ij", "i"),
        ("ii", "i"),
        ("w", "v"),
        ("q", "k"),
        ("x", "ks"),
        ("y", "i"),
    ];

    private static readonly (string Written, string Sound)[][] ByLetter =
    [
        .. Enumerable.Range('a', 26).Select(letter => Array.FindAll(Sounds, each => each.Written[0] == letter)),
    ];

    /// <summary>The words of a text, where they stand in it, and how they are spelled here.</summary>
    public static IReadOnlyList<Word> Words(string text)
    {
        List<Word> words = new(1 + (text.Length / LettersAWord));
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
                var spelling = Spellings.Of(text.AsSpan(start, i - start));
                if (spelling.Folded.Length > 0)
                    words.Add(new Word(start, i - start, spelling.Folded) { Others = spelling.Others });

                start = -1;
            }
        }

        return words;
    }

    /// <summary>
    /// One word in the common spelling: small letters and digits only. Letters of scripts not known here stay as they
    /// are.
    /// </summary>
    public static string Fold(ReadOnlySpan<char> word) => Spellings.Of(word).Folded;

    /// <inheritdoc cref="Fold(ReadOnlySpan{char})"/>
    /// <param name="others">How else its letters may be read; null: in no other way.</param>
    internal static string Fold(ReadOnlySpan<char> word, out IReadOnlyList<string>? others)
    {
        Span<char> room = word.Length <= OnStack ? stackalloc char[OnStack * Widest] : new char[word.Length * Widest];
        var letters = room[..Spell(word, room)];
        others = null;
        if (IsReadInOneWay(letters))
            return Sound(letters);

        var readings = Readings(letters.ToString());
        if (readings.Count > 1)
            others = readings[1..];

        return readings[0];
    }

    private static bool IsReadInOneWay(ReadOnlySpan<char> letters) =>
        !letters.Contains('x')
        && !letters.Contains("yo", StringComparison.Ordinal)
        && !letters.Contains("ye", StringComparison.Ordinal);

    // Latin letters that languages read in two ways: yo and ye are the Cyrillic letters (which leave no y here), or a
    // vowel after й, as in rayon and yoʻl; x is ks, or the х of Uzbek.
    private static List<string> Readings(string letters)
    {
        var glided = letters.Replace("yo", "e", StringComparison.Ordinal).Replace("ye", "e", StringComparison.Ordinal);
        string[] vowels = glided == letters ? [letters] : [glided, letters];
        return
        [
            .. vowels
                .SelectMany(each =>
                    each.Contains('x', StringComparison.Ordinal) && !each.Contains("xx", StringComparison.Ordinal)
                        ? [each, each.Replace('x', 'h')]
                        : new[] { each }
                )
                .Select(each => Sound(each))
                .Distinct(),
        ];
    }

    /// <returns>How many letters were written.</returns>
    private static int Spell(ReadOnlySpan<char> word, Span<char> letters)
    {
        var count = 0;
        for (var i = 0; i < word.Length; i++)
        {
            // Most letters are plain, and no mark follows them.
            if (char.IsAsciiLetterOrDigit(word[i]) && (i + 1 == word.Length || char.IsAscii(word[i + 1])))
            {
                letters[count++] = char.IsAsciiLetterUpper(word[i]) ? (char)(word[i] | ' ') : word[i];
                continue;
            }

            var each = char.ToLowerInvariant(UnicodeForm.Narrow(word[i]));
            while (i + 1 < word.Length && UnicodeForm.Compose(each, word[i + 1]) is { } composed)
            {
                each = composed;
                i++;
            }

            count += Spell(each, letters[count..]);
        }

        return count;
    }

    // An apostrophe is a letter to Unicode where it changes the one before it, as in oʻ; here it is none in any form.
    private static int Spell(char each, Span<char> letters)
    {
        if (Letters.TryGetValue(each, out var latin))
        {
            latin.CopyTo(letters);
            return latin.Length;
        }

        if (UnicodeForm.Unmarked(each) is { } plain)
            return Spell(char.ToLowerInvariant(plain), letters);

        if (!char.IsLetterOrDigit(each) || char.GetUnicodeCategory(each) == UnicodeCategory.ModifierLetter)
            return 0;

        letters[0] = each;
        return 1;
    }

    private static string Sound(ReadOnlySpan<char> letters)
    {
        Span<char> folded =
            letters.Length <= OnStack * Widest
                ? stackalloc char[OnStack * Widest * Widest]
                : new char[letters.Length * Widest];
        var count = 0;
        for (var i = 0; i < letters.Length; )
        {
            var sound = letters.Slice(i, 1);
            var length = 1;
            foreach (var each in char.IsAsciiLetterLower(letters[i]) ? ByLetter[letters[i] - 'a'] : [])
            {
                if (letters[i..].StartsWith(each.Written, StringComparison.Ordinal))
                {
                    sound = each.Sound;
                    length = each.Written.Length;
                    break;
                }
            }

            i += length;

            // Doubled letters are a matter of taste in every romanisation; doubled digits are not.
            foreach (var letter in sound)
                if (count == 0 || folded[count - 1] != letter || char.IsDigit(letter))
                    folded[count++] = letter;
        }

        return folded[..count].ToString();
    }

    // Apostrophes, accents that stand alone and what is not seen are part of a name: O‘zbekiston, a soft hyphen.
    private static bool IsWithin(char each) =>
        each is '\'' or '’' or '‘' or '‛' or '′' or '´' or '`' or '\uFF07'
        || char.GetUnicodeCategory(each) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    private static Dictionary<char, string> ReadLetters()
    {
        // Russian, Kyrgyz, Tajik, Kazakh, Uzbek and Ukrainian Cyrillic, then Latin with diacritics.
        const string Pairs =
            "а a б b в v г g д d е e ё e ж j з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h "
            + "ц c ч ch ш sh щ sh ы i э e ю iu я ia "
            + "ң n ө o ү u ғ g ӣ i қ k ӯ u ҳ h ҷ j ә a і i ї i є e ґ g ұ u һ h ў o җ j "
            + "à a á a â a ã a ä a å a ā a ă a ą a æ ae ç c ć c č ch ď d đ d ð d è e é e ê e ë e ē e ĕ e ė "
            + "e ę e ě e ğ g ġ g ģ g ĝ g "
            + "ì i í i î i ï i ĩ i ī i ĭ i į i ı i ĵ j ķ k ĺ l ļ l ľ l ł l ñ n ń n ņ n ň n ò o ó o ô o õ o "
            + "ö o ø o ō o ŏ o ő o œ oe "
            + "ŕ r ř r ś s ŝ s ş sh ș sh š sh ß ss ţ t ț t ť t ù u ú u û u ü u ũ u ū u ŭ u ů u ű u ų u ŵ v "
            + "ý i ÿ i ŷ i ź z ż z ž j ə a þ th";
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
public readonly record struct Word(int Start, int Length, string Folded)
{
    /// <summary>How else its letters may be read; null: in no other way.</summary>
    public IReadOnlyList<string>? Others { get; init; }

    /// <summary>All its spellings, the first one first.</summary>
    public IEnumerable<string> Spellings => Others is null ? [Folded] : [Folded, .. Others];
}

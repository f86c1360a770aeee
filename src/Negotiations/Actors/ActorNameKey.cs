using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Negotiations.Actors;

/// <summary>
/// A name in the form in which names are compared: without case, width, diacritics, blanks and punctuation, and the
/// same in NFC and NFD. It is stricter than <see cref="Search.Latin"/>: a name in another romanisation, or with a
/// letter too many, is another key.
/// </summary>
public static class ActorNameKey
{
    // Normalization does nothing in the invariant mode this program runs in, so letters with marks are listed, and
    // marks that stand apart are left out. A Russian keyboard has none of the Kyrgyz and Tajik letters, so names are
    // typed without them.
    private static readonly FrozenDictionary<char, string> Plain = string.Concat(
            "à a á a â a ã a ä a å a ā a ă a ą a ç c ć c č c ď d è e é e ê e ë e ē e ė e ę e ě e ğ g ģ g ì i ",
            "í i î i ï i ī i į i ķ k ĺ l ļ l ľ l ñ n ń n ņ n ň n ò o ó o ô o õ o ö o ō o ő o ŕ r ř r ś s ş s ",
            "ș s š s ţ t ț t ť t ù u ú u û u ü u ū u ů u ű u ų u ý y ÿ y ź z ż z ž z ø o ł l đ d ð d þ th ",
            "ß ss æ ae œ oe ı i ə a ё е ӣ и ӯ у ў у ї і қ к ғ г ҳ х ҷ ч ң н ө о ү у ұ у һ х ә а & and"
        )
        .Split(' ')
        .Chunk(2)
        .ToFrozenDictionary(pair => pair[0][0], pair => pair[1]);

    private const string Article = "the ";

    /// <summary>Empty when the text holds no letter and no digit.</summary>
    public static string Of(string text)
    {
        var written = text.AsSpan().Trim();
        if (written.StartsWith(Article, StringComparison.OrdinalIgnoreCase))
            written = written[Article.Length..];

        var key = new StringBuilder(written.Length);
        foreach (var each in written)
        {
            // й is a letter of its own, and not an и with a mark.
            if (each == '\u0306' && key.Length > 0 && key[^1] == 'и')
                key[^1] = 'й';

            var small = char.ToLowerInvariant(each is >= '\uFF01' and <= '\uFF5E' ? (char)(each - 0xFEE0) : each);
            if (Plain.TryGetValue(small, out var plain))
                key.Append(plain);
            else if (char.IsLetterOrDigit(small) && !IsMark(small))
                key.Append(small);
        }

        return key.ToString();
    }

    // The apostrophe of Oʻzbekiston is a letter to Unicode in some of its forms and a sign in others.
    private static bool IsMark(char small) => char.GetUnicodeCategory(small) == UnicodeCategory.ModifierLetter;
}

using System.Globalization;
using System.Text;
using Negotiations.Store.Seeing;
using Negotiations.Values;

namespace Negotiations.Store.Keys;

/// <summary>
/// The name by which a subject is shown and events are recorded. Two subjects never have names that look alike
/// (Unicode Technical Standard 39 calls them confusable), so a name in the record means one subject.
/// </summary>
public static class SubjectName
{
    public const int MaxLength = 100;

    /// <summary>What a name looks like, to end a sentence.</summary>
    public const string Form =
        "1 to 100 characters that a reader sees (none of them a control character), in one alphabet a word, in their "
        + "usual form (NFKC), and does not look like 'casebook' or begin with 'key:' or 'person:'";

    // Letters of other alphabets that look like Latin ones, small; and what looks alike within Latin. Apart from the
    // table of searching, which may change: what this one makes of a name is stored.
    private const string From = "авсԁеёһіїјкмоөрԛѕтухѵԝҝқңүүһαβγεηικνορτυχωϲ01|ıł";
    private const string To = "abcdeehiijkmoopqstyxvwkkhyyhabyenikvoptuxwcol" + "lil";

    private static readonly Dictionary<char, char> LookAlikes = From.Zip(To)
        .DistinctBy(pair => pair.First)
        .ToDictionary(pair => pair.First, pair => pair.Second);

    private static readonly UnicodeCategory[] Unseen =
    [
        UnicodeCategory.Control,
        UnicodeCategory.Format,
        UnicodeCategory.LineSeparator,
        UnicodeCategory.ParagraphSeparator,
        UnicodeCategory.Surrogate,
        UnicodeCategory.PrivateUse,
        UnicodeCategory.OtherNotAssigned,
    ];

    // An author of this name is a file that came with the program.
    private static readonly string Reserved = Skeleton("casebook");

    /// <summary>Whether a subject may be called so.</summary>
    public static bool IsOne(string text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.Length <= MaxLength
        && text == text.Trim()
        && text.All(each => !Unseen.Contains(char.GetUnicodeCategory(each)))
        && !text.Any(IsOtherForm)
        && !IsMixed(text)
        && !Subject.Prefixes.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        && !Authors.IsOne(text)
        && !Pseudonyms.IsOne(text)
        && Skeleton(text) != Reserved;

    /// <summary>What is left of a name when all that looks alike is the same: equal for confusable
    /// names.</summary>
    public static string Skeleton(string name)
    {
        var skeleton = new StringBuilder(name.Length);
        foreach (var each in PublisherKey.Of(name))
            if (CharUnicodeInfo.GetUnicodeCategory(each) is not UnicodeCategory.NonSpacingMark)
                skeleton.Append(LookAlikes.GetValueOrDefault(each, each));

        return skeleton.Replace("rn", "m").Replace("vv", "w").Replace('i', 'l').ToString();
    }

    // Other forms of letters that there are already (superscripts, letterlike signs, ligatures, full width), which NFKC
    // would put those in place of: normalization does nothing in the invariant mode this program runs in.
    private static bool IsOtherForm(char each) =>
        each
            is 'ª'
                or 'º'
                or >= '\u02B0'
                and <= '\u02B8'
                or >= '\u1D2C'
                and <= '\u1DBF'
                or >= '\u2070'
                and <= '\u209F'
                or >= '\u2100'
                and <= '\u218F'
                or >= '\u2460'
                and <= '\u24FF'
                or >= '\u3200'
                and <= '\u33FF'
                or >= '\uFB00'
                and <= '\uFB4F'
                or >= '\uFF00'
                and <= '\uFFEF';

    private static bool IsMixed(string text)
    {
        var scripts = 0;
        foreach (var each in text)
        {
            scripts = char.IsLetter(each) ? scripts | ScriptOf(each) : 0;
            if (int.PopCount(scripts) > 1)
                return true;
        }

        return false;
    }

    private static int ScriptOf(char letter) =>
        letter switch
        {
            <= '\u024F' or >= '\u1E00' and <= '\u1EFF' => 1,
            >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => 2,
            >= '\u0400' and <= '\u052F' => 4,
            >= '\u0530' and <= '\u058F' => 8,
            >= '\u13A0' and <= '\u13FF' => 16,
            _ => 32,
        };
}

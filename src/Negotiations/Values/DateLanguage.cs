using System.Text.RegularExpressions;

namespace Negotiations.Values;

/// <summary>
/// A language in which dates are written: rules that say its words in the English that <see cref="NaturalDate"/>
/// reads.
/// </summary>
/// <remarks>
/// The rules only put words in place of words. What they leave over is in no language any more, and is not read.
/// </remarks>
/// <param name="rules">In order; each over the whole text.</param>
internal sealed partial class DateLanguage(params (Regex Said, string InEnglish)[] rules)
{
    // Endings a month takes: genitive and prepositional of Russian, the izafat of Tajik, possessive, genitive and
    // locative of Kyrgyz.
    private const string Endings =
        "(ь|я|е|а|и|ы|у|ю|дын|дин|дун|тын|тун|ынын|инин|унун|да|де|до|та|то|ында|инде|унда)?";

    private static readonly (Regex Said, string Month)[] Months =
    [
        (Named("январ|янв"), "january"),
        (Named("феврал|фев|февр"), "february"),
        (Named("март|мар"), "march"),
        (Named("апрел|апр"), "april"),
        (Whole("ма(й|я|е|и|йи|йы|йдын|йынын|йда|йында)"), "may"),
        (Named("июн"), "june"),
        (Named("июл"), "july"),
        (Named("август|авг"), "august"),
        (Named("сентябр|сен|сент"), "september"),
        (Named("октябр|окт"), "october"),
        (Named("ноябр|ноя|нояб"), "november"),
        (Named("декабр|дек"), "december"),
    ];

    private static readonly DateLanguage[] All = [Russian, Kyrgyz, Tajik];

    /// <summary>
    /// What the text says in English, in each of the languages that can be understood in it; itself where it is in
    /// none of them.
    /// </summary>
    public static IEnumerable<string> InEnglish(string text) =>
        Cyrillic.IsMatch(text) ? All.Select(tongue => tongue.Say(text)).OfType<string>() : [text];

    private string? Say(string text)
    {
        text = rules.Aggregate(text, (said, rule) =>
            Spaces.Replace(rule.Said.Replace(said, rule.InEnglish), " ").Trim()
        );
        return Cyrillic.IsMatch(text) ? null : text;
    }

    // Where a language has rules of its own for endings they come before.
    private static IEnumerable<(Regex, string)> MonthNames => Months.Select(month => (month.Said, month.Month));

    private static Regex Named(string stems) => Whole($"({stems}){Endings}");

    private static Regex Whole(string pattern) => Bare($@"(?<![\p{{L}}\d])({pattern})(?![\p{{L}}\d])\.?");

    private static Regex Bare(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }
}

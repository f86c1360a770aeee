using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Negotiations.Values;

namespace Negotiations.Dashboard.Languages;

/// <summary>
/// The sentences of the folds, which are English, in the reader's language. Each stands among the texts under its anomaly or rule, in English as
/// the fold says it with its values as {0}, {1}...; so that a sentence can be known again, its values taken out and put into another language.
/// </summary>
internal static partial class Sayings
{
    private const string Anomalies = "said.anomaly.";
    private const string Rules = "said.rule.";

    private static readonly FrozenDictionary<string, string> RuleKeys =
        Language.English.Texts.Where(each => each.Key.StartsWith(Rules, StringComparison.Ordinal)).ToFrozenDictionary(each => each.Value, each => each.Key);

    // By the code of the anomaly: one code has a few sentences.
    private static readonly FrozenDictionary<string, IReadOnlyList<(string Key, Regex Sentence)>> AnomalyKeys = Language.English.Texts
        .Where(each => each.Key.StartsWith(Anomalies, StringComparison.Ordinal))
        .GroupBy(each => each.Key[Anomalies.Length..].Split('.')[0])
        .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<(string, Regex)>)[.. group.Select(each => (each.Key, SentenceOf(each.Value)))]);

    /// <summary>A rule of the phase; null: it has no text in this language, and is told as the fold says it.</summary>
    public static string? Rule(string sentence, Words words) => RuleKeys.TryGetValue(sentence, out var key) ? words[key] : null;

    /// <summary>What an anomaly says; null as above.</summary>
    public static string? Anomaly(string code, string sentence, Words words)
    {
        foreach (var (key, form) in AnomalyKeys.GetValueOrDefault(code, []))
            if (form.Match(sentence) is { Success: true } match)
                return words[key, [.. match.Groups.Cast<Group>().Skip(1).OrderBy(group => int.Parse(group.Name[1..], CultureInfo.InvariantCulture)).Select(group => (object)ValueOf(group.Value, words))]];

        return null;
    }

    /// <summary>Under which text a sentence stands; null: under none.</summary>
    public static string? KeyOf(string code, string sentence) => AnomalyKeys.GetValueOrDefault(code, []).FirstOrDefault(each => each.Sentence.IsMatch(sentence)).Key;

    private static Regex SentenceOf(string text)
    {
        var form = new StringBuilder("^");
        var from = 0;
        foreach (Match place in Place.Matches(text))
        {
            form.Append(Regex.Escape(text[from..place.Index])).Append(CultureInfo.InvariantCulture, $"(?<v{place.Groups[1].Value}>.*?)");
            from = place.Index + place.Length;
        }

        return new Regex(form.Append(Regex.Escape(text[from..])).Append('$').ToString(), RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static string ValueOf(string value, Words words) => value switch
    {
        "" => words["value.unknown"],
        "A party" => words["said.value.party"],
        "the instrument" => words["said.value.instrument"],
        "A meeting" => words["said.value.meeting"],
        "an unstated number of" => words["value.unknown"],
        ['A', ' ', .. var kind] when words.Known("meetingKind", kind) is var name && name != kind => name,
        _ when Named.Match(value) is { Success: true } meeting => words["said.value.meetingNamed", meeting.Groups["id"].Value],
        _ when Figures.IsMatch(value) => string.Join(", ", value.Split(", ").Select(figure => figure.Split(' ')).Select(figure => words[$"said.value.{figure[0]}", ValueOf(figure[1], words)])),
        _ when RangeOf(value, words) is { } range => range,
        _ when Edtf.TryParse(value, out var date) => WithinSentence(words.Date(date!), words),
        _ when decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => words.Number(number),
        _ when words.Type(value) is var type && type != value => words["said.value.quoted", type],
        _ when words.Known("said.measure", value) is var measure && measure != value => measure,
        _ when words.Known("form", value) is var member && member != value => member,
        _ when words.Known("milestone", value) is var milestone && milestone != value => words["said.value.quoted", milestone],
        _ => words.Actor(value),
    };

    // Only English writes months with a capital wherever they stand.
    private static string WithinSentence(string date, Words words) => words.Language == Language.English ? date : char.ToLowerInvariant(date[0]) + date[1..];

    private static string? RangeOf(string value, Words words)
    {
        if (Bounded.Match(value) is not { Success: true } match)
            return null;

        return words.Range(Number("low"), Number("only"), Number("high"));

        decimal? Number(string group) => match.Groups[group] is { Success: true } found ? decimal.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Place { get; }

    [GeneratedRegex("^Meeting '(?<id>[^']+)'$")]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"^((low|best|high) [\d.]+(, |$))+$")]
    private static partial Regex Figures { get; }

    // A bare number is left to be a year or itself.
    [GeneratedRegex(@"^(at least (?<low>[\d.]+)|at most (?<high>[\d.]+)|(?<low>[\d.]+) to (?<high>[\d.]+))$")]
    private static partial Regex Bounded { get; }
}

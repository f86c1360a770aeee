using System.Globalization;
using System.Text.RegularExpressions;

namespace Negotiations.Values;

/// <summary>
/// Dates as press items write them in English, Russian, Kyrgyz and Tajik, read as EDTF that says no more: "early July
/// 2024" is 2024-07-0X. What is read is shown to anyone who typed it before anything is recorded. Early, mid and late
/// are the digits (0X, 1X) or days 20 to the last of a month, and the thirds of a year.
/// </summary>
public static partial class NaturalDate
{
    // A longer text is a sentence, not a date.
    private const int MaxLength = 120;

    /// <summary>Reads EDTF as it is, and words by what they say.</summary>
    /// <param name="written">As the source writes it.</param>
    /// <param name="published">The day of the item: of a date without a year, that nearest to it is meant. Null: such
    /// dates are not read.</param>
    /// <param name="date">Null when it is not understood.</param>
    public static bool TryRead(string written, DateOnly? published, out Edtf? date)
    {
        date = null;
        var text = written.Trim();
        if (text.Length is 0 or > MaxLength)
            return false;

        if (Edtf.TryParse(text, out date))
            return true;

        text = Spaces
            .Replace(text.ToLowerInvariant().Replace('–', '-').Replace('—', '-').Replace(',', ' '), " ")
            .Trim(' ', '.');
        text = Numeric.Replace(Weekday.Replace(text, ""), InWords).Trim();

        // What two languages would read as two dates is read as none.
        var read = DateLanguage
            .InEnglish(text)
            .Select(english => ReadHedged(english, published))
            .OfType<string>()
            .Distinct()
            .Take(2)
            .ToList();
        return read.Count == 1 && Edtf.TryParse(read[0], out date);
    }

    // With dots the day comes first wherever that is written; with strokes it depends on who writes.
    private static string InWords(Match match) =>
        int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture) is > 0 and <= 12 and var month
            ? $"{match.Groups["day"].Value} {Months[month - 1]} {match.Groups["year"].Value}"
            : match.Value;

    private static string? ReadHedged(string text, DateOnly? published)
    {
        if (Doubt.Match(text) is { Success: true } doubt && Read(text[doubt.Length..], published) is { } doubted)
            return Mark(doubted, '?');

        if (About.Match(text) is { Success: true } about && Read(text[about.Length..], published) is { } meant)
            return Mark(meant, '~');

        return Read(text, published);
    }

    // The mark is of one date; of a span, EDTF would have it on either end, and saying it there would say something
    // else.
    private static string? Mark(string read, char mark) =>
        read[0] == '[' || read.Contains('/', StringComparison.Ordinal) || read.Contains('X', StringComparison.Ordinal)
            ? null
            : read + mark;

    private static string? Read(string text, DateOnly? published)
    {
        text = Leading.Replace(text, "");
        return Limit(text, published) ?? One(text, published) ?? Span(text, published);
    }

    private static string? Limit(string text, DateOnly? published)
    {
        var match = Limited.Match(text);
        if (
            !match.Success
            || One(match.Groups["date"].Value, published) is not { } read
            || !Edtf.TryParse(read, out var end)
        )
            return null;

        return match.Groups["word"].Value switch
        {
            "since" => $"{read}/..",
            "until" or "till" => $"../{read}",
            "before" when end!.Earliest is { } first => $"[..{Print(first.PlusDays(-1))}]",
            "after" when end!.Latest is { } last => $"[{Print(last.PlusDays(1))}..]",
            "by" or "no later than" or "not later than" or "on or before" when end!.Latest is { } last =>
                $"[..{Print(last)}]",
            _ => null,
        };
    }

    // "Between" leaves open which day it was; "from ... to" and a dash say that it lasted.
    private static string? Span(string text, DateOnly? published)
    {
        var match = Between.Match(text);
        if (!match.Success)
            return null;

        var (from, to) = (match.Groups["from"].Value, match.Groups["to"].Value);
        if (
            (One(to, published) ?? One($"{from.Split(' ')[0]} {to}", published)) is not { } last
            || !Edtf.TryParse(last, out var ends)
        )
            return null;

        // What the beginning lacks is said at the end: its month and year, or its year. "28 December - 3 January
        // 2023" began in the year before.
        var year = ends!.Latest?.Year ?? 0;
        var first = new[] { $"{from} {Rest(to)}", $"{from} {year}", $"{from} {year - 1}", from }
            .Select(said => One(said, published))
            .FirstOrDefault(read =>
                read is not null && Edtf.TryParse(read, out var begins) && begins!.Earliest <= ends.Earliest
            );
        if (first is null)
            return null;

        return match.Groups["between"].Success ? $"[{first}..{last}]" : $"{first}/{last}";
    }

    private static string? One(string text, DateOnly? published)
    {
        text = text.Trim();
        if (Relative(text, published) is { } relative)
            return relative;

        if (DayFirst.Match(text) is { Success: true } dayFirst)
            return Day(dayFirst, published);

        if (MonthFirst.Match(text) is { Success: true } monthFirst)
            return Day(monthFirst, published);

        if (PartOfMonth.Match(text) is { Success: true } month)
            return Month(month, published);

        if (PartOfYear.Match(text) is { Success: true } year)
            return OfYear(year.Groups["part"].Value, year.Groups["year"].Value);

        if (Season.Match(text) is { Success: true } season)
            return $"{season.Groups["year"].Value}-{SeasonCode(season.Groups["season"].Value)}";

        return Decade.Match(text) is { Success: true } decade ? $"{decade.Groups["decade"].Value}X" : null;
    }

    private static string? Day(Match match, DateOnly? published)
    {
        var (day, month) = (
            int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture),
            MonthOf(match.Groups["month"].Value)
        );
        if (match.Groups["year"].Success)
            return DayIn(int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture), month, day) is { } exact
                ? Print(exact)
                : null;

        return published is { } item && Nearest(item, year => DayIn(year, month, day)) is { } near ? Print(near) : null;
    }

    private static string? Month(Match match, DateOnly? published)
    {
        var month = MonthOf(match.Groups["month"].Value);
        int? year =
            match.Groups["year"].Success ? int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture)
            : published is { } item ? Nearest(item, each => new DateOnly(each, month, 15))?.Year
            : null;
        if (year is not (> 0 and <= 9999))
            return null;

        var text = $"{year:D4}-{month:D2}";
        return match.Groups["part"].Value switch
        {
            "" => text,
            "early" or "beginning of" or "start of" => text + "-0X",
            "mid" or "mid-" or "middle of" => text + "-1X",
            _ => $"[{text}-20..{Print(new DateOnly(year.Value, month, DateTime.DaysInMonth(year.Value, month)))}]",
        };
    }

    private static string OfYear(string part, string year) =>
        part switch
        {
            "" => year,
            "early" or "beginning of" or "start of" => $"[{year}-01..{year}-04]",
            "mid" or "mid-" or "middle of" => $"[{year}-05..{year}-08]",
            "first half of" => $"[{year}-01..{year}-06]",
            "second half of" => $"[{year}-07..{year}-12]",
            _ => $"[{year}-09..{year}-12]",
        };

    private static string? Relative(string text, DateOnly? published) =>
        (text, published) switch
        {
            ("today", { } item) => Print(item),
            ("yesterday", { } item) => Print(item.PlusDays(-1)),
            ("tomorrow", { } item) => Print(item.PlusDays(1)),
            ("this month", { } item) => $"{item:yyyy-MM}",
            ("last month", { } item) => $"{item.FirstOfMonth(-1):yyyy-MM}",
            ("last year", { } item) => $"{item.Year - 1:D4}",
            _ => null,
        };

    private static DateOnly? Nearest(DateOnly item, Func<int, DateOnly?> inYear) =>
        new[] { item.Year - 1, item.Year, item.Year + 1 }
            .Where(year => year is > 0 and <= 9999)
            .Select(inYear)
            .OfType<DateOnly>()
            .OrderBy(day => Math.Abs(day.DayNumber - item.DayNumber))
            .Cast<DateOnly?>()
            .FirstOrDefault();

    private static DateOnly? DayIn(int year, int month, int day) =>
        year is > 0 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    // Of "17 September 2022" what "14" lacks.
    private static string Rest(string to) =>
        to.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? to[(at + 1)..] : "";

    private static int MonthOf(string name) =>
        1 + Array.FindIndex(Months, month => name.StartsWith(month, StringComparison.Ordinal));

    private static int SeasonCode(string season) =>
        season switch
        {
            "spring" => 21,
            "summer" => 22,
            "winter" => 24,
            _ => 23,
        };

    private static string Print(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static readonly string[] Months =
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    private const string MonthName =
        "(?<month>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|"
        + "aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\\.?";
    private const string Part = "(?<part>early|mid-?|late|beginning of|start of|middle of|end of)";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"\b(on )?(mon|tues|wednes|thurs|fri|satur|sun)day\b")]
    private static partial Regex Weekday { get; }

    [GeneratedRegex(@"(?<![\d.])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?![\d.])")]
    private static partial Regex Numeric { get; }

    [GeneratedRegex("^(possibly|probably|perhaps|reportedly|apparently) ")]
    private static partial Regex Doubt { get; }

    [GeneratedRegex(@"^(around|about|circa|c\.|approximately) ")]
    private static partial Regex About { get; }

    [GeneratedRegex("^(on|in|the|during|in the|on the|at the) ")]
    private static partial Regex Leading { get; }

    [GeneratedRegex(
        "^(?<word>since|until|till|before|after|by|no later than|not later than|on or before) (the )?(?<date>.+)$"
    )]
    private static partial Regex Limited { get; }

    [GeneratedRegex(
        "^((?<between>between) (?<from>.+) and (?<to>.+)|(from )?(?<from>.+?)( (to|until) | ?- ?)(?<to>[0-9a-z].+))$"
    )]
    private static partial Regex Between { get; }

    [GeneratedRegex($@"^(the )?(?<day>\d{{1,2}})(st|nd|rd|th)?( of)? {MonthName}( (?<year>\d{{4}}))?$")]
    private static partial Regex DayFirst { get; }

    [GeneratedRegex($@"^{MonthName} (?<day>\d{{1,2}})(st|nd|rd|th)?( (?<year>\d{{4}}))?$")]
    private static partial Regex MonthFirst { get; }

    [GeneratedRegex($@"^(the )?({Part} ?)?{MonthName}( (of )?(?<year>\d{{4}}))?$")]
    private static partial Regex PartOfMonth { get; }

    [GeneratedRegex(
        "^(the )?((?<part>early|mid-?|late|beginning of|start of|middle of|end of|first half of|second half of) ?)?"
            + @"(?<year>\d{4})$"
    )]
    private static partial Regex PartOfYear { get; }

    [GeneratedRegex(@"^(the )?(?<season>spring|summer|autumn|fall|winter)( of)? (?<year>\d{4})$")]
    private static partial Regex Season { get; }

    [GeneratedRegex(@"^(the )?(?<decade>\d{3})0s$")]
    private static partial Regex Decade { get; }
}

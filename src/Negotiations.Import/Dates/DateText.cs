using System.Globalization;
using System.Text.RegularExpressions;
using Negotiations.Import.Reading;
using Negotiations.Values;

namespace Negotiations.Import.Dates;

/// <summary>How a date of a dataset was understood.</summary>
/// <param name="Date">In EDTF; null when the text says that there is none, or cannot be understood.</param>
/// <param name="Why">What was done to the text, or why it cannot be understood; null when it was taken as it
/// stands.</param>
/// <param name="IsUnderstood">False: someone has to look.</param>
public readonly record struct DateReading(Edtf? Date, string? Why, bool IsUnderstood)
{
    internal static DateReading None => new(null, null, IsUnderstood: true);

    internal static DateReading Unclear(string why) => new(null, why, IsUnderstood: false);
}

/// <summary>In which order a dataset writes days and months between slashes.</summary>
public enum DayOrder
{
    /// <summary>Unknown: only dates that can be read one way are read.</summary>
    Unsaid,

    /// <summary>31/12/2024.</summary>
    DayFirst,

    /// <summary>12/31/2024.</summary>
    MonthFirst,
}

/// <summary>
/// Understands the dates that files of this field hold: EDTF, and the ways spreadsheets and hurried hands spoil it.
/// Nothing is guessed: what can be read in two ways, or names no day anyone can mean, is not understood.
/// </summary>
public static partial class DateText
{
    // Real treaties go back to the Middle Ages; a year like 14 is the rest of a mistyped one.
    private const int FirstYear = 1000;

    private const int LastYear = 2200;

    private static readonly DateOnly SpreadsheetEpoch = new(1899, 12, 30);

    private static readonly string[] WordForms =
    [
        "d MMMM yyyy",
        "d MMM yyyy",
        "MMMM d, yyyy",
        "MMM d, yyyy",
        "MMMM d yyyy",
        "d-MMM-yyyy",
        "d-MMMM-yyyy",
    ];

    private static readonly string[] MonthForms = ["MMMM yyyy", "MMM yyyy", "MMM-yyyy"];

    /// <param name="text">As it is in the file; null or empty: no date.</param>
    /// <param name="order">Of dates between slashes.</param>
    public static DateReading Read(string? text, DayOrder order = DayOrder.Unsaid)
    {
        if (text is null || CellText.Simple(text) is not { Length: > 0 } date || CellText.IsAbsent(date))
            return DateReading.None;

        if (date.StartsWith("9999", StringComparison.Ordinal) && Edtf.TryParse(date, out _))
            return new DateReading(null, "The year 9999 stands for no end.", IsUnderstood: true);

        // 2021-22 is a summer in EDTF, and two years nearly everywhere else.
        if (TwoYears.Match(date) is { Success: true } years && Follow(years.Groups[1].Value, years.Groups[2].Value))
            return DateReading.Unclear($"'{Clip(date)}' may be two years, or a season of EDTF.");

        if (!date.Contains('T', StringComparison.Ordinal) && Edtf.TryParse(date, out var plain))
            return Check(plain!, date, why: null);

        if (Mend(date, order) is not (var mended, var why))
            return DateReading.Unclear($"'{Clip(date)}' is no date that can be read in one way.");

        return Edtf.TryParse(mended, out var read)
            ? Check(read!, date, why)
            : DateReading.Unclear($"'{Clip(date)}' names a day that there is not.");
    }

    private static bool Follow(string year, string next) =>
        (int.Parse(year, CultureInfo.InvariantCulture) + 1) % 100 == int.Parse(next, CultureInfo.InvariantCulture);

    private static DateReading Check(Edtf date, string text, string? why)
    {
        if (
            date.Earliest?.Year < FirstYear
            || date.Latest?.Year > LastYear
            || date is { Earliest: null, Latest.Year: < FirstYear }
        )
            return DateReading.Unclear($"'{Clip(text)}' lies outside the years {FirstYear} to {LastYear}.");

        // A bare year in a cell that is shown as a day: 2005 becomes the 2,005th day of the spreadsheet's calendar.
        if (
            date is { IsDay: true, Earliest: { Year: 1905, Month: 4 or 5 or 6 or 7 } day }
            && day.DayNumber - SpreadsheetEpoch.DayNumber is var year and > 1930
        )
            return DateReading.Unclear(
                $"'{Clip(text)}' may be the year {year.ToString(CultureInfo.InvariantCulture)}, which a "
                    + "spreadsheet showed as a day."
            );

        return new DateReading(date, why, IsUnderstood: true);
    }

    private static (string Date, string Why)? Mend(string text, DayOrder order)
    {
        if (Bare.Match(text) is { Success: true } range)
            return Bound(range);

        if (text[^1] == '-' || text[0] == '-')
            return text.Trim('-') is var trimmed && Edtf.TryParse(trimmed, out _)
                ? (trimmed, "A hyphen too many.")
                : null;

        // 2010/11 may be November 2010, or the two years; 2010.1 January, or October in a cell that holds a number. Two
        // dots without brackets leave one end open, and which it is no one says.
        if (YearAndStroke.IsMatch(text) || text.Contains("..", StringComparison.Ordinal))
            return null;

        if (Parts.Match(text) is { Success: true } parts)
            return OfParts(parts.Groups[1].Value, parts.Groups[2].Value, parts.Groups[3].Value);

        if (DateTimes.Match(text) is { Success: true } time)
            return (
                time.Groups[1].Value,
                "The time of day is left out; the day is that of the place which the text names."
            );

        if (TimeBehind.Match(text) is { Success: true } behind)
            return OfDay(text[..behind.Index], order);

        if (Dots.Match(text) is { Success: true } dots)
            return (
                $"{dots.Groups[3].Value}-{Two(dots.Groups[2].Value)}-{Two(dots.Groups[1].Value)}",
                "Written day.month.year."
            );

        if (DotMonth.Match(text) is { Success: true } month)
            return ($"{month.Groups[2].Value}-{Two(month.Groups[1].Value)}", "Written month.year.");

        if (Slashes.Match(text) is { Success: true } slashes)
            return OfSlashes(slashes.Groups[1].Value, slashes.Groups[2].Value, slashes.Groups[3].Value, order);

        return Compact(text) ?? Words(text);
    }

    private static (string, string)? OfDay(string text, DayOrder order)
    {
        const string LeftOut = "The time of day is left out; the day is that of the place which the text names.";
        if (Edtf.TryParse(text, out var day))
            return day!.IsDay ? (text, LeftOut) : null;

        return Mend(text, order) is (var mended, var why) ? (mended, $"{why} {LeftOut}") : null;
    }

    // 1981-09..1981-10 without brackets: one day out of the span, as signatures are.
    private static (string, string)? Bound(Match range)
    {
        var bracketed = $"[{range.Groups[1].Value}..{range.Groups[2].Value}]";
        return (bracketed, "A span of which one day is meant, without its brackets.");
    }

    private static (string, string)? OfParts(string year, string month, string day)
    {
        if (int.Parse(month, CultureInfo.InvariantCulture) == 0)
            return int.Parse(day, CultureInfo.InvariantCulture) == 0
                ? (year, "Month and day are given as 0: not known.")
                : null;

        if (day.Length > 0 && int.Parse(day, CultureInfo.InvariantCulture) == 0)
            return ($"{year}-{Two(month)}", "The day is given as 0: not known.");

        return (
            day.Length == 0 ? $"{year}-{Two(month)}" : $"{year}-{Two(month)}-{Two(day)}",
            "Written without its leading zeros, or with other separators."
        );
    }

    private static (string, string)? OfSlashes(string first, string second, string year, DayOrder order)
    {
        var (one, two) = (
            int.Parse(first, CultureInfo.InvariantCulture),
            int.Parse(second, CultureInfo.InvariantCulture)
        );
        var isDayFirst = order == DayOrder.DayFirst || (order == DayOrder.Unsaid && (one > 12 || one == two));
        if (!isDayFirst && order == DayOrder.Unsaid && two <= 12)
            return null;

        return isDayFirst
            ? ($"{year}-{Two(second)}-{Two(first)}", "Written with the day before the month.")
            : ($"{year}-{Two(first)}-{Two(second)}", "Written with the month before the day.");
    }

    private static (string, string)? Compact(string text)
    {
        if (!text.All(char.IsAsciiDigit))
            return null;

        if (text.Length == 8)
            return ($"{text[..4]}-{text[4..6]}-{text[6..]}", "Written without separators.");

        return
            text.Length == 5 && int.Parse(text, CultureInfo.InvariantCulture) is var serial and >= 10_000 and <= 80_000
            ? (Edtf.Day(SpreadsheetEpoch.PlusDays(serial)).Text, "The number of a day in a spreadsheet's calendar.")
            : null;
    }

    private static (string, string)? Words(string text)
    {
        if (Circa.Match(text) is { Success: true } circa)
            return (circa.Groups[1].Value + "~", "About then, in words.");

        if (
            DateOnly.TryParseExact(
                text,
                WordForms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AllowWhiteSpaces,
                out var day
            )
        )
            return (Edtf.Day(day).Text, "The month is written as a word.");

        if (
            DateOnly.TryParseExact(
                text,
                MonthForms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AllowWhiteSpaces,
                out var month
            )
        )
            return (Edtf.Day(month).Text[..7], "The month is written as a word.");

        if (FromTo.Match(text) is { Success: true } span)
            return ($"{span.Groups[1].Value}/{span.Groups[2].Value}", "A span, in words.");

        return NaturalDate.TryRead(text, published: null, out var written)
            ? (written!.Text, "Written in words.")
            : null;
    }

    private static string Two(string number) => number.PadLeft(2, '0');

    private static string Clip(string text) => Record.Slug.Clip(text);

    [GeneratedRegex(@"^(\d{4}(?:-\d{2}){0,2})\.\.(\d{4}(?:-\d{2}){0,2})$")]
    private static partial Regex Bare { get; }

    [GeneratedRegex(@"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$")]
    private static partial Regex Parts { get; }

    [GeneratedRegex(@"^\d{4}(?:/\d{1,2}|\.\d)$")]
    private static partial Regex YearAndStroke { get; }

    [GeneratedRegex(
        @"^(\d{4}-\d{2}-\d{2})[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)? ?"
            + @"(?:Z|[+-]\d{2}(?::?\d{2})?)?$"
    )]
    private static partial Regex DateTimes { get; }

    [GeneratedRegex(@"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")]
    private static partial Regex Dots { get; }

    [GeneratedRegex(@"^(\d{1,2})\.(\d{4})$")]
    private static partial Regex DotMonth { get; }

    // 21-22 is no month; a month as a number has at most 12.
    [GeneratedRegex(@"^(\d{4})-(2[1-4])$")]
    private static partial Regex TwoYears { get; }

    [GeneratedRegex(@",? (?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[AaPp]\.?[Mm]\.?)?$")]
    private static partial Regex TimeBehind { get; }

    [GeneratedRegex(@"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")]
    private static partial Regex Slashes { get; }

    [GeneratedRegex(@"^(\d{4}(?:-\d{2}){0,2}) (?:to|until|-|–|—) (\d{4}(?:-\d{2}){0,2})$")]
    private static partial Regex FromTo { get; }

    [GeneratedRegex(@"^(?:c\.?|ca\.?|circa|about)\s*(\d{4}(?:-\d{2})?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Circa { get; }
}

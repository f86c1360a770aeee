using System.Globalization;
using System.Text.RegularExpressions;

namespace Negotiations.Import.Dates;

/// <summary>Dates whose year has two digits, where a mapping says of which hundred years.</summary>
internal static partial class ShortYear
{
    /// <summary>The date with a year of four digits; the text itself where it is no such date, or nothing says which
    /// century is meant.</summary>
    /// <param name="text">21.04.23, 4/21/23.</param>
    /// <param name="from">The first of the hundred years; null: none is named.</param>
    public static string Widened(string text, int? from)
    {
        if (from is not { } first || Form.Match(Reading.CellText.Simple(text)) is not { Success: true } date)
            return text;

        var year = first - (first % 100) + int.Parse(date.Groups["year"].Value, CultureInfo.InvariantCulture);
        year += year < first ? 100 : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{date.Groups["before"].Value}{year}");
    }

    // 21.04.23, 4/21/23, 21-Apr-23, 21 апреля 23.
    [GeneratedRegex(@"^(?<before>\d{1,2}([./])\d{1,2}\1|\d{1,2}[ -]\p{L}{3,}\.?[ -])(?<year>\d{2})$")]
    private static partial Regex Form { get; }
}

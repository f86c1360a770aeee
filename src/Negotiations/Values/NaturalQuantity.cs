using System.Globalization;
using System.Text.RegularExpressions;

namespace Negotiations.Values;

/// <summary>
/// Numbers as English press items write them, read as what they support: "at least 24" sets a floor, "dozens" the
/// floor of the published table.
/// </summary>
public static partial class NaturalQuantity
{
    private const int MaxLength = 120;

    /// <summary>
    /// Reads any text; of what is not understood the words alone are stored, with the qualifier unknown.
    /// </summary>
    /// <param name="written">As the source writes it.</param>
    /// <param name="unit">Of the field, where the words name none.</param>
    public static Quantity Read(string written, string? unit = null)
    {
        var said = written.Trim();
        var text = Spaces.Replace(said.ToLowerInvariant().Replace('–', '-').Replace('—', '-'), " ");
        if (text.Length > MaxLength)
            return new Quantity
            {
                Text = said,
                Qualifier = Qualifier.Unknown,
                Unit = unit,
            };

        var measured = Unit.Match(text);
        unit = measured.Success ? UnitOf(measured.Groups["unit"].Value) : unit;
        if (measured.Success)
            text = text[..measured.Index].Trim();

        return (ReadNumbers(text) ?? ReadWord(text) ?? new Quantity { Qualifier = Qualifier.Unknown }) with
        {
            Text = said,
            Unit = unit,
        };
    }

    private static Quantity? ReadNumbers(string text)
    {
        if (
            Range.Match(text) is { Success: true } range
            && NumberOf(range, "low") is { } low
            && NumberOf(range, "high") is { } high
        )
            return new Quantity
            {
                Qualifier = Qualifier.Between,
                Low = low,
                High = high,
            };

        if (Bounded.Match(text) is not { Success: true } match || NumberOf(match, "number") is not { } number)
            return null;

        return match.Groups["word"].Value.Trim() switch
        {
            "" => new Quantity { Qualifier = Qualifier.Exact, Best = number },
            "at least" or "no fewer than" or "no less than" or "not less than" => new Quantity
            {
                Qualifier = Qualifier.AtLeast,
                Low = number,
            },
            "more than" or "over" or "above" => new Quantity { Qualifier = Qualifier.MoreThan, Low = number },
            "at most" or "up to" or "no more than" => new Quantity { Qualifier = Qualifier.AtMost, High = number },
            "less than" or "fewer than" or "under" or "below" => new Quantity
            {
                Qualifier = Qualifier.LessThan,
                High = number,
            },
            _ => new Quantity { Qualifier = Qualifier.About, Best = number },
        };
    }

    // The words give a floor by the convention when a view is made; no figure of ours is stored.
    private static Quantity? ReadWord(string text) =>
        Word.Match(text).Groups["word"].Value switch
        {
            "several" or "a few" or "some" => new Quantity { Qualifier = Qualifier.Several },
            "tens" => new Quantity { Qualifier = Qualifier.Tens },
            "dozens" => new Quantity { Qualifier = Qualifier.Dozens },
            "scores" => new Quantity { Qualifier = Qualifier.Scores },
            "hundreds" => new Quantity { Qualifier = Qualifier.Hundreds },
            "thousands" => new Quantity { Qualifier = Qualifier.Thousands },
            "all" => new Quantity { Qualifier = Qualifier.All },
            _ => null,
        };

    private static decimal? NumberOf(Match match, string group)
    {
        var text = match
            .Groups[group]
            .Value.Replace(",", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
        if (Array.IndexOf(Numerals, text) is >= 0 and var small)
            return small;

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * Times(match.Groups["times"].Value)
            : null;
    }

    private static decimal Times(string word) =>
        word switch
        {
            "thousand" => 1_000,
            "million" => 1_000_000,
            "billion" => 1_000_000_000,
            _ => 1,
        };

    private static string UnitOf(string unit) =>
        unit switch
        {
            "%" or "percent" or "per cent" => "percent",
            "people" or "persons" => "people",
            _ => "km",
        };

    private static readonly string[] Numerals =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    private const string Digits = @"\d{1,3}([, ]\d{3})+(\.\d+)?|\d+(\.\d+)?";
    private const string Numeral = "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
    private const string Multiplier = "( (?<times>thousand|million|billion))?";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"(?<=[\d\w]) ?(?<unit>km|kilometres|kilometers|%|percent|per cent|people|persons)$")]
    private static partial Regex Unit { get; }

    [GeneratedRegex(
        $"^(between |from )?(?<low>{Digits}|{Numeral}) ?(-|and|to) ?(?<high>{Digits}|{Numeral}){Multiplier}$"
    )]
    private static partial Regex Range { get; }

    [GeneratedRegex(
        "^(?<word>at least |no fewer than |no less than |not less than |more than |over |above |"
            + "at most |up to |no more than |less than |fewer than |under |below |"
            + "about |around |approximately |some |nearly |almost |roughly )?"
            + $"(?<number>{Digits}|{Numeral}){Multiplier}$"
    )]
    private static partial Regex Bounded { get; }

    [GeneratedRegex(@"^(the )?(?<word>several|a few|some|tens|dozens|scores|hundreds|thousands|all)\b")]
    private static partial Regex Word { get; }
}

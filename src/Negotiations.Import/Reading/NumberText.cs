using System.Globalization;
using System.Text.RegularExpressions;

namespace Negotiations.Import.Reading;

/// <summary>How a number of a table was understood.</summary>
/// <param name="Value">Null when it was not.</param>
/// <param name="Why">Why it was not; null when it was.</param>
internal readonly record struct NumberReading(decimal? Value, string? Why)
{
    public static implicit operator NumberReading(decimal value) => new(value, null);

    public static implicit operator NumberReading(string why) => new(null, why);
}

/// <summary>
/// Numbers as sheets of several countries write them. Nothing is guessed: 1.234 is a thousand in one country and a
/// little over one in another.
/// </summary>
internal static partial class NumberText
{
    /// <param name="decimalMark">A point or a comma, as the table names it; null: unknown.</param>
    /// <param name="thousandsMark">A point, comma, space or apostrophe; null: unknown.</param>
    public static NumberReading Read(string text, string? decimalMark = null, string? thousandsMark = null)
    {
        var plain = CellText.Simple(text);
        if (Digits.IsMatch(plain))
            return Parse(plain);

        if (decimalMark is not null || thousandsMark is not null)
            return ReadMarked(plain, decimalMark, thousandsMark);

        if (TwoReadings.IsMatch(plain))
            return $"'{Record.Slug.Clip(text)}' has two readings: name its marks, 'decimal' and 'thousands', in "
                + "the mapping.";

        if (Fraction.IsMatch(plain))
            return Parse(plain.Replace(',', '.'));

        // Several marks of one kind are between thousands only.
        return Grouped.IsMatch(plain)
            ? Parse(
                plain
                    .Replace(plain.First(letter => letter is ' ' or '\'' or '.' or ','), '_')
                    .Replace("_", "", StringComparison.Ordinal)
            )
            : $"'{Record.Slug.Clip(text)}' is no number.";
    }

    private static NumberReading ReadMarked(string plain, string? decimalMark, string? thousandsMark)
    {
        var thousands = thousandsMark ?? (decimalMark == "," ? "." : ",");
        var fraction = decimalMark ?? (thousands == "," ? "." : ",");
        var parts = plain.Split(fraction);
        var groups = parts[0].Split(thousands);
        var isGrouped =
            groups.Length == 1
            || (groups[0].TrimStart('-', '+').Length is 1 or 2 or 3 && groups.Skip(1).All(group => group.Length == 3));
        var whole = string.Concat(groups);
        return
            parts.Length <= 2
            && isGrouped
            && Digits.IsMatch(whole)
            && (parts.Length == 1 || parts[1].All(char.IsAsciiDigit))
            ? Parse(parts.Length == 1 ? whole : $"{whole}.{parts[1]}")
            : $"'{Record.Slug.Clip(plain)}' is no number with the decimal mark '{fraction}' and "
                + $"'{thousands}' for thousands.";
    }

    private static NumberReading Parse(string digits) =>
        decimal.TryParse(
            digits,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : $"'{Record.Slug.Clip(digits)}' is larger than any number that is stored.";

    [GeneratedRegex(@"^[+-]?\d+$")]
    private static partial Regex Digits { get; }

    // One mark, and three digits after it.
    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}[.,]\d{3}$")]
    private static partial Regex TwoReadings { get; }

    [GeneratedRegex(@"^[+-]?\d*[.,]\d+$")]
    private static partial Regex Fraction { get; }

    [GeneratedRegex(@"^[+-]?\d{1,3}(?:([ ',.])\d{3})(?:\1\d{3})*$")]
    private static partial Regex Grouped { get; }
}

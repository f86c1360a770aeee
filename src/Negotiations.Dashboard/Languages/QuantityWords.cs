using System.Globalization;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Languages;

// Numbers as their sources give them: the words first, then what they support.
public sealed partial class Words
{
    /// <param name="unit">Of the field, where the quantity names none.</param>
    public string Quantity(Quantity quantity, string? unit = null)
    {
        return Quantity(
            quantity.Text,
            Range(quantity.ToFigure(unit)),
            quantity.Unit ?? unit,
            quantity.ToFigure(unit) is { } figure
                ? Single(figure.Low, figure.Best, figure.High, figure.Open, figure.Approximate)
                : null
        );
    }

    public string Quantity(QuantityView quantity) =>
        Quantity(
            quantity.Text,
            Range(quantity.Low, quantity.Best, quantity.High, quantity.Open, quantity.Approximate),
            quantity.Unit,
            Single(quantity.Low, quantity.Best, quantity.High, quantity.Open, quantity.Approximate)
        );

    // People are what tolls count; to say so each time shows nothing.
    private string Quantity(string? text, string? range, string? unit, decimal? single)
    {
        var measured = range is null
            ? null
            : unit switch
            {
                null or "people" => range,
                "percent" => $"{range}\u00a0%",
                _ => $"{range}\u00a0{Known("unit", unit)}",
            };
        var isFigure =
            text is null
            || decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
            || IsSame(text, single, unit);
        return (isFigure, measured) switch
        {
            (true, null) => text ?? this["value.unknown"],
            (true, { } known) => known,
            (false, null) => this["said.value.quoted", text!],
            (false, { } known) => $"{this["said.value.quoted", text!]} ({known})",
        };
    }

    private static decimal? Single(decimal? low, decimal? best, decimal? high, OpenSide? open, bool? approximate) =>
        open is null && approximate != true && low is { } only && high == only && (best ?? only) == only ? only : null;

    // The words of the source are left out where they only repeat the figure: "302.29 km" beside 302.29 km.
    private bool IsSame(string text, decimal? single, string? unit)
    {
        if (single is not { } figure)
            return false;

        var squeezed = string.Concat(text.Where(each => !char.IsWhiteSpace(each)));
        var end = squeezed.TakeWhile(each => char.IsAsciiDigit(each) || each is '.' or ',').Count();
        var (digits, word) = (squeezed[..end], squeezed[end..]);
        return (IsFigure(digits) || IsFigure(digits.Replace(',', '.')))
            && (
                word.Length == 0
                || string.Equals(word, unit, StringComparison.OrdinalIgnoreCase)
                || (unit is not null && string.Equals(word, Known("unit", unit), StringComparison.OrdinalIgnoreCase))
                || (unit == "percent" && word == "%")
            );

        bool IsFigure(string number) =>
            decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out var read) && read == figure;
    }
}

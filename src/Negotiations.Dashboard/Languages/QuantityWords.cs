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
        return Quantity(quantity.Text, Range(quantity.ToFigure(unit)), quantity.Unit ?? unit);
    }

    public string Quantity(QuantityView quantity) =>
        Quantity(
            quantity.Text,
            Range(quantity.Low, quantity.Best, quantity.High, quantity.Open, quantity.Approximate),
            quantity.Unit
        );

    // People are what tolls count; to say so each time shows nothing.
    private string Quantity(string? text, string? range, string? unit)
    {
        var measured = range is null
            ? null
            : unit switch
            {
                null or "people" => range,
                "percent" => $"{range}\u00a0%",
                _ => $"{range}\u00a0{Known("unit", unit)}",
            };
        var isFigure = text is null || decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        return (isFigure, measured) switch
        {
            (true, null) => text ?? this["value.unknown"],
            (true, { } known) => known,
            (false, null) => $"“{text}”",
            (false, { } known) => $"“{text}” ({known})",
        };
    }
}

using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// A quantity as its source words it, with the limits that the words support under the published convention.
/// </summary>
/// <param name="Unit">As the source writes it; null where the field says it.</param>
/// <param name="Approximate">True where the source says "about".</param>
/// <param name="Open">The side on which the words set no limit.</param>
public sealed record QuantityView(
    string? Text,
    Qualifier? Qualifier,
    decimal? Low,
    decimal? Best,
    decimal? High,
    string? Unit,
    bool? Approximate = null,
    OpenSide? Open = null
)
{
    /// <param name="quantity">As its source gives it.</param>
    /// <param name="unit">Of the field, where the quantity names none.</param>
    public static QuantityView? Of(Quantity? quantity, string? unit = null) => With(quantity, quantity?.ToFigure(unit));

    /// <param name="quantity">As its source gives it.</param>
    /// <param name="figure">What it says under the convention.</param>
    internal static QuantityView? With(Quantity? quantity, Figure? figure) =>
        quantity is null
            ? null
            : new QuantityView(
                quantity.Text,
                quantity.Qualifier,
                figure?.Low,
                figure?.Best,
                figure?.High,
                quantity.Unit,
                figure?.Approximate,
                figure?.Open
            );
}

namespace Negotiations.Values;

/// <summary>
/// The published table that turns the word of a source into a floor. The words give a floor and nothing else: no best
/// figure, no ceiling.
/// </summary>
public static class QuantityConvention
{
    /// <summary>
    /// Moves when a number in the table does; shown beside the table in the documentation and by the API.
    /// </summary>
    public const int Version = 1;

    /// <summary>The least each word supports.</summary>
    public static IReadOnlyDictionary<Qualifier, decimal> Floors { get; } =
        new Dictionary<Qualifier, decimal>
        {
            [Qualifier.Several] = 3,
            [Qualifier.Tens] = 10,
            [Qualifier.Dozens] = 24,
            [Qualifier.Scores] = 40,
            [Qualifier.Hundreds] = 200,
            [Qualifier.Thousands] = 2000,
        };

    /// <summary>Bounds given by the source win; the word adds only what the source left open.</summary>
    /// <param name="quantity">As the source gives it.</param>
    /// <param name="unit">Of the field, where the quantity names none.</param>
    internal static Figure? Read(Quantity quantity, string? unit)
    {
        unit = quantity.Unit ?? unit;
        var (low, best, high) = (quantity.Low, quantity.Best, quantity.High);
        return quantity.Qualifier switch
        {
            // A bare figure is its own floor and ceiling; beside a bound of its own it is the best one within.
            null when low is null && high is null => Figure.Of(best, best, best, unit),
            null or Qualifier.Between or Qualifier.Unknown => Figure.Of(low, best, high, unit),
            Qualifier.Exact or Qualifier.Ordinal or Qualifier.All => Figure.Of(low ?? best, best, high ?? best, unit),
            Qualifier.About => Figure.Of(low ?? best, best, high ?? best, unit, isApproximate: true),

            // "At least 40" is written by some with the figure as best: it is a floor all the same, and no source
            // commits to it.
            Qualifier.AtLeast => Figure.Of(low ?? best, low is null ? null : best, high, unit),
            Qualifier.MoreThan => Figure.Of(Step(low ?? best, 1, unit), low is null ? null : best, high, unit),
            Qualifier.AtMost => Figure.Of(low, high is null ? null : best, high ?? best, unit),
            Qualifier.LessThan => Figure.Of(low, high is null ? null : best, Step(high ?? best, -1, unit), unit),
            var word => Figure.Of(low ?? Floors[word.Value], best, high, unit),
        };
    }

    // More than 40 people are at least 41; of what can be divided, more than 40 is as near to 40 as one likes.
    private static decimal? Step(decimal? limit, int by, string? unit) =>
        Units.AreWhole(unit) && limit is { } whole && decimal.IsInteger(whole) ? Math.Max(0, whole + by) : limit;
}

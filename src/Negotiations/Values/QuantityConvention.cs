namespace Negotiations.Values;

/// <summary>
/// The published table that turns the word of a source into a floor. The words give a floor and nothing else: no best figure, no ceiling.
/// </summary>
public static class QuantityConvention
{
    /// <summary>Moves when a number in the table does; shown beside the table in the documentation and by the API.</summary>
    public const int Version = 1;

    /// <summary>The least each word supports.</summary>
    public static IReadOnlyDictionary<Qualifier, decimal> Floors { get; } = new Dictionary<Qualifier, decimal>
    {
        [Qualifier.Several] = 3,
        [Qualifier.Tens] = 10,
        [Qualifier.Dozens] = 24,
        [Qualifier.Scores] = 40,
        [Qualifier.Hundreds] = 200,
        [Qualifier.Thousands] = 2000,
    };

    /// <summary>Bounds given by the source win; the word adds only what the source left open.</summary>
    public static Bounds Bound(Quantity quantity) => quantity.Qualifier switch
    {
        null => Given(quantity),
        // An exact figure is its own floor and ceiling.
        Qualifier.Exact or Qualifier.Ordinal or Qualifier.All when quantity.Best is { } best => new Bounds(quantity.Low ?? best, best, quantity.High ?? best),
        Qualifier.Exact or Qualifier.Ordinal or Qualifier.All => Given(quantity),
        // "At least 40" is written by some with the figure as best: it is a floor all the same, and nobody committed to it.
        Qualifier.AtLeast or Qualifier.MoreThan => new Bounds(quantity.Low ?? quantity.Best, quantity.Low is null ? null : quantity.Best, quantity.High),
        Qualifier.AtMost or Qualifier.LessThan => new Bounds(quantity.Low, quantity.High is null ? null : quantity.Best, quantity.High ?? quantity.Best),
        Qualifier.Between or Qualifier.About or Qualifier.Unknown => Given(quantity),
        var word => new Bounds(quantity.Low ?? Floors[word.Value], quantity.Best, quantity.High),
    };

    private static Bounds Given(Quantity quantity) => quantity is { Best: { } best, Low: null, High: null, Qualifier: null }
        ? new Bounds(best, best, best)
        : new Bounds(quantity.Low, quantity.Best, quantity.High);
}

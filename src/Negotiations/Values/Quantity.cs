using System.Text.Json.Serialization;

namespace Negotiations.Values;

/// <summary>A number as a source gives it: its words, and the bounds they support.</summary>
/// <remarks>
/// Stored as given. Bounds that the words alone support ("dozens" is at least 24) are read from <see cref="QuantityConvention"/> when a
/// view is made, and never stored, so that a better convention needs no rewritten event.
/// </remarks>
public sealed record Quantity
{
    /// <summary>The words of the source, kept for ever: "dozens". Null when it printed a bare figure.</summary>
    public string? Text { get; init; }

    /// <summary>How the words bound the number. Null: read off the figures that are given.</summary>
    public Qualifier? Qualifier { get; init; }

    /// <summary>The least the source supports, in <see cref="Unit"/>.</summary>
    public decimal? Low { get; init; }

    /// <summary>The figure the source commits to. Null when it commits to none; never the mean of the other two.</summary>
    public decimal? Best { get; init; }

    /// <summary>The most the source supports. Null when it sets no ceiling.</summary>
    public decimal? High { get; init; }

    /// <summary>km, people, percent, an ISO 4217 currency; null where the field says it.</summary>
    public string? Unit { get; init; }

    /// <summary>The bounds this quantity supports under the published convention.</summary>
    public Bounds ToBounds() => QuantityConvention.Bound(this);
}

/// <summary>How the words of a source bound a number.</summary>
public enum Qualifier
{
    Exact,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
    Between,
    Several,
    Tens,
    Dozens,
    Scores,
    Hundreds,
    Thousands,
    Ordinal,
    All,
    Unknown,
}

/// <summary>What can be said of a number: a floor, a committed figure, a ceiling. Null: the sources set none.</summary>
/// <param name="Low">The least that is supported.</param>
/// <param name="Best">The one figure committed to; null when none is, or when sources commit to different ones.</param>
/// <param name="High">The most that is supported; null when nothing sets a ceiling.</param>
public readonly record struct Bounds(decimal? Low, decimal? Best, decimal? High)
{
    [JsonIgnore]
    public bool IsEmpty => Low is null && Best is null && High is null;

    /// <summary>A figure given with its bounds out of order: low &lt;= best &lt;= high does not hold.</summary>
    [JsonIgnore]
    public bool IsOutOfOrder => Low > Best || Best > High || Low > High;

    /// <summary>
    /// What two accounts of the same number support together: the lower floor and the higher ceiling. Figures are never averaged:
    /// two different committed ones leave none. An account without a floor (or ceiling) does not remove the other's.
    /// </summary>
    public Bounds Envelope(Bounds other)
    {
        if (IsEmpty)
            return other;

        if (other.IsEmpty)
            return this;

        return new Bounds(
            Low is { } a && other.Low is { } b ? Math.Min(a, b) : Low ?? other.Low,
            Best == other.Best ? Best : null,
            High is { } c && other.High is { } d ? Math.Max(c, d) : High ?? other.High);
    }

    /// <summary>Two different numbers together. A part that sets no ceiling or commits to no figure leaves the sum without one.</summary>
    public Bounds Plus(Bounds other)
    {
        if (IsEmpty)
            return other;

        if (other.IsEmpty)
            return this;

        return new Bounds((Low ?? 0) + (other.Low ?? 0), Best + other.Best, High + other.High);
    }
}

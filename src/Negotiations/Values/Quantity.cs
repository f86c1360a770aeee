namespace Negotiations.Values;

/// <summary>A number as a source gives it: its words, and the bounds they support.</summary>
/// <remarks>
/// Stored as given. Bounds that the words alone support ("dozens" is at least 24) are read from
/// <see cref="QuantityConvention"/> when a view is made, and never stored, so that a better convention needs no
/// rewritten event.
/// </remarks>
public sealed record Quantity
{
    /// <summary>The words of the source, stored for ever: "dozens". Null when it printed a bare figure.</summary>
    public string? Text { get; init; }

    /// <summary>How the words bound the number. Null: read off the figures that are given.</summary>
    public Qualifier? Qualifier { get; init; }

    /// <summary>The least the source supports, in <see cref="Unit"/>.</summary>
    public decimal? Low { get; init; }

    /// <summary>
    /// The figure the source commits to. Null when it commits to none; never the mean of the other two.
    /// </summary>
    public decimal? Best { get; init; }

    /// <summary>The most the source supports. Null when it sets no ceiling.</summary>
    public decimal? High { get; init; }

    /// <summary>km, people, percent, an ISO 4217 currency; null where the field says it.</summary>
    [Member(MemberKind.Code)]
    public string? Unit { get; init; }

    /// <summary>
    /// What this quantity says under the published convention, in its own unit or else that of its field; null: no
    /// figure.
    /// </summary>
    /// <param name="unit">Of the field; null where the field has none.</param>
    public Figure? ToFigure(string? unit = null) => QuantityConvention.Read(this, unit);

    /// <summary>A figure given with its bounds out of order: low &lt;= best &lt;= high does not hold.</summary>
    internal bool IsOutOfOrder() => Low > Best || Best > High || Low > High;
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

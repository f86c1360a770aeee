using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>How much of the boundary is agreed, in km; the share in percent. Null: no source says.</summary>
/// <param name="Agreed">The latest running total and what was agreed certainly after it: then at least.</param>
/// <param name="Total">The whole boundary, as last stated.</param>
/// <param name="Remaining">As last stated; at most that where more was agreed since.</param>
/// <param name="Share">As last stated; at least that where more was agreed since.</param>
/// <param name="AllAgreed">A source says that nothing is left open, and none has since said otherwise; null: no source
/// says anything of the boundary's sections or length.</param>
public sealed record SectionsView(
    DatedFigure? Agreed,
    DatedFigure? Total,
    DatedFigure? Remaining,
    DatedFigure? Share,
    bool? AllAgreed
);

/// <summary>A figure with the day on which it stood.</summary>
/// <param name="Low">As in <see cref="Figure"/>.</param>
/// <param name="Best">Likewise.</param>
/// <param name="High">Likewise.</param>
/// <param name="Unit">Likewise.</param>
/// <param name="Approximate">Likewise.</param>
/// <param name="Open">Likewise.</param>
/// <param name="AsOf">Of the latest report in it.</param>
public sealed record DatedFigure(
    decimal? Low,
    decimal? Best,
    decimal? High,
    string? Unit,
    bool? Approximate,
    OpenSide? Open,
    Edtf AsOf
)
{
    internal static DatedFigure? Of(Figure? figure, Edtf? asOf) =>
        figure is null || asOf is null
            ? null
            : new DatedFigure(figure.Low, figure.Best, figure.High, figure.Unit, figure.Approximate, figure.Open, asOf);

    /// <summary>Without its day.</summary>
    public Figure ToFigure() => new(Low, Best, High, Unit, Approximate, Open);
}

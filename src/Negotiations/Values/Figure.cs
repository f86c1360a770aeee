using System.Text.Json.Serialization;

namespace Negotiations.Values;

/// <summary>
/// What sources say of one number: the outermost figures that they state as limits, and the sides on which one of
/// them sets none.
/// </summary>
/// <param name="Low">The lowest figure stated as a limit from below; null: none is stated.</param>
/// <param name="Best">The figure on which every statement agrees; null: there is none. Never a mean.</param>
/// <param name="High">The highest figure stated as a limit from above; null: none is stated.</param>
/// <param name="Unit">Of all three; null where no source names one and the field has none.</param>
/// <param name="Approximate">True where a source says "about"; null: none does.</param>
/// <param name="Open">The sides on which a statement sets no limit; null: each statement sets both.</param>
public sealed record Figure(
    decimal? Low,
    decimal? Best,
    decimal? High,
    string? Unit,
    bool? Approximate = null,
    OpenSide? Open = null
)
{
    /// <summary>Below this no statement goes; null: one of them sets no limit there.</summary>
    [JsonIgnore]
    public decimal? Floor => Open is OpenSide.Below or OpenSide.Both ? null : Low;

    /// <summary>Above this no statement goes; null: one of them sets no limit there.</summary>
    [JsonIgnore]
    public decimal? Ceiling => Open is OpenSide.Above or OpenSide.Both ? null : High;

    /// <summary>A figure with both limits, which are the same.</summary>
    public static Figure Exactly(decimal figure, string? unit) => new(figure, figure, figure, unit);

    /// <summary>A figure from its limits; a missing one leaves that side open. Null when nothing is stated.</summary>
    public static Figure? Of(decimal? low, decimal? best, decimal? high, string? unit, bool isApproximate = false)
    {
        if (low is null && best is null && high is null)
            return null;

        // A statement whose own figures are out of order still covers all of them.
        if (low > high)
            (low, high) = (high, low);

        return new Figure(
            Least(low, best),
            best,
            Most(high, best),
            unit,
            isApproximate ? true : null,
            SideOf(low is null, high is null)
        );

        static decimal? Least(decimal? limit, decimal? best) => best < limit ? best : limit;
        static decimal? Most(decimal? limit, decimal? best) => best > limit ? best : limit;
    }

    /// <summary>
    /// Everything that some of the statements allow of one number; null when there are none. All are in one unit.
    /// </summary>
    public static Figure? Union(IReadOnlyList<Figure> statements)
    {
        if (statements is [] or [_])
            return statements is [var only] ? only : null;

        decimal? low = null;
        decimal? high = null;
        var (isOpenBelow, isOpenAbove, isApproximate) = (false, false, false);
        foreach (var each in statements)
        {
            low = each.Low < low || low is null ? each.Low ?? low : low;
            high = each.High > high || high is null ? each.High ?? high : high;
            isOpenBelow |= each.Floor is null;
            isOpenAbove |= each.Ceiling is null;
            isApproximate |= each.Approximate == true;
        }

        // "At most 50" and "at least 100": both limits are stated, both sides are open, and the outermost figures are
        // 50 and 100.
        if (low > high)
            (low, high) = (high, low);

        var best = statements[0].Best;
        return new Figure(
            low,
            statements.All(each => each.Best == best) ? best : null,
            high,
            statements[0].Unit,
            isApproximate ? true : null,
            SideOf(isOpenBelow, isOpenAbove)
        );
    }

    /// <summary>Several numbers together; null when there are none. All are in one unit and none is negative.</summary>
    public static Figure? Sum(IReadOnlyList<Figure> parts)
    {
        if (parts is [] or [_])
            return parts is [var only] ? only : null;

        decimal? high = 0;
        decimal? best = 0;
        var low = 0m;
        var (isOpenBelow, isOpenAbove, isApproximate) = (false, false, false);
        foreach (var each in parts)
        {
            low += each.Low ?? 0;
            high += each.High;
            best += each.Best;
            isOpenBelow |= each.Floor is null;
            isOpenAbove |= each.Ceiling is null;
            isApproximate |= each.Approximate == true;
        }

        return new Figure(
            parts.All(each => each.Low is null) ? null : low,
            best,
            high,
            parts[0].Unit,
            isApproximate ? true : null,
            SideOf(isOpenBelow, isOpenAbove)
        );
    }

    /// <summary>The same as a part of something larger: no limit from above and no one figure.</summary>
    public Figure AsFloor() =>
        this with
        {
            Best = null,
            High = null,
            Open = Floor is null ? OpenSide.Both : OpenSide.Above,
        };

    /// <summary>The same of something that has since become less: no limit from below and no one figure.</summary>
    public Figure AsCeiling() =>
        this with
        {
            Low = null,
            Best = null,
            Open = Ceiling is null ? OpenSide.Both : OpenSide.Below,
        };

    /// <summary>The same in another unit; null where the units are not of one kind.</summary>
    public Figure? In(string unit) =>
        Unit == unit ? this
        : Units.Factor(Unit, unit) is { } factor
            ? this with
            {
                Low = Low * factor,
                Best = Best * factor,
                High = High * factor,
                Unit = unit,
            }
        : null;

    /// <summary>Some number satisfies both.</summary>
    public bool Meets(Figure other) => !(Floor > other.Ceiling) && !(other.Floor > Ceiling);

    private static OpenSide? SideOf(bool isOpenBelow, bool isOpenAbove) =>
        (isOpenBelow, isOpenAbove) switch
        {
            (true, true) => OpenSide.Both,
            (true, false) => OpenSide.Below,
            (false, true) => OpenSide.Above,
            _ => null,
        };
}

/// <summary>The sides of a figure on which a statement sets no limit.</summary>
public enum OpenSide
{
    Below,
    Above,
    Both,
}

namespace Negotiations.Values;

/// <summary>What one date of an EDTF text supports: its days, and of a date-time its instants.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="From">The first instant of a date-time; null: of a bare day, which begins where it is a day.</param>
/// <param name="To">The last instant of a date-time.</param>
internal readonly record struct EdtfSpan(
    DateOnly First,
    DateOnly Last,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null
)
{
    public DateTimeOffset Begins(TimeSpan offset) => From ?? First.Begins(offset);

    public DateTimeOffset Ends(TimeSpan offset) => To ?? Last.Ends(offset);

    /// <summary>Further apart on both sides; never beyond the ends of the calendar.</summary>
    public EdtfSpan Widen(EdtfUnit unit, int times) =>
        unit switch
        {
            { Months: > 0 } => new(First.PlusMonths(-unit.Months * times), Last.PlusMonthsAtEnd(unit.Months * times)),
            { Days: > 0 } => new(First.PlusDays(-unit.Days * times), Last.PlusDays(unit.Days * times)),
            _ => Widen(unit.Time * times),
        };

    private EdtfSpan Widen(TimeSpan by)
    {
        var (from, to) = (From!.Value.PlusSpan(-by), To!.Value.PlusSpan(by));
        return new(DateOnly.FromDateTime(from.DateTime), DateOnly.FromDateTime(to.DateTime), from, to);
    }
}

/// <summary>The unit of a date's precision: one of the three is set.</summary>
internal readonly record struct EdtfUnit(int Months, int Days, TimeSpan Time)
{
    public static EdtfUnit OfMonths(int months) => new(months, 0, default);

    public static EdtfUnit OfDays(int days) => new(0, days, default);

    public static EdtfUnit OfTime(TimeSpan time) => new(0, 0, time);
}

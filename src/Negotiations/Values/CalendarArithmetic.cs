namespace Negotiations.Values;

/// <summary>
/// Days and months added to a day. The calendar ends on 0001-01-01 and 9999-12-31, and dates of the record may lie
/// there ("no end" is often
/// written 9999-12-31): a result beyond an end is that end, and no addition fails.
/// </summary>
public static class CalendarArithmetic
{
    public static DateOnly PlusDays(this DateOnly day, long days) =>
        DateOnly.FromDayNumber((int)Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber,
            DateOnly.MaxValue.DayNumber));

    /// <summary>The first day of the month that lies so many months later.</summary>
    public static DateOnly FirstOfMonth(this DateOnly day, int monthsLater = 0)
    {
        var month = (day.Year * 12L) + day.Month - 1 + monthsLater;
        return month switch
        {
            < 12 => DateOnly.MinValue,
            > (9999 * 12) + 11 => new DateOnly(9999, 12, 1),
            _ => new DateOnly((int)(month / 12), (int)(month % 12) + 1, 1),
        };
    }

    public static DateOnly LastOfMonth(this DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}

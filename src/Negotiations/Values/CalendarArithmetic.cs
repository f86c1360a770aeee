namespace Negotiations.Values;

/// <summary>
/// Days and months added to a day. The calendar ends on 0001-01-01 and 9999-12-31, and dates of the record may lie
/// there ("no end" is often
/// written 9999-12-31): a result beyond an end is that end, and no addition fails.
/// </summary>
public static class CalendarArithmetic
{
    public static DateOnly PlusDays(this DateOnly day, long days) =>
        DateOnly.FromDayNumber(
            (int)Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber)
        );

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

    /// <summary>The same day of another month, or its last day where it has no such day.</summary>
    public static DateOnly PlusMonths(this DateOnly day, int months)
    {
        var month = (day.Year * 12L) + day.Month - 1 + months;
        if (month < 12)
            return DateOnly.MinValue;

        if (month > (9999 * 12) + 11)
            return DateOnly.MaxValue;

        var (year, of) = ((int)(month / 12), (int)(month % 12) + 1);
        return new DateOnly(year, of, Math.Min(day.Day, DateTime.DaysInMonth(year, of)));
    }

    /// <summary>As <see cref="PlusMonths"/>; the last day of a month stays the last day of a month.</summary>
    public static DateOnly PlusMonthsAtEnd(this DateOnly day, int months) =>
        day == day.LastOfMonth() ? day.PlusMonths(months).LastOfMonth() : day.PlusMonths(months);

    /// <summary>The first instant of a day at an offset from UTC.</summary>
    public static DateTimeOffset Begins(this DateOnly day, TimeSpan offset) =>
        At((day.DayNumber * TimeSpan.TicksPerDay) - offset.Ticks);

    /// <summary>The last instant of a day at an offset from UTC.</summary>
    public static DateTimeOffset Ends(this DateOnly day, TimeSpan offset) =>
        At(((day.DayNumber + 1L) * TimeSpan.TicksPerDay) - 1 - offset.Ticks);

    /// <summary>The day on which an instant lies at an offset from UTC.</summary>
    public static DateOnly DayAt(this DateTimeOffset at, TimeSpan offset) =>
        DateOnly.FromDateTime(At(at.UtcTicks + offset.Ticks).UtcDateTime);

    public static DateTimeOffset PlusSpan(this DateTimeOffset at, TimeSpan span)
    {
        var utc = At(at.UtcTicks + span.Ticks);
        var local = utc.UtcTicks + at.Offset.Ticks;
        return local < 0 || local > DateTime.MaxValue.Ticks ? utc : utc.ToOffset(at.Offset);
    }

    private static DateTimeOffset At(long utcTicks) =>
        new(Math.Clamp(utcTicks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}

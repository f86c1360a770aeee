namespace Negotiations.Dashboard.Drawing;

/// <summary>Days along a line.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="From">Where the first day lies.</param>
/// <param name="To">Where the last day lies.</param>
public sealed record TimeScale(DateOnly First, DateOnly Last, double From, double To)
{
    private const int LeastDays = 60;
    private const int MostTicks = 9;

    // A label is in the middle below its tick, and must not be cut off at the ends.
    private const double LabelHalf = 30;

    // In months: from month by month to centuries.
    private static readonly int[] Steps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

    /// <summary>Around some days, with room at both ends for what has no end.</summary>
    public static TimeScale Around(IReadOnlyCollection<DateOnly> days, DateOnly fallback, double from, double to)
    {
        var (first, last) = days.Count == 0 ? (fallback, fallback) : (days.Min(), days.Max());
        var missing = Math.Max(0, LeastDays - (last.DayNumber - first.DayNumber));
        var pad = (missing / 2) + Math.Max(2, (last.DayNumber - first.DayNumber) / 24);
        return new TimeScale(Shift(first, -pad), Shift(last, pad), from, to);
    }

    public double X(DateOnly day) =>
        From
        + (
            (To - From)
            * (Math.Clamp(day.DayNumber, First.DayNumber, Last.DayNumber) - First.DayNumber)
            / Math.Max(1, Last.DayNumber - First.DayNumber)
        );

    /// <summary>First days of months, quarters, years or decades, and whether whole years are meant.</summary>
    public IReadOnlyList<(DateOnly Day, bool IsYear)> Ticks()
    {
        var months = ((Last.Year - First.Year) * 12) + Last.Month - First.Month;
        var step = Array.Find(Steps, step => months / step <= MostTicks) is > 0 and var fitting ? fitting : Steps[^1];
        var month = ((First.Year * 12) + First.Month - 1 + step - 1) / step * step;
        List<(DateOnly, bool)> ticks = [];
        for (; month / 12 is > 0 and <= 9999 && new DateOnly(month / 12, (month % 12) + 1, 1) <= Last; month += step)
            if (
                new DateOnly(month / 12, (month % 12) + 1, 1) is var day
                && day >= First
                && X(day) - From > LabelHalf
                && To - X(day) > LabelHalf
            )
                ticks.Add((day, step >= 12));

        return ticks;
    }

    private static DateOnly Shift(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, 0, DateOnly.MaxValue.DayNumber));
}

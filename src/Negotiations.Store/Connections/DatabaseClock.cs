using System.Diagnostics;

namespace Negotiations.Store.Connections;

/// <summary>
/// The time by the database's clock, for questions about today. A node's own clock may be days off; what is asked of
/// the database once is carried on by the node's monotonic timer, and every commit sets it right again.
/// </summary>
public sealed class DatabaseClock
{
    private Reading reading = new(DateTimeOffset.UnixEpoch, 0);

    public DateTimeOffset Now
    {
        get
        {
            var (at, ticks) = reading;
            return at + Stopwatch.GetElapsedTime(ticks);
        }
    }

    /// <summary>The day, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>
    /// The latest calendar day anywhere on Earth (UTC+14): what lies wholly after it has not happened.
    /// </summary>
    public DateOnly LatestToday => LatestDayOf(Now);

    /// <summary>The last calendar day that has begun everywhere on Earth (UTC-12): stored views are of it.</summary>
    public DateOnly EarliestToday => EarliestDayOf(Now);

    public static DateOnly EarliestDayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.UtcDateTime.AddHours(-12));

    public static DateOnly LatestDayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.UtcDateTime.AddHours(14));

    public void Set(DateTimeOffset databaseNow) => reading = new Reading(databaseNow, Stopwatch.GetTimestamp());

    private sealed record Reading(DateTimeOffset At, long Ticks);
}

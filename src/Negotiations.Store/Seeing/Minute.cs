namespace Negotiations.Store.Seeing;

/// <summary>The minute of an instant, in UTC as the leaves of the log have it.</summary>
public static class Minute
{
    /// <summary>In SQL, of a column of instants: the same in every time zone of a session.</summary>
    public static string OfSql(string column) => $"date_trunc('minute', {column}, 'UTC')";

    /// <summary>Its beginning.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>The last microsecond of it.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset instant) =>
        Of(instant).AddTicks(TimeSpan.TicksPerMinute - TimeSpan.TicksPerMicrosecond);

    /// <summary>The last microsecond before it.</summary>
    public static DateTimeOffset Before(DateTimeOffset instant) =>
        Of(instant) is var minute && minute.Ticks < TimeSpan.TicksPerMicrosecond ? minute : minute.AddMicroseconds(-1);
}

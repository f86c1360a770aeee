using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>The days on which something may lie, or over which it lasted; null: no limit on that side.</summary>
internal readonly record struct DaySpan(DateOnly? From, DateOnly? To)
{
    public static DaySpan Of(Edtf date) => new(date.Earliest, date.Latest);

    public bool IsCertainlyBefore(DaySpan other) => To is { } end && other.From is { } start && end < start;

    public bool Overlaps(DaySpan other) => !IsCertainlyBefore(other) && !other.IsCertainlyBefore(this);

    /// <summary>One day, and the same.</summary>
    public bool IsSameDayAs(DaySpan other) => From is not null && From == To && this == other;

    /// <summary>When both have been.</summary>
    public DaySpan LaterOf(DaySpan other) =>
        new(
            From is { } a && other.From is { } b ? (a > b ? a : b) : From ?? other.From,
            To is { } c && other.To is { } d ? (c > d ? c : d) : null
        );
}

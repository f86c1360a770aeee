using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The instants up to which a view is folded. Of a day in the past both are its end; now has two: what time alone turns
/// is possible once its day has begun anywhere on Earth, and certain once it has begun everywhere.
/// </summary>
/// <param name="Possible">What begins by then may have been.</param>
/// <param name="Certain">What ends by then has been.</param>
/// <param name="IsNow">Of the view of now: what was done when it was recorded counts at once.</param>
/// <param name="Offset">Where bare days are days.</param>
internal readonly record struct Moment(DateTimeOffset Possible, DateTimeOffset Certain, bool IsNow, TimeSpan Offset)
{
    public static Moment Of(Clocks clocks, TimeSpan offset) =>
        clocks switch
        {
            { Everywhere: { } day } => new(clocks.AsOf.Ends(offset), day.Ends(offset), true, offset),
            { At: { } at } => new(at, at, false, offset),
            _ => new(clocks.AsOf.Ends(offset), clocks.AsOf.Ends(offset), false, offset),
        };

    public DateOnly PossibleDay => Possible.DayAt(Offset);

    public DateOnly CertainDay => Certain.DayAt(Offset);

    /// <summary>The day so many days after something that took effect at some instant between two.</summary>
    /// <param name="from">The earliest instant; <see cref="DateTimeOffset.MinValue"/>: unbounded.</param>
    /// <param name="to">The latest.</param>
    /// <param name="days">How many days later.</param>
    /// <returns>One day, or one of several: which, no one knows.</returns>
    public Edtf DaysAfter(DateTimeOffset from, DateTimeOffset to, int days)
    {
        var (first, last) = (from.DayAt(Offset).PlusDays(days), to.DayAt(Offset).PlusDays(days));
        return from == DateTimeOffset.MinValue ? Edtf.Parse($"[..{Edtf.Day(last)}]")
            : first == last ? Edtf.Day(first)
            : Edtf.Parse($"[{Edtf.Day(first)}..{Edtf.Day(last)}]");
    }

    public bool MayBe(PlacedEvent each) => each.From <= Possible || (IsNow && each.WasDone);

    /// <summary>It certainly was, in every reading that takes it in.</summary>
    public bool Was(PlacedEvent each) => each.HasBegunBy <= Certain || (IsNow && each.WasDone);

    /// <summary>It certainly was, in every reading.</summary>
    public bool IsFirm(PlacedEvent each) => !each.Optional && Was(each);

    /// <inheritdoc cref="IsFirm(PlacedEvent)" />
    public bool IsFirm(IPlaced each) => !each.IsOptional && each.Was(this);

    /// <summary>What counts at all has come by the moment.</summary>
    public DateTimeOffset Clamp(DateTimeOffset at) => at < Possible ? at : Possible;
}

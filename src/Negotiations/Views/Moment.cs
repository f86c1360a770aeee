namespace Negotiations.Views;

/// <summary>The instants up to which a view is told.</summary>
internal readonly record struct Moment(DateTimeOffset Possible, DateTimeOffset Certain, bool IsNow, TimeSpan Offset)
{
    public bool MayBe(PlacedEvent each) => each.From <= Possible || (IsNow && each.WasDone);

    /// <summary>It certainly was, in every reading that takes it in.</summary>
    public bool Was(PlacedEvent each) => each.To <= Certain || (IsNow && each.WasDone);
}

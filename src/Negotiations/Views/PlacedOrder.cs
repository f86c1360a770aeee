namespace Negotiations.Views;

/// <summary>Which comes first of things that take effect at some instant between two.</summary>
internal static class PlacedOrder
{
    /// <summary>
    /// The first is over before the second begins. Or both are of one day: then they stand in the order of the history,
    /// and neither says that it is the later one.
    /// </summary>
    public static bool AreInTurn(IPlaced one, IPlaced other) =>
        one.To < other.From
        || ((one.From, one.To) == (other.From, other.To) && one.To - one.From <= TimeSpan.FromDays(1));

    /// <param name="all">In the order of the reference.</param>
    public static bool AreInTurn(IReadOnlyList<IPlaced> all)
    {
        for (var i = 1; i < all.Count; i++)
            if (!AreInTurn(all[i - 1], all[i]))
                return false;

        return true;
    }

    /// <summary>
    /// Those that may be the first: whatever begins no later than the first end of one that certainly was.
    /// </summary>
    public static IEnumerable<T> MayBeFirst<T>(IReadOnlyCollection<T> all, Moment moment)
        where T : class, IPlaced
    {
        var end = all.Where(each => moment.IsFirm(each)).Min(each => (DateTimeOffset?)each.To);
        return all.Where(each => !(each.From > end));
    }
}

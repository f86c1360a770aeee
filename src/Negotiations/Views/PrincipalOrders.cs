namespace Negotiations.Views;

/// <summary>
/// Which of several principal instruments is the latest depends on the placing: every order that their first days
/// allow. What takes the place of another is later than it, whatever the days.
/// </summary>
internal static class PrincipalOrders
{
    public static IEnumerable<IReadOnlyList<TrackedInstrument>> Of(IReadOnlyList<TrackedInstrument> principals)
    {
        if (principals.Count < 2)
            return [principals];

        return Orders([], principals, MayBegin);
    }

    /// <summary>As they are, but for those that take the place of one behind them.</summary>
    public static IReadOnlyList<TrackedInstrument> InOrder(IReadOnlyList<TrackedInstrument> principals) =>
        principals.Count < 2 ? principals : Orders([], principals, (_, _) => true).First();

    private static IEnumerable<IReadOnlyList<TrackedInstrument>> Orders(
        IReadOnlyList<TrackedInstrument> before,
        IReadOnlyList<TrackedInstrument> rest,
        Func<TrackedInstrument, TrackedInstrument, bool> mayBegin
    )
    {
        if (rest.Count == 0)
            return [before];

        // Two that are said to take each other's place are in no order.
        var next = rest.Where(one => rest.All(other => other == one || !one.TakesThePlaceOf(other))).ToList();
        IReadOnlyList<TrackedInstrument> open = next.Count > 0 ? next : rest;
        return open.Where(one => open.All(other => other == one || mayBegin(one, other)))
            .SelectMany(one => Orders([.. before, one], [.. rest.Where(other => other != one)], mayBegin));
    }

    // The other did not certainly begin before it.
    private static bool MayBegin(TrackedInstrument one, TrackedInstrument other) =>
        one.Events.Min(each => each.From)
        <= other
            .Events.Where(each => !each.Optional)
            .Select(each => each.To)
            .DefaultIfEmpty(DateTimeOffset.MaxValue)
            .Min();
}

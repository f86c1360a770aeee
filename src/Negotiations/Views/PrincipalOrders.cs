namespace Negotiations.Views;

/// <summary>
/// Which of several principal instruments is the latest depends on the placing: every order that their first days
/// allow.
/// </summary>
internal static class PrincipalOrders
{
    public static IEnumerable<IReadOnlyList<TrackedInstrument>> Of(IReadOnlyList<TrackedInstrument> marked)
    {
        if (marked.Count < 2)
            return [marked];

        return Orders([], marked);
    }

    private static IEnumerable<IReadOnlyList<TrackedInstrument>> Orders(
        IReadOnlyList<TrackedInstrument> before,
        IReadOnlyList<TrackedInstrument> rest
    )
    {
        if (rest.Count == 0)
            return [before];

        return rest.Where(next => rest.All(other => other == next || MayBegin(next, other)))
            .SelectMany(next => Orders([.. before, next], [.. rest.Where(other => other != next)]));
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

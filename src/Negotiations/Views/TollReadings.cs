using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// What the tolls of one clash come to in each reading, one by one: which counts replace others depends on which of
/// them are in. Where more is open than can be read so, <see cref="TollHull"/> has a superset.
/// </summary>
/// <param name="Total">Each figure of all sides, once; null among them: in some reading none counts them.</param>
/// <param name="Sides">The same of each side that some report counts.</param>
internal sealed record TollReadings(
    IReadOnlyList<Figure?> Total,
    IReadOnlyList<(string Side, IReadOnlyList<Figure?> Figures)> Sides
)
{
    // Each doubles the readings.
    private const int MostOpen = 6;

    // So many values of one figure say less than what holds them all.
    private const int MostFigures = 12;

    /// <param name="tolls">Of the clash, in the order of the reference, with whether each is in every reading.</param>
    /// <param name="reports">Of the clash itself, that name its sides.</param>
    /// <param name="parties">Sides where none is named; null: they differ too.</param>
    /// <param name="isFirm">It was, in every placing and reading.</param>
    /// <param name="loss">Which, by place in <see cref="Loss.All"/>.</param>
    /// <returns>Null: more than can be read one by one.</returns>
    public static TollReadings? Of(
        List<(Toll Toll, bool IsFirm)> tolls,
        IReadOnlyList<PlacedEvent> reports,
        IReadOnlyCollection<string>? parties,
        Func<PlacedEvent, bool> isFirm,
        int loss
    )
    {
        var named = reports.Where(each => SidesOf(each).Count > 0).ToList();
        List<object> open =
        [
            .. tolls.Where(each => !each.IsFirm).Select(each => each.Toll),
            .. named.Where(each => !isFirm(each)),
        ];
        if (parties is null || open.Count > MostOpen)
            return null;

        List<Figure?> all = [];
        OrderedDictionary<string, List<Figure?>> sides = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (toll, _) in tolls)
            if (toll.Fact.Side is { } side)
                sides.TryAdd(side, []);

        for (var reading = 0; reading < 1 << open.Count; reading++)
        {
            var isOut = open.Where((_, i) => (reading & (1 << i)) == 0).ToHashSet();
            SortedSet<string> fought = new(
                named.Where(each => !isOut.Contains(each)).SelectMany(SidesOf),
                StringComparer.OrdinalIgnoreCase
            );
            var counted = IncidentLoss.Of(
                [.. tolls.Select(each => each.Toll).Where(toll => !isOut.Contains(toll))],
                loss,
                fought.Count > 0 ? fought : parties
            );
            Add(all, counted?.Total?.Figure);
            foreach (var (side, figures) in sides)
                Add(figures, counted?.OfSide(side));
        }

        return all.Count > MostFigures || sides.Values.Any(each => each.Count > MostFigures)
            ? null
            : new TollReadings(all, [.. sides.Select(each => (each.Key, (IReadOnlyList<Figure?>)each.Value))]);

        static void Add(List<Figure?> figures, Figure? figure)
        {
            if (!figures.Contains(figure))
                figures.Add(figure);
        }
    }

    private static List<string> SidesOf(PlacedEvent report) =>
        [
            .. (report.Event.Fact.Actors ?? [])
                .Where(actor => actor.Role is ActorRole.SideA or ActorRole.SideB)
                .Select(actor => actor.Id),
        ];
}

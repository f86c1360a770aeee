using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Counts that cannot all be so. Only counts of one counter are held against each other: counters that differ are a
/// range.
/// </summary>
internal static class TollChecks
{
    public static void Find(IncidentLoss counted, int loss, FoldTrace trace)
    {
        if (counted.Series is [] or [{ Decreases.Count: 0 }])
            return;

        var kind = Loss.All[loss];
        if (kind.Grows)
            foreach (var (earlier, later) in counted.Series.SelectMany(series => series.Decreases))
                trace.Anomaly(
                    "toll-decreased",
                    [earlier.Id, later.Id],
                    ("counter", later.Counter),
                    ("earlier", earlier.Of(loss)!.Floor!),
                    ("loss", kind.Name),
                    ("later", later.Of(loss)!.Ceiling!)
                );

        foreach (
            var counter in counted
                .Series.Where(series => series.CountsAll && series.Standing.Count == 1)
                .GroupBy(series => series.Key)
        )
            if (counter.FirstOrDefault(series => series.Side is null) is { } headline)
                CheckSum(
                    headline.Standing[0],
                    [.. counter.Where(series => series.Side is not null).Select(series => series.Standing[0])],
                    kind,
                    trace
                );
    }

    // Losses that grow explain what lies between two days: a later headline may be higher than its sides, an earlier
    // one lower.
    private static void CheckSum(Counted headline, IReadOnlyList<Counted> sides, Loss kind, FoldTrace trace)
    {
        if (sides.Count == 0)
            return;

        // One side is a part and no sum: it can be more than the whole, not less.
        var sum = Figure.Sum([.. sides.Select(side => side.Figure)])!;
        var isShort =
            headline.Figure.Ceiling < sum.Floor && !sides.Any(side => headline.Day.IsCertainlyBefore(side.Day));
        var isOver =
            sides.Count > 1
            && sum.Ceiling < headline.Figure.Floor
            && !sides.Any(side => side.Day.IsCertainlyBefore(headline.Day));
        if (isShort || isOver)
            trace.Anomaly(
                "parts-do-not-sum",
                sides.Append(headline).SelectMany(count => count.Derivation.Events()),
                ("loss", kind.Name),
                ("sum", sum),
                ("headline", headline.Figure)
            );
    }
}

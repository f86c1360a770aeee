using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Clashes and losses counted over many negotiations, by the fold that counts them in one.</summary>
public sealed class Tolls(ClockScan scan, DatabaseClock clock)
{
    /// <summary>Of the parameters, beside the clocks.</summary>
    public static readonly string[] Names = ["by", "from", "to", "negotiation", "party"];

    /// <summary>The answer, or what is wrong with the question.</summary>
    public async Task<(TollStatistics? Answer, Refusal? Refusal)> CountAsync(Query query, CancellationToken stop)
    {
        var asked = ClocksQuery.Read(query, clock);
        var by = query.Value<TollsBy>("by") ?? TollsBy.Month;
        var (from, to) = query.Span();
        var (negotiations, party) = (query.All("negotiation"), query.Text("party")?.ToUpperInvariant());
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask statistics by knownBy.");

        if (query.Refusal is { } refusal)
            return (null, refusal);

        var (counted, clocks, missing) = await scan.MapAsync(
            asked, (negotiation, on) => TollCount.Of(negotiation, on, by, from, to, party), stop);
        if (missing is not null)
            return (null, missing);

        var rows = counted.SelectMany(each => each)
            .Where(row => negotiations.Count == 0 || negotiations.Contains(row.Negotiation));
        // Sums do not depend on the order in which negotiations were read, and neither do answers.
        var groups = rows.GroupBy(row => row.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new TollGroup(
            group.Key,
            group.Sum(row => row.Clashes),
            Sum(group, row => row.Killed), Sum(group, row => row.Injured), Sum(group, row => row.Displaced),
                Sum(group, row => row.Evacuated),
            [.. group.Select(row => row.Negotiation).Distinct().Order(StringComparer.Ordinal)]));
        return (new TollStatistics(AnsweredClocks.Of(clocks), by, [.. groups]), null);
    }

    private static Values.Bounds Sum(IEnumerable<TollRow> rows, Func<TollRow, Values.Bounds> measure) =>
        rows.Aggregate(default(Values.Bounds), (sum, row) => sum.Plus(measure(row)));
}

/// <param name="Clocks">Those it was counted on.</param>
/// <param name="By">What the groups are.</param>
/// <param name="Groups">In the order of their keys.</param>
public sealed record TollStatistics(AnsweredClocks Clocks, TollsBy By, IReadOnlyList<TollGroup> Groups);

/// <param name="Key">The month (2022-09), negotiation or side; "unknown" where no source says which.</param>
/// <param name="Clashes">Reports of one clash count once. By party it is 0: a clash is nobody's alone.</param>
/// <param name="Killed">Low is a floor, best the sum of figures that sources commit to, high a ceiling; null: the sources set none.</param>
/// <param name="Injured">Likewise.</param>
/// <param name="Displaced">Likewise.</param>
/// <param name="Evacuated">Likewise.</param>
/// <param name="Negotiations">Where these were reported.</param>
public sealed record TollGroup(string Key, int Clashes, Values.Bounds Killed, Values.Bounds Injured,
    Values.Bounds Displaced, Values.Bounds Evacuated, IReadOnlyList<string> Negotiations);

using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Clashes and losses counted over many negotiations, by the fold that counts them in one.</summary>
public sealed class Tolls(ClockScan scan, DatabaseClock clock, ActorDirectory actors, NegotiationNames names)
{
    /// <summary>Of the parameters, beside the clocks.</summary>
    public static readonly string[] Names = ["by", "from", "to", "negotiation", "party"];

    /// <summary>The answer, or what is wrong with the question.</summary>
    public async Task<(TollStatistics? Answer, Refusal? Refusal)> CountAsync(Query query, CancellationToken stop)
    {
        var asked = ClocksQuery.Read(query, clock);
        var by = query.Value<TollsBy>("by") ?? TollsBy.Month;
        var (from, to) = query.Span();
        var party = await query.PartyAsync(actors, asked.ActorsBy, stop);
        var negotiations = await query.NegotiationsAsync(names, stop);
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask statistics by knownBy.");

        if (query.Refusal is { } refusal)
            return (null, refusal);

        var registry = actors.RegistryAt(asked.ActorsBy);
        var (counted, clocks, missing) = await scan.MapAsync(
            asked,
            (negotiation, on) =>
                (negotiations.Count == 0 ? !MergeFold.IsMerged(negotiation, on) : negotiations.Contains(negotiation.Id))
                    ? TollCount.Of(negotiation, on, by, from, to, party?.Code, registry)
                    : [],
            stop
        );
        if (missing is not null)
            return (null, missing);

        var rows = counted.SelectMany(each => each);
        // Sums do not depend on the order in which negotiations were read, and neither do answers.
        var groups = rows.GroupBy(row => row.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new TollGroup(
                group.Key,
                group.Sum(row => row.Clashes),
                Sum(group, row => row.Killed),
                Sum(group, row => row.Injured),
                [.. group.Select(row => row.Negotiation).Distinct().Order(StringComparer.Ordinal)]
            ));
        return (new TollStatistics(AnsweredClocks.Of(clocks), by, [.. groups]), null);
    }

    private static Figure? Sum(IEnumerable<TollRow> rows, Func<TollRow, Figure?> measure) =>
        Figure.Sum([.. rows.Select(measure).OfType<Figure>()]);
}

/// <param name="Clocks">Those it was counted on.</param>
/// <param name="By">What the groups are.</param>
/// <param name="Groups">In the order of their keys.</param>
public sealed record TollStatistics(AnsweredClocks Clocks, TollsBy By, IReadOnlyList<TollGroup> Groups);

/// <param name="Key">The month (2022-09), negotiation or side; "unknown" where no source says which.</param>
/// <param name="Clashes">Reports of one clash count once. By party it is 0: a clash is no party's alone.</param>
/// <param name="Killed">Summed over clashes, open where one of them is; null: no source counts them.</param>
/// <param name="Injured">Likewise. Who fled may have fled from more than one clash: those are counted by clash
/// only.</param>
/// <param name="Negotiations">Where these were reported.</param>
public sealed record TollGroup(
    string Key,
    int Clashes,
    Figure? Killed,
    Figure? Injured,
    IReadOnlyList<string> Negotiations
);

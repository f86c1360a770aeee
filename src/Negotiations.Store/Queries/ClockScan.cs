using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Every negotiation looked at on the clocks of one question. One that fails is left out and noted.</summary>
public sealed class ClockScan(Database database, DatabaseClock clock, FoldFailures failures)
{
    /// <returns>In no order; a refusal when what is to be left out is nowhere.</returns>
    public async Task<(IReadOnlyList<T> Found, Clocks Clocks, Refusal? Refusal)> MapAsync<T>(
        ClocksQuery asked,
        Func<Negotiation, Clocks, T> map,
        CancellationToken stop
    )
    {
        var (clocks, excluded) = (asked.ForAll(clock), new ExcludedSources(asked.Without));
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        List<T> found = [];
        await foreach (
            var each in NegotiationScan.MapAsync(
                connection,
                negotiation => failures.Try(negotiation.Id, () => map(excluded.See(negotiation), clocks)),
                stop
            )
        )
            found.AddRange(each);

        return (found, clocks, excluded.Refusal);
    }
}

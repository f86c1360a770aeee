using Negotiations.Store.Connections;
using Negotiations.Store.Erasure;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;

namespace Negotiations.Store.Queries;

/// <summary>Every erasure there was.</summary>
public sealed class Erasures(Database database, NegotiationReader negotiations, FoldFailures failures)
{
    /// <summary>In the order they were made, from the one after the place given.</summary>
    /// <param name="at">The database's clock.</param>
    /// <param name="eventId">Of those erased at that instant, the last one seen.</param>
    public async Task<IReadOnlyList<ErasureEntry>> ListAsync(
        DateTimeOffset at,
        Guid eventId,
        int limit,
        CancellationToken stop
    )
    {
        // The place stands in a cursor.
        var when = Sight.IsClosed ? Minute.OfSql("erased_at") : "erased_at";
        await using var command = database.Source.CreateCommand(
            $"""
            select {ErasureEntry.Columns} from {Tables.Schema}.erasure
            where ({when}, event_id) > ($1, $2) order by {when}, event_id limit $3
            """
        );
        command.Parameters.AddWithValue(at.ToUniversalTime());
        command.Parameters.AddWithValue(eventId);
        command.Parameters.AddWithValue(limit);
        List<ErasureEntry> items = [];
        await using (var rows = await command.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop))
                items.Add(ErasureEntry.Of(rows));

        // Behind the rows: the connection that gave them is free by now.
        for (var i = 0; i < items.Count; i++)
            items[i] = await items[i].ResultingAsync(negotiations, failures, stop);

        return items;
    }
}

using Negotiations.Store.Connections;
using Negotiations.Store.Erasure;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Queries;

/// <summary>Every erasure there was.</summary>
public sealed class Erasures(Database database)
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
        await using var command = database.Source.CreateCommand(
            $"""
            select {ErasureEntry.Columns} from {Tables.Schema}.erasure
            where (erased_at, event_id) > ($1, $2) order by erased_at, event_id limit $3
            """
        );
        command.Parameters.AddWithValue(at.ToUniversalTime());
        command.Parameters.AddWithValue(eventId);
        command.Parameters.AddWithValue(limit);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<ErasureEntry> items = [];
        while (await rows.ReadAsync(stop))
            items.Add(ErasureEntry.Of(rows));

        return items;
    }
}

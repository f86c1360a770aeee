using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Erasure;

/// <summary>Every erasure there was.</summary>
public sealed class Erasures(Database database)
{
    /// <summary>The earliest first.</summary>
    /// <param name="at">When the last one already shown was erased.</param>
    /// <param name="last">That event.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="stop">Answers nothing.</param>
    public async Task<IReadOnlyList<ErasureEntry>> ListAsync(DateTimeOffset at, Guid last, int limit,
        CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select {ErasureEntry.Columns} from {Tables.Schema}.erasure
            where (erased_at, event_id) > ($1, $2) order by erased_at, event_id limit $3
            """);
        command.Parameters.AddWithValue(at.ToUniversalTime());
        command.Parameters.AddWithValue(last);
        command.Parameters.AddWithValue(limit);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<ErasureEntry> items = [];
        while (await rows.ReadAsync(stop))
            items.Add(ErasureEntry.Of(rows));

        return items;
    }
}

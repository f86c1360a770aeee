using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>
/// The pages of a list after its first, as things stood when that was made: what is recorded during a walk moves rows
/// in the order and in and out of the filter, and a row that moves would be met twice or never. Rows of negotiations
/// of which nothing was recorded since are those that are stored; the others, few, are folded as they stood.
/// </summary>
public sealed class LaterPages(Database database, NegotiationReader reader, FoldFailures failures, DatabaseClock clock)
{
    private const int MostMoved = 1000;

    /// <summary>Whether more was recorded since the first page than a later one can be made without.</summary>
    public async Task<bool> AreTooLateAsync(ListQuery list, CancellationToken stop) =>
        list.Pin is { } pin && (await MovedAsync(pin, stop)).Count > MostMoved;

    /// <summary>Those of the page and perhaps one more.</summary>
    internal async Task<IReadOnlyList<ListRow>> ReadAsync(ListQuery list, long pin, CancellationToken stop)
    {
        List<ListRow> rows = [];
        await using (var command = ListSelect.Page(list, database))
        await using (var stored = await command.ExecuteReaderAsync(stop))
            while (await stored.ReadAsync(stop))
                rows.Add(ListRow.Read(stored, list));

        // Asked after the rows: one that moves in between is found by both, and was read as it stood.
        var read = rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        List<FoldResult> stood = [];
        foreach (var id in await MovedAsync(pin, stop))
        {
            if (read.Contains(id))
                continue;

            var negotiation = (await reader.ReadAsync(id, stop)).UpTo(pin);
            if (
                failures.Try(id, () => StatusFold.Of(negotiation, Clocks.OfNow(clock.EarliestToday))) is [{ } standing]
                && list.Takes(standing)
            )
                stood.Add(standing);
        }

        rows.AddRange(
            stood.Select(standing => new ListRow(
                JsonSerializer.SerializeToUtf8Bytes(standing.Summary, EventJson.Options),
                standing.Summary.Id,
                list.Sort.Read(standing, list),
                pin,
                list.Terms is null ? null : list.LinesOf(standing)
            ))
        );
        return
        [
            .. rows.Where(row => ListOrder.IsAfter(list, row.Sort, row.Id))
                .Order(
                    Comparer<ListRow>.Create(
                        (one, other) => ListOrder.Compare(one.Sort, one.Id, other.Sort, other.Id, list.Sort.Descending)
                    )
                )
                .Take(list.Limit + 1),
        ];
    }

    // Without those that began since: they were on no page.
    private async Task<IReadOnlyList<string>> MovedAsync(long pin, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select stream_id from {Tables.Schema}.mt_events
            where seq_id > $1 and {SideStreams.AreNot("stream_id")}
            group by stream_id having min(version) > 1 limit {MostMoved + 1}
            """
        );
        command.Parameters.AddWithValue(pin);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> moved = [];
        while (await rows.ReadAsync(stop))
            moved.Add(rows.GetString(0));

        return moved;
    }
}

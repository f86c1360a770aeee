using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Projections;

/// <summary>
/// Folds stored views again when time alone has changed them: a planned day passed, a date became certain, a series
/// fell silent. Lists filter on the stored rows, so these may not lag behind the calendar. Rows that an older version
/// of the fold made, on a node that is not upgraded yet, are folded again too. No event is written.
/// </summary>
public sealed class ViewRefresh(Database database, NegotiationReader reader, DatabaseClock clock, FoldFailures failures)
{
    /// <summary>Asks the database what time it is.</summary>
    public async Task SetClockAsync(CancellationToken stop)
    {
        await using var now = database.Source.CreateCommand("select clock_timestamp()");
        await using var row = await now.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        clock.Set(row.GetFieldValue<DateTimeOffset>(0));
    }

    /// <summary>Refreshes every view that is due. Safe beside appends and other nodes: a row that moved on meanwhile is
    /// left alone.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await SetClockAsync(stop);
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        List<string> due = [];
        await using (
            var command = new NpgsqlCommand(
                $"select id from {Tables.Schema}.status where next_turn <= $1 or fold < {StatusFold.Version}",
                connection
            )
            {
                Parameters = { new() { Value = clock.EarliestToday } },
            }
        )
        await using (var rows = await command.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop))
                due.Add(rows.GetString(0));

        // Those that failed before are tried again: an append or an erasure may have healed them.
        foreach (var id in due.Union(failures.Negotiations).ToList())
            await RefreshAsync(id, connection, stop);
    }

    // One that fails leaves its row as it is, and the others get their turn. Without a connection none of them would.
    private async Task RefreshAsync(string id, NpgsqlConnection connection, CancellationToken stop)
    {
        try
        {
            var today = clock.EarliestToday;
            var negotiation = await reader.ReadAsync(id, connection, stop);
            if (failures.Fold(negotiation, Clocks.OfNow(today)) is not { } standing)
            {
                failures.Add(id, null);
                return;
            }

            await using var update = new NpgsqlBatch(connection);
            update.BatchCommands.Add(StatusTable.Turn(standing, today));
            await update.ExecuteNonQueryAsync(stop);
        }
        catch (Exception failure)
            when (failure is not OperationCanceledException && connection.State == System.Data.ConnectionState.Open)
        {
            failures.Add(id, failure);
        }
    }
}

using System.Diagnostics;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Projections;

/// <summary>Stores whole statuses behind their rows, for nodes that have nothing in memory and for the audit. Written
/// in the background: answers do not depend on it.</summary>
public sealed class ViewSnapshots(
    Database database,
    NegotiationReader reader,
    DatabaseClock clock,
    FoldFailures failures
)
{
    /// <summary>So long a negotiation has to be left alone before its snapshot is worth storing.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    // One that is never left alone gets one every so many events.
    private const int MostBehind = 100;

    // Asked for again after so many: another node may be at it, too.
    private const int Together = 50;

    // What is due to be turned gets its snapshot with its turn.
    private static readonly string Due = $"""
        select s.id from {Tables.Schema}.status s
        left join {Tables.Schema}.status_snapshot k on k.id = s.id
        where s.id > $1 and {StatusSnapshot.Holds} is not true and s.fold = {StatusFold.Version}
          and (s.next_turn is null or s.next_turn > $2)
          and (s.recorded_at <= clock_timestamp() - $3 or s.version >= coalesce(k.version, 0) + {MostBehind})
        order by s.id limit {Together}
        """;

    /// <summary>Stores every snapshot that is due. It takes half of one processor at most.</summary>
    /// <param name="quiet">How long a negotiation has to be left alone.</param>
    /// <param name="stop">Leaves the rest for another time.</param>
    public async Task RunAsync(TimeSpan quiet, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        IReadOnlyList<string> page;
        var after = "";
        do
        {
            page = await DueAsync(after, quiet, connection, stop);
            foreach (var id in page)
            {
                var started = Stopwatch.GetTimestamp();
                await StoreAsync(id, connection, stop);
                await Task.Delay(Stopwatch.GetElapsedTime(started), stop);
                after = id;
            }
        } while (page.Count == Together);
    }

    private async Task<IReadOnlyList<string>> DueAsync(
        string after,
        TimeSpan quiet,
        NpgsqlConnection connection,
        CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(Due, connection)
        {
            Parameters =
            {
                new() { Value = after },
                new() { Value = clock.EarliestToday },
                new() { Value = quiet },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> due = [];
        while (await rows.ReadAsync(stop))
            due.Add(rows.GetString(0));

        return due;
    }

    // One that fails is left without, and the others get theirs. Without a connection none of them would.
    private async Task StoreAsync(string id, NpgsqlConnection connection, CancellationToken stop)
    {
        try
        {
            var today = clock.EarliestToday;
            var negotiation = await reader.ReadOnceAsync(id, connection, stop);
            if (failures.Fold(negotiation, Clocks.OfNow(today)) is not { } standing)
                return;

            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(StatusSnapshot.Upsert(standing, today));
            await batch.ExecuteNonQueryAsync(stop);
        }
        catch (Exception failure)
            when (failure is not OperationCanceledException && connection.State == System.Data.ConnectionState.Open)
        {
            failures.Add(id, failure);
        }
    }
}

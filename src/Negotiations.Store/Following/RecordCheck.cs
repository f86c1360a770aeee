using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Following;

/// <summary>
/// Looks once through what was stored before this node started, for events that it cannot read, at a pace that costs
/// the others little. What comes later passes by the live feed.
/// </summary>
public sealed class RecordCheck(Database database, UnreadableEvents unreadable, ILogger<RecordCheck> logger)
    : Worker("the look through the stored events", logger)
{
    private const int Batch = 1000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private long place;
    private long? end;

    protected override TimeSpan Rest => place < end ? Pace : Timeout.InfiniteTimeSpan;

    protected override async Task StepAsync(CancellationToken stop)
    {
        end ??= await EndAsync(stop);
        await using var command = database.Source.CreateCommand(
            $"""
            select stream_id, {EventRow.Columns} from {Tables.Schema}.mt_events
            where seq_id > $1 and seq_id <= $2 order by seq_id limit {Batch}
            """
        );
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = end.Value });
        await using var rows = await command.ExecuteReaderAsync(stop);
        var last = end.Value;
        var count = 0;
        while (await rows.ReadAsync(stop))
        {
            var recorded = EventRow.Read(rows, from: 1);
            unreadable.Note(rows.GetString(0), recorded);
            (last, count) = (recorded.Sequence, count + 1);
        }

        place = count < Batch ? end.Value : last;
    }

    private async Task<long> EndAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select coalesce(max(seq_id), 0) from {Tables.Schema}.mt_events"
        );
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }
}

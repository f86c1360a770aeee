using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>
/// The rows of a whole record at once, for <see cref="Restoring"/>. They are handed over beside the record, without the
/// writer's lock: a node that hangs meanwhile is not idle to the database, which would wait for it for ever.
/// </summary>
public static class EventCopy
{
    private const short Columns = 11;

    private const string Names =
        "seq_id, id, stream_id, version, data, type, timestamp, tenant_id, user_name, headers, is_archived";

    private const string Copy = $"copy handed_over ({Names}) from stdin (format binary)";

    /// <summary>Makes the place for the rows, until the end of the transaction.</summary>
    public const string Prepare =
        $"create temporary table handed_over on commit drop as select {Names} from {Tables.Schema}.mt_events "
        + "with no data";

    /// <summary>Puts the rows into the record, at once.</summary>
    public const string Place =
        $"insert into {Tables.Schema}.mt_events ({Names}) select {Names} from handed_over order by seq_id";

    /// <param name="Stream">The negotiation.</param>
    /// <param name="Event">In its envelope.</param>
    /// <param name="Data">As <see cref="EventJson.WriteData"/> gives it.</param>
    /// <param name="Headers">Its seal and where it came from.</param>
    public readonly record struct Row(string Stream, RecordedEvent Event, byte[] Data, string Headers);

    /// <param name="connection">In a transaction, with the place prepared.</param>
    /// <param name="rows">In the order of their sequence.</param>
    /// <param name="key">That each row bears a code of.</param>
    /// <param name="stop">Takes everything back.</param>
    public static async Task WriteAsync(
        NpgsqlConnection connection,
        IEnumerable<Row> rows,
        SealKey key,
        CancellationToken stop
    )
    {
        await using var stream = await connection.BeginRawBinaryCopyAsync(Copy, stop);
        try
        {
            var copy = new CopyRows(stream);
            copy.Begin();
            foreach (var row in rows)
            {
                await copy.StartAsync(Columns, stop);
                Write(copy, row, key);
            }

            await copy.EndAsync(stop);
        }
        catch
        {
            // Disposed of as it is, what was sent so far would count.
            await stream.CancelAsync();
            throw;
        }
    }

    private static void Write(CopyRows copy, Row row, SealKey key)
    {
        var recorded = row.Event;
        copy.Write(recorded.Sequence);
        copy.Write(recorded.EventId);
        copy.Write(row.Stream);
        copy.Write(recorded.Version);
        copy.WriteJsonb(row.Data);
        var type = EventJson.NameOf(recorded.Event);
        copy.Write(type);
        copy.Write(recorded.RecordedAt);
        copy.Write("*DEFAULT*");
        copy.Write(recorded.RecordedBy);
        copy.WriteJsonb(key.Mark(row.Headers, row.Stream, recorded, type));
        copy.Write(false);
    }
}

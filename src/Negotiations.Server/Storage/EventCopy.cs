using Negotiations.Json;
using Negotiations.Record;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Server.Storage;

/// <summary>Many rows of the event table at once, the same as <see cref="CommitChanges"/> inserts a few.</summary>
internal static class EventCopy
{
    private const string Copy =
        $"copy {Tables.Schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, user_name, headers, is_archived) from stdin (format binary)";

    public static Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<CommitPlan.Append> appends, CancellationToken stop) =>
        WriteAsync(connection, appends.SelectMany(append => append.Recorded.Zip(append.Seals, (recorded, seal) => (append.After.Id, recorded, seal.ToHeaders(recorded.Import)))), stop);

    /// <param name="connection">In a transaction that holds the writer's lock.</param>
    /// <param name="events">Each with its negotiation and its headers.</param>
    /// <param name="stop">Takes everything back.</param>
    public static async Task WriteAsync(NpgsqlConnection connection, IEnumerable<(string Stream, RecordedEvent Event, string Headers)> events, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy, stop);
        foreach (var (stream, recorded, headers) in events)
        {
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(recorded.Sequence, NpgsqlDbType.Bigint, stop);
            await copy.WriteAsync(recorded.EventId, NpgsqlDbType.Uuid, stop);
            await copy.WriteAsync(stream, NpgsqlDbType.Varchar, stop);
            await copy.WriteAsync(recorded.Version, NpgsqlDbType.Bigint, stop);
            await copy.WriteAsync(EventJson.WriteData(recorded.Event), NpgsqlDbType.Jsonb, stop);
            await copy.WriteAsync(EventJson.NameOf(recorded.Event), NpgsqlDbType.Varchar, stop);
            await copy.WriteAsync(recorded.RecordedAt, NpgsqlDbType.TimestampTz, stop);
            await copy.WriteAsync("*DEFAULT*", NpgsqlDbType.Varchar, stop);
            await copy.WriteAsync(recorded.RecordedBy, NpgsqlDbType.Varchar, stop);
            await copy.WriteAsync(headers, NpgsqlDbType.Jsonb, stop);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, stop);
        }

        await copy.CompleteAsync(stop);
    }
}

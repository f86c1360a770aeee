using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>An event of an export as it goes back into a store.</summary>
/// <param name="Stream">Its negotiation.</param>
/// <param name="Event">With its own id, version, sequence, author and recorded time.</param>
public sealed record ExportedEvent(string Stream, RecordedEvent Event);

/// <summary>
/// The other way into an empty store: a whole record as another store exported it, with the ids, the order, the
/// authors and the recorded times it had there, in one commit or not at all. It makes a copy, and so adds nothing to
/// any record; into a store that has events it does not go.
/// </summary>
public sealed class Restoring(Database database)
{
    private const string Schema = Tables.Schema;

    /// <param name="events">In the order of their sequence.</param>
    /// <param name="streams">Every negotiation among them, with its last version and when that was recorded.</param>
    /// <param name="import">Marked in the same commit, so that an interrupted restoring is known to be done.</param>
    /// <param name="stop">Leaves the store empty.</param>
    /// <returns>Null when the store is not empty; otherwise how many events there are now.</returns>
    public async Task<long?> RunAsync(
        IEnumerable<ExportedEvent> events,
        IReadOnlyDictionary<string, (long Version, DateTimeOffset RecordedAt)> streams,
        Guid import,
        CancellationToken stop
    )
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await HasEventsAsync(connection, stop))
            return null;

        var count = 0L;
        await ExecuteAsync(connection, new NpgsqlBatchCommand(EventCopy.Prepare), stop);
        await EventCopy.WriteAsync(connection, Counted(), stop);
        await WriterLock.TakeAsync(connection, timeout: null, stop);
        if (await HasEventsAsync(connection, stop))
            return null;

        await ExecuteAsync(
            connection,
            Sql.Command(
                $"insert into {Schema}.mt_streams (id, version, timestamp, created, tenant_id, "
                    + "is_archived) select id, version, at, at, '*DEFAULT*', false from unnest($1, $2, $3) as "
                    + "s(id, version, at)",
                streams.Keys.ToArray(),
                streams.Values.Select(each => each.Version).ToArray(),
                streams.Values.Select(each => each.RecordedAt).ToArray()
            ),
            stop
        );
        await ExecuteAsync(connection, new NpgsqlBatchCommand(EventCopy.Place), stop);
        await ExecuteAsync(connection, new NpgsqlBatchCommand($"select {Schema}.restore_sequence()"), stop);
        await ExecuteAsync(connection, new NpgsqlBatchCommand($"select {Schema}.restore_erasures()"), stop);

        // Of what turned between the last event of the other store and this restoring, no one was noticed.
        await ExecuteAsync(
            connection,
            new NpgsqlBatchCommand($"update {Schema}.turn_place set since = null, fold = null"),
            stop
        );

        // The views are rebuilt when this is done, or at the next start if it is interrupted before.
        await ExecuteAsync(connection, new NpgsqlBatchCommand($"delete from {Schema}.fold_version"), stop);
        await ExecuteAsync(
            connection,
            Sql.Command($"update {Schema}.import set recording = true where id = $1", import),
            stop
        );
        await ExecuteAsync(connection, new NpgsqlBatchCommand($"notify {Tables.NewsChannel}"), stop);
        await transaction.CommitAsync(stop);
        return count;

        IEnumerable<EventCopy.Row> Counted()
        {
            foreach (var (stream, recorded) in events)
            {
                count++;
                var data = EventJson.WriteData(recorded.Event);
                yield return new EventCopy.Row(stream, recorded, data, Headers(recorded, data));
            }
        }
    }

    private static async Task<bool> HasEventsAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select exists (select from {Schema}.mt_events)", connection);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    // This store has a log of its own: its seals are new. Of what was erased, what is left is sealed. One that this
    // program cannot read is sealed as it is, and was checked before.
    private static string Headers(RecordedEvent recorded, byte[] data)
    {
        Seal? seal =
            recorded.Event is Events.Unreadable
                ? DataSeal.TryOn(recorded.Event)
                : SealedData.TryOn(EventJson.NameOf(recorded.Event), recorded.EventId, data)?.In(recorded);
        return seal?.ToHeaders(recorded.Import, recorded.Erased)
            ?? throw new InvalidDataException($"Event {recorded.EventId} was not checked for inexact numbers.");
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        NpgsqlBatchCommand command,
        CancellationToken stop
    )
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        batch.Timeout = 0;
        await batch.ExecuteNonQueryAsync(stop);
    }
}

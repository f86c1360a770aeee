using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Ledger;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>An event of an export as it goes back into a store.</summary>
/// <param name="Stream">Its negotiation.</param>
/// <param name="Event">With its own id, version, sequence, author and recorded time.</param>
public sealed record ExportedEvent(string Stream, RecordedEvent Event)
{
    /// <summary>Its seal and its data, as the store had them that exported it; null: a new seal is put on it.</summary>
    public (Seal Seal, byte[] Data)? Proven { get; init; }
}

/// <summary>
/// The other way into an empty store: a whole record as another store exported it, with the ids, the order, the
/// authors and the recorded times it had there, in one commit or not at all. It makes a copy, and so adds nothing to
/// any record; into a store that has events it does not go. What carries its proof keeps its seals, so that its entries
/// are those of the log that signed them.
/// </summary>
public sealed class Restoring(Database database, LedgerKey key)
{
    private const string Schema = Tables.Schema;

    /// <param name="events">In the order of their sequence.</param>
    /// <param name="streams">Every negotiation among them, with its last version and when that was recorded.</param>
    /// <param name="erasures">Of erased events the names of the members that went, as their acts have them.</param>
    /// <param name="log">Where they come from.</param>
    /// <param name="import">Marked in the same commit, so that an interrupted restoring is known to be done.</param>
    /// <param name="stop">Leaves the store empty.</param>
    /// <returns>Null when the store is not empty; otherwise how many events there are now.</returns>
    public async Task<long?> RunAsync(
        IEnumerable<ExportedEvent> events,
        IReadOnlyDictionary<string, (long Version, DateTimeOffset RecordedAt)> streams,
        IReadOnlyDictionary<Guid, IReadOnlyList<string>> erasures,
        CarriedLog log,
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
        await EventCopy.WriteAsync(connection, Counted(), key.ToSealKey(), stop);
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
        await log.WriteAsync(key, connection, stop);

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
            foreach (var each in events)
            {
                count++;
                var recorded = each.Event;
                var data = each.Proven?.Data ?? EventJson.WriteData(recorded.Event);
                var headers = each.Proven is var (seal, _)
                    ? seal.ToHeaders(recorded.Import, recorded.Erased)
                    : Headers(recorded, data, erasures.GetValueOrDefault(recorded.EventId));
                yield return new EventCopy.Row(each.Stream, recorded, data, headers);
            }
        }
    }

    private static async Task<bool> HasEventsAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select exists (select from {Schema}.mt_events)", connection);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    // Without a proof it is this store's log that begins with it, and the seals are new. Of what was erased, what is
    // left is sealed. One that this program cannot read is sealed as it is, and was checked before.
    private static string Headers(RecordedEvent recorded, byte[] data, IReadOnlyList<string>? gone)
    {
        Seal? seal =
            recorded.Event is Events.Unreadable ? DataSeal.TryOn(recorded.Event)
            : recorded.Erased is not null && gone is not null ? OnWhatIsLeft(recorded, data, gone)
            : SealedData.TryOn(EventJson.NameOf(recorded.Event), recorded.EventId, data)?.In(recorded);
        return seal?.ToHeaders(recorded.Import, recorded.Erased)
            ?? throw new InvalidDataException($"Event {recorded.EventId} was not checked for inexact numbers.");
    }

    // An act without names is on an event of version 1: nothing of what is left is bound.
    private static Seal? OnWhatIsLeft(RecordedEvent recorded, byte[] data, IReadOnlyList<string> gone)
    {
        var type = EventJson.NameOf(recorded.Event);
        if (gone.Contains(Events.ErasureRecorded.Everything))
            return DataSeal.TryOn(type, recorded.EventId, data) is { } whole ? whole with { Salt = null } : null;

        var raw = new RawEvent(
            recorded.EventId,
            recorded.Version,
            recorded.Sequence,
            recorded.RecordedAt,
            recorded.RecordedBy,
            type,
            data,
            recorded.Erased,
            recorded.Import
        );
        return MemberSeal.OnWhatIsLeft(raw, gone);
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

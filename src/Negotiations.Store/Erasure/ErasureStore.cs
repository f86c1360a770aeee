using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Ledger;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Negotiations.Store.Seeing;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Erasure;

/// <summary>What became of a request to erase.</summary>
/// <param name="Refusal">Why nothing was erased; null when it was, now or before.</param>
/// <param name="Event">As it now is.</param>
/// <param name="Related">Acts on it, which may repeat what it said and are erased each by itself.</param>
/// <param name="IsNew">False when it was erased before.</param>
public sealed record ErasureOutcome(Refusal? Refusal, RecordedEvent? Event, IReadOnlyList<Guid> Related, bool IsNew);

/// <summary>
/// The one exception to append-only: event, erasure and the view folded again, in one commit, under the writer's lock.
/// The ledger needs nothing of what goes: an event is sealed when it is appended, and the root of its members stays in
/// its headers. The key is destroyed with the text; the salts of what is left are written out.
/// </summary>
public sealed class ErasureStore(
    Database database,
    NegotiationReader reader,
    StatusMemory views,
    FoldFailures failures,
    ErasureActs acts,
    Authors authors
)
{
    /// <param name="id">Of a negotiation, or the stream of an actor.</param>
    /// <param name="request">Which event, and why.</param>
    /// <param name="by">The admin that erases it.</param>
    /// <param name="announce">Given the sequence of the event before it is erased; what it answers is carried out in
    /// the commit of the erasure.</param>
    public async Task<ErasureOutcome> EraseAsync(
        string id,
        EraseEvent request,
        string by,
        Func<long, Task<Func<NpgsqlConnection, Task>>> announce,
        CancellationToken stop
    )
    {
        by = await authors.OfAsync(by, stop);
        (var refusal, request, by) = await AnnounceAsync(id, request, by, stop);
        if (refusal is not null)
            return new ErasureOutcome(refusal, null, [], IsNew: false);

        var connection = await database.Source.OpenConnectionAsync(stop);
        UnknownOutcomeException? unknown = null;
        try
        {
            return await EraseAsync(id, request, by, announce, connection, stop);
        }
        catch (UnknownOutcomeException failure)
        {
            unknown = failure;
            throw;
        }
        finally
        {
            await DurableCommit.LetGoAsync(connection, unknown);
        }
    }

    private async Task<ErasureOutcome> EraseAsync(
        string id,
        EraseEvent request,
        string by,
        Func<long, Task<Func<NpgsqlConnection, Task>>> announce,
        NpgsqlConnection connection,
        CancellationToken stop
    )
    {
        // What is not committed is rolled back when the connection is closed.
        await connection.BeginTransactionAsync(stop);
        await WriterLock.TakeAsync(connection, WriterLock.MostWaited, stop);
        var negotiation = await reader.ReadAsync(id, connection, stop);
        var (refusal, recorded, left) = EraseEvent.Decide(request, negotiation);
        if (refusal is not null)
            return new ErasureOutcome(refusal, null, [], IsNew: false);

        if (left is null)
            return new ErasureOutcome(null, recorded, RelatedTo(recorded!, negotiation), IsNew: false);

        var openings = await OpeningsAsync(request.EventId, left, connection, stop);
        var announcement = await announce(recorded!.Sequence);
        try
        {
            await ExecuteAsync(
                connection,
                Sql.Command(
                    $"select {Tables.Schema}.erase_event($1, $2::jsonb, $3, $4, $5::jsonb)",
                    request.EventId,
                    System.Text.Encoding.UTF8.GetString(left),
                    by,
                    request.Reason,
                    openings
                ),
                stop
            );
        }
        catch (PostgresException early) when (early.SqlState == PostgresErrorCodes.ObjectNotInPrerequisiteState)
        {
            return new ErasureOutcome(NotYet(request.EventId), null, [], IsNew: false);
        }

        reader.Evict(id);
        var after = await reader.ReadAsync(id, connection, stop);
        await ReplaceViewAsync(after, connection, stop);
        await announcement(connection);
        await ExecuteAsync(connection, new NpgsqlBatchCommand($"notify {Tables.NewsChannel}"), stop);
        await DurableCommit.RunAsync(connection, WriterLock.MostWaited);
        views.Evict(id);
        var erased = after.Find(request.EventId)!;
        return new ErasureOutcome(null, erased, RelatedTo(erased, after), IsNew: true);
    }

    // In a commit of its own and first: an act on an event that was not erased in the end says too much, and an erasure
    // without its act would be tampering. Where an earlier request was cut off in between, its reason and author stand.
    private async Task<(Refusal? Refusal, EraseEvent Request, string By)> AnnounceAsync(
        string id,
        EraseEvent request,
        string by,
        CancellationToken stop
    )
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        var (_, recorded, left) = EraseEvent.Decide(request, await reader.ReadAsync(id, connection, stop));

        // Refused, or erased before: it is decided once more under the writer's lock, and answered from there.
        if (left is null)
            return (null, request, by);

        if (await acts.FindAsync(request.EventId, stop) is { } before)
            return (null, request with { Reason = before.Reason }, before.By);

        if (await RowAsync(request.EventId, connection, stop) is not { Seal: { } seal } row)
            return (NotYet(request.EventId), request, by);

        var gone = (seal as MemberSeal)?.Gone(row.Raw, left) ?? [ErasureRecorded.Everything];
        var act = ErasureActs.Of(request.EventId, recorded!.Version, gone, request.Reason);
        return (await acts.RecordAsync(id, act, by, stop), request, by);
    }

    private static Refusal NotYet(Guid eventId) =>
        new(
            RefusalKind.Conflict,
            "not-in-ledger-yet",
            $"Event {eventId} is recorded and not in the log yet: erase it in a second."
        );

    // What opens the members that are left. Nothing of a leaf of version 1, nor of a row that is not as it was sealed:
    // the law has it erased all the same, and a verifier goes on naming it.
    private static async Task<string> OpeningsAsync(
        Guid eventId,
        byte[] left,
        NpgsqlConnection connection,
        CancellationToken stop
    ) =>
        await RowAsync(eventId, connection, stop) is { Seal: MemberSeal seal } row
            ? seal.Without(row.Raw, left)?.ToOpenings() ?? "{}"
            : "{}";

    private static async Task<LedgerRow?> RowAsync(Guid eventId, NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select {LedgerRow.Columns} from {LedgerRow.From} where e.id = $1",
            connection
        )
        {
            Parameters = { new() { Value = eventId } },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? LedgerRow.Read(rows) : null;
    }

    // Where the view cannot be folded again, it is deleted, because the old one contains the erased text.
    private async Task ReplaceViewAsync(Negotiation after, NpgsqlConnection connection, CancellationToken stop)
    {
        if (SideStreams.IsOne(after.Id))
            return;

        var today = await TodayAsync(connection, stop);
        if (failures.Fold(after, Clocks.OfNow(today)) is not { } standing)
        {
            await ExecuteAsync(connection, StatusTable.Remove(after.Id), stop);
            return;
        }

        await ExecuteAsync(connection, StatusTable.Upsert(standing), stop);
        await ExecuteAsync(connection, StatusSnapshot.Upsert(standing, today), stop);
    }

    /// <summary>What was erased of an event, as everyone is shown.</summary>
    public async Task<ErasureEntry> FindAsync(Guid eventId, CancellationToken stop) =>
        await (await ReadEntryAsync(eventId, stop)).ResultingAsync(reader, failures, stop);

    private async Task<ErasureEntry> ReadEntryAsync(Guid eventId, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {ErasureEntry.Columns} from {Tables.Schema}.erasure where event_id = $1"
        );
        command.Parameters.AddWithValue(eventId);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop)
            ? ErasureEntry.Of(rows)
            : throw new InvalidDataException($"Event {eventId} was announced as erased and is not.");
    }

    public static IReadOnlyList<Guid> RelatedTo(RecordedEvent recorded, Negotiation negotiation) =>
        [
            .. negotiation
                .Events.Where(each =>
                    each.Erased is null && each.Event is Events.Act act && act.Target == recorded.EventId
                )
                .Select(each => each.EventId),
        ];

    private static async Task<DateOnly> TodayAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            "select (clock_timestamp() at time zone 'UTC' - interval '12 hours')::date",
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        await rows.ReadAsync(stop);
        return rows.GetFieldValue<DateOnly>(0);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        NpgsqlBatchCommand command,
        CancellationToken stop
    )
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await batch.ExecuteNonQueryAsync(stop);
    }
}

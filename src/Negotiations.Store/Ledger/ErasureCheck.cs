using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>Erased rows and the list of erasures, held against the entries of the log that announced them.</summary>
public sealed class ErasureCheck(Database database)
{
    /// <summary>The acts on those of some rows that are erased.</summary>
    public async Task<Acts> ActsAsync(IReadOnlyList<LedgerRow> rows, CancellationToken stop)
    {
        Guid[] ids = [.. rows.Where(IsErased).Select(row => ErasureRecorded.IdOf(row.Raw.Id))];
        Dictionary<Guid, RecordedEvent> found = [];
        HashSet<Guid> listed = [];
        if (ids.Length == 0)
            return new Acts(found, listed);

        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            Sql.Command(
                $"select {EventRow.Columns} from {Tables.Schema}.mt_events where id = any($1) and type = $2",
                ids,
                EventJson.NameOf(typeof(ErasureRecorded))
            )
        );
        batch.BatchCommands.Add(
            Sql.Command(
                $"select event_id from {Tables.Schema}.erasure where event_id = any($1)",
                rows.Where(IsErased).Select(row => row.Raw.Id).ToArray()
            )
        );
        await using var read = await batch.ExecuteReaderAsync(stop);
        while (await read.ReadAsync(stop))
            if (EventRow.Read(read) is { Event: ErasureRecorded act } recorded)
                found[act.Target] = recorded;

        await read.NextResultAsync(stop);
        while (await read.ReadAsync(stop))
            listed.Add(read.GetGuid(0));

        return new Acts(found, listed);
    }

    /// <summary>What is wrong with the list of erasures that everyone reads; null: it is what the erased events say.
    /// </summary>
    public async Task<string?> WhyNotAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select k.negotiation, k.version from {Tables.Schema}.erasure k
            left join {Tables.Schema}.mt_events e on e.id = k.event_id
            where (e.stream_id, e.version, e.seq_id, e.headers -> 'erased' ->> 'by', e.headers -> 'erased' ->> 'reason',
                (e.headers -> 'erased' ->> 'at')::timestamptz)
              is distinct from (k.negotiation, k.version, k.sequence, k.erased_by, k.reason, k.erased_at)
            order by 1, 2 limit 1
            """
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop)
            ? $"The list of erasures does not say of event {rows.GetInt64(1)} of '{rows.GetString(0)}' what the event "
                + "itself says."
            : null;
    }

    private static bool IsErased(LedgerRow row) => row.Raw.Erased is not null || row.Seal?.IsErased == true;

    /// <param name="found">By the events that they are about.</param>
    /// <param name="listed">Those events that are in the list of erasures.</param>
    public sealed class Acts(IReadOnlyDictionary<Guid, RecordedEvent> found, IReadOnlySet<Guid> listed)
    {
        /// <summary>What is gone or shown of a row that no act says; null: nothing.</summary>
        public string? WhyNot(LedgerRow row)
        {
            if (!IsErased(row))
                return null;

            var name = $"event {row.Raw.Version} of '{row.Stream}'";
            if (found.GetValueOrDefault(row.Raw.Id) is not { Event: ErasureRecorded act } recorded)
                return row.Seal?.IsErased == true
                    ? $"What opens {name} is gone, and no entry says who erased it."
                    : $"An erasure is shown of {name}, and no entry says who erased it.";

            var why =
                row.Raw.Erased is not { } shown ? "It is not shown as erased."
                : !listed.Contains(row.Raw.Id) ? "It is not in the list of erasures."
                : shown.WhyNot(act, recorded.RecordedBy, recorded.RecordedAt) is { } other ? other
                : (row.Seal as MemberSeal)?.WhyNotErased(row.Raw, act.Members);
            return why is null ? null : $"The erasure of {name} is not the one that was recorded. {why}";
        }
    }
}

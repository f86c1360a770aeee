using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Ledger;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Erasure;

/// <summary>
/// Records an erasure before it is done, as an event of its own and thereby as an entry of the log: who, why, and which
/// members go. Its id follows from the event's, so that it is recorded once.
/// </summary>
public sealed class ErasureActs(Database database, Recorder recorder, LedgerRules rules)
{
    private bool isComplete;

    /// <returns>Why not; null: it is recorded, now or before.</returns>
    public async Task<Refusal?> RecordAsync(string stream, ErasureRecorded act, string by, CancellationToken stop) =>
        (
            await recorder.RecordAsync(
                new AppendRequest(
                    NoticeStreams.Of(stream),
                    (notices, _) =>
                        new Decision.Accepted([new Decision.Accepted.Entry(act, notices.Find(act.EventId!.Value))]),
                    [act.EventId!.Value],
                    by
                )
                {
                    // As the list of erasures has it, which may be the name itself where an older program erased.
                    IsByAuthor = true,
                },
                stop
            )
        ).Refusal;

    /// <summary>Why and by whom an event was said to be erased; null: no one said so.</summary>
    public async Task<(string Reason, string By)?> FindAsync(Guid target, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select data ->> 'reason', user_name from {Tables.Schema}.mt_events where id = $1"
        );
        command.Parameters.AddWithValue(ErasureRecorded.IdOf(target));
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? (rows.GetString(0), rows.GetString(1)) : null;
    }

    /// <summary>
    /// Records those of erasures that a program of before did: only where the operator says so, since who can write to
    /// the tables could have added one. Programs that made leaves of version 2 recorded each of theirs.
    /// </summary>
    public async Task RecordMissingAsync(CancellationToken stop)
    {
        if (isComplete || !rules.EntersErasures)
            return;

        foreach (var (stream, act, by) in await MissingAsync(stop))
            await RecordAsync(stream, act, by, stop);

        isComplete = true;
    }

    private async Task<IReadOnlyList<(string Stream, ErasureRecorded Act, string By)>> MissingAsync(
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select e.negotiation, e.event_id, e.version, e.reason, e.erased_by from {Tables.Schema}.erasure e
            join {Tables.Schema}.mt_events erased on erased.id = e.event_id and not erased.headers ? 'root'
            where not exists (
              select from {Tables.Schema}.mt_events a
              where a.stream_id = '{NoticeEvent.StreamPrefix}' || e.negotiation
                and a.data ->> 'target' = e.event_id::text)
            order by e.erased_at
            """
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(string, ErasureRecorded, string)> missing = [];
        while (await rows.ReadAsync(stop))
            missing.Add(
                (
                    rows.GetString(0),
                    Of(rows.GetGuid(1), rows.GetInt64(2), [ErasureRecorded.Everything], rows.GetString(3)),
                    rows.GetString(4)
                )
            );

        return missing;
    }

    /// <summary>The act on an event.</summary>
    public static ErasureRecorded Of(Guid target, long version, IReadOnlyList<string> members, string reason) =>
        new()
        {
            EventId = ErasureRecorded.IdOf(target),
            Target = target,
            OfVersion = version,
            Members = members,
            Reason = reason,
        };
}

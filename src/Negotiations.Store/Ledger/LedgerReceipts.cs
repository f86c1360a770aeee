using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Seeing;

namespace Negotiations.Store.Ledger;

/// <summary>Signed promises that what was just recorded will be in the log, as it was recorded.</summary>
public sealed class LedgerReceipts(Database database, LedgerReader ledger, LedgerKey key)
{
    /// <param name="events">By id, as recorded.</param>
    /// <param name="stop">Of the caller.</param>
    /// <returns>The signed note; null where this node does not have the log's key.</returns>
    public async Task<string?> OfAsync(IReadOnlyList<Guid> events, CancellationToken stop)
    {
        if (key.Mismatch(await ledger.HeadAsync(stop)) is not null)
            return null;

        await using var command = database.Source.CreateCommand(
            $"select {LedgerRow.Columns} from {LedgerRow.From} where e.id = any($1) order by e.seq_id"
        );
        command.Parameters.AddWithValue(events.ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<PromisedEntry> entries = [];
        var latest = DateTimeOffset.MinValue;
        while (await rows.ReadAsync(stop))
            if (LedgerRow.Read(rows) is { Seal: not null } row)
            {
                entries.Add(new PromisedEntry(row.Raw.Id, row.ToLeaf(0).PromisedHash()));
                var at = RecordedAt(row.Raw);
                latest = at > latest ? at : latest;
            }

        return entries.Count == 0
            ? null
            : new LogReceipt(key.Origin, latest.ToUniversalTime() + LogReceipt.MergeDelay, entries)
                .Sign(key.Signer)
                .ToString();
    }

    // Who sends another's event again learns the minute of it, and nothing more.
    private static DateTimeOffset RecordedAt(in RawEvent raw) =>
        Sight.Own?.Is(raw.RecordedBy) == true ? raw.RecordedAt : Sight.Through(raw.RecordedAt);
}

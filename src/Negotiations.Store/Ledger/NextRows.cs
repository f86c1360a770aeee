using Negotiations.Ledger;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>The rows after the head of the log, read back from the store and checked, as far as they may be signed
/// for.</summary>
/// <param name="size">Of the head.</param>
/// <param name="after">The sequence of its last leaf.</param>
/// <param name="signed">How many entries were signed before, which their root binds.</param>
/// <param name="rules">What may be taken in.</param>
/// <param name="duty">Which codes rows have to bear.</param>
/// <param name="connection">In the transaction of the signature.</param>
internal sealed class NextRows(
    long size,
    long after,
    long signed,
    LedgerRules rules,
    SealDuty duty,
    NpgsqlConnection connection
)
{
    private const string Schema = Tables.Schema;

    // Below it the processors would spend more on sharing the work than on doing it.
    private const int Few = 32;

    private readonly List<Digest> hashes = [];
    private readonly List<(long Index, long FirstSequence)> bundles = [];
    private readonly List<(long Sequence, DataSeal Seal)> sealedNow = [];
    private DateTimeOffset? lastRecordedAt;
    private DateTimeOffset now;

    /// <summary>Of the leaves, in order.</summary>
    public IReadOnlyList<Digest> Hashes => hashes;

    /// <summary>The bundles of entries that begin here.</summary>
    public IReadOnlyList<(long Index, long FirstSequence)> Bundles => bundles;

    /// <summary>Rows that bore no seal, and rows of their age may.</summary>
    public IReadOnlyList<(long Sequence, DataSeal Seal)> SealedNow => sealedNow;

    /// <summary>Of the last row taken.</summary>
    public long LastSequence { get; private set; } = after;

    /// <summary>Why no row after these is signed for; null: none is known that may not be.</summary>
    public LedgerFault? Fault { get; private set; }

    /// <summary>Reads up to so many, no more than a batch of them at once.</summary>
    public async Task ReadAsync(long most, CancellationToken stop)
    {
        (lastRecordedAt, now) = await TimesAsync(stop);
        await duty.ReadAsync(connection, stop);
        while (hashes.Count < most && Fault is null)
        {
            var read = await ReadAsync((int)Math.Min(LedgerBatch.Most, most - hashes.Count), stop);
            if (read.Count == 0)
                return;

            Check(read);
        }
    }

    private async Task<List<LedgerRow>> ReadAsync(int limit, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select {LedgerRow.Columns} from {LedgerRow.From} where e.seq_id > $1 order by e.seq_id limit $2",
            connection
        )
        {
            Parameters =
            {
                new() { Value = LastSequence },
                new() { Value = limit },
            },
        };
        List<LedgerRow> read = [];
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            read.Add(LedgerRow.Read(rows));

        return read;
    }

    private void Check(List<LedgerRow> read)
    {
        var start = size + hashes.Count;

        // Parsing and hashing is nearly all of the work, and no row waits for another.
        var all =
            read.Count < Few
                ? read.Select((row, n) => CheckedRow.Of(row, start + n, rules))
                : read.Select((row, n) => (Row: row, Index: start + n))
                    .AsParallel()
                    .AsOrdered()
                    .Select(each => CheckedRow.Of(each.Row, each.Index, rules));
        foreach (var (place, row) in all.Index())
        {
            Fault = row.Fault
                ?? row.WentBack(lastRecordedAt, read[place])
                ?? row.IsAhead(now, read[place])
                ?? (row.Index < signed ? null : duty.WhyNot(read[place], rules));
            if (Fault is not null)
                return;

            Take(row);
        }
    }

    private void Take(CheckedRow row)
    {
        if (row is { IsSealedNow: true, Seal: DataSeal seal })
            sealedNow.Add((row.Sequence, seal));

        if (row.Index % Tile.FullWidth == 0)
            bundles.Add((row.Index / Tile.FullWidth, row.Sequence));

        hashes.Add(row.Hash);
        LastSequence = row.Sequence;
        lastRecordedAt = row.RecordedAt;
    }

    private async Task<(DateTimeOffset? Last, DateTimeOffset Now)> TimesAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select (select timestamp from {Schema}.mt_events where seq_id = $1), clock_timestamp()",
            connection
        )
        {
            Parameters = { new() { Value = LastSequence } },
        };
        await using var times = await command.ExecuteReaderAsync(stop);
        await times.ReadAsync(stop);
        return (
            await times.IsDBNullAsync(0, stop) ? null : times.GetFieldValue<DateTimeOffset>(0),
            times.GetFieldValue<DateTimeOffset>(1)
        );
    }
}

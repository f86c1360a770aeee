using System.Diagnostics;
using System.Text;
using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Ledger;

/// <summary>
/// The log held against the rows it was signed for, a bundle at a time and from the beginning again: what an auditor
/// would find, found by the server itself.
/// </summary>
public sealed class LedgerSelfCheck(Database database, DatabaseClock clock, LedgerReader ledger, ErasureCheck erasures)
{
    // Of one part: as many bundles as that takes, and one at least.
    private static readonly TimeSpan part = TimeSpan.FromMilliseconds(500);

    // A day has so many parts, with a minute's rest and their own time: in one, all is looked at.
    private const int PartsOfADay = 1200;

    private readonly Dictionary<long, string> bad = [];
    private string? beside;
    private long next;
    private long size;

    /// <summary>What is not as it was signed, a sentence each; empty as far as has been looked.</summary>
    public IReadOnlyList<string> Found
    {
        get
        {
            lock (bad)
                return beside is null ? [.. bad.Values] : [beside, .. bad.Values];
        }
    }

    /// <summary>When every entry had been looked at once more, the last time; null: not since the start.</summary>
    public DateTimeOffset? Through { get; private set; }

    /// <summary>How many entries have been looked at in the round that goes on, and of how many.</summary>
    public (long Entries, long Of) Looked =>
        (Math.Min(Interlocked.Read(ref next) * Tile.FullWidth, Interlocked.Read(ref size)), Interlocked.Read(ref size));

    /// <summary>Looks at the next bundles, and at the root and the handovers each time.</summary>
    public async Task NextAsync(CancellationToken stop)
    {
        if (await ledger.HeadAsync(stop) is not { } head)
            return;

        Interlocked.Exchange(ref size, head.Size);
        if (next * Tile.FullWidth >= head.Size)
            Interlocked.Exchange(ref next, 0);

        var began = Stopwatch.GetTimestamp();
        var least = next + 1 + (head.Size / Tile.FullWidth / PartsOfADay);
        do await NextBundleAsync(head, stop);
        while (next * Tile.FullWidth < head.Size && (next < least || Stopwatch.GetElapsedTime(began) < part));

        if (next * Tile.FullWidth >= head.Size)
            Through = clock.Now;

        var other = await RootAsync(head, stop) ?? await HandoversAsync(stop) ?? await erasures.WhyNotAsync(stop);
        lock (bad)
        {
            beside = other;
            foreach (var gone in bad.Keys.Where(each => each * Tile.FullWidth >= head.Size).ToList())
                bad.Remove(gone);
        }
    }

    private async Task NextBundleAsync(LedgerHead head, CancellationToken stop)
    {
        var fault = await BundleAsync(next, head.Size, stop);
        lock (bad)
            if (fault is null)
                bad.Remove(next);
            else
                bad[next] = fault;

        Interlocked.Increment(ref next);
    }

    private async Task<string?> BundleAsync(long bundle, long size, CancellationToken stop)
    {
        var first = bundle * Tile.FullWidth;
        var tile = new Tile(0, bundle, (int)Math.Min(Tile.FullWidth, size - first));
        if (!(await ledger.TilesAsync([tile], stop)).TryGetValue(tile, out var bytes))
            return $"The tile {tile.Path} of the log is not there.";

        var hashes = tile.Hashes(bytes);
        var rows = await ledger.RowsAsync(bundle, tile.Width, stop);
        var acts = await erasures.ActsAsync(rows, stop);
        for (var place = 0; place < tile.Width; place++)
        {
            if (place >= rows.Count)
                return $"Entry {first + place} of the log has no row.";

            if (WhyNot(rows[place], first + place, hashes[place]) is { } why)
                return why;

            if (acts.WhyNot(rows[place]) is { } taken)
                return taken;
        }

        return null;
    }

    private static string? WhyNot(LedgerRow row, long index, Digest signed)
    {
        var name = $"Event {row.Raw.Version} of '{row.Stream}'";
        return row.Seal is not { } seal || !IsLeaf(row, index, signed)
                ? $"{name} is not what the log signed as its entry {index}."
            : !seal.Holds(row.Raw) ? $"{name} has other data than the log signed."
            : null;
    }

    private static bool IsLeaf(LedgerRow row, long index, Digest signed)
    {
        try
        {
            return row.ToLeaf(index).Hash() == signed;
        }
        catch (ArgumentException)
        {
            // A row that was edited may hold what no leaf can.
            return false;
        }
    }

    private async Task<string?> RootAsync(LedgerHead head, CancellationToken stop)
    {
        if (head.Read() is not { } checkpoint || checkpoint.Size != head.Size)
            return $"The log's head of {head.Size} entries is not a checkpoint of so many.";

        try
        {
            var all = new LeafRange(0, head.Size);
            return all.Hash(await ledger.HashesAsync([all], head.Size, stop)) == checkpoint.Root
                ? null
                : $"The tiles of the log give another root than its head of {head.Size} entries.";
        }
        catch (KeyNotFoundException)
        {
            return $"Tiles of the log of {head.Size} entries are not there.";
        }
    }

    // One that neither key signed is ignored by every verifier; here someone should know that it was put in.
    private async Task<string?> HandoversAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select size, from_vkey, to_vkey, note from {Tables.Schema}.ledger_handover order by size"
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            if (
                !VerifierKey.TryParse(rows.GetString(1), out var from, out _)
                || !SignedNote.TryParse(Encoding.UTF8.GetBytes(rows.GetString(3)), out var note, out _)
                || !KeyHandover.TryOpen(note, LogTrust.In(from), out var handover, out _)
                || handover.To.Text != rows.GetString(2)
                || handover.Signed.Checkpoint.Size != rows.GetInt64(0)
            )
                return $"The handover at {rows.GetInt64(0)} entries is not signed by the keys that it names.";

        return null;
    }
}

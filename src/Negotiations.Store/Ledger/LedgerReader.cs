using System.Text;
using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>The head of the log as last signed.</summary>
/// <param name="Size">Leaves under it.</param>
/// <param name="LastSequence">The sequence of its last leaf.</param>
/// <param name="Note">The signed note.</param>
public sealed record LedgerHead(long Size, long LastSequence, string Note)
{
    /// <summary>A note with the cosignatures under it. A line that is none is left out: one that someone put into the
    /// table must not stop the log.</summary>
    public static LedgerHead Of(long size, long lastSequence, string note, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            if (SignedNote.TryParse(Encoding.UTF8.GetBytes($"{note}{line}\n"), out _, out _))
                note = $"{note}{line}\n";

        return new LedgerHead(size, lastSequence, note);
    }

    /// <summary>What the note says, no matter who signed it; null where it cannot be read.</summary>
    public Checkpoint? Read() =>
        SignedNote.TryParse(Encoding.UTF8.GetBytes(Note), out var note, out _)
        && Checkpoint.TryParse(note.Text, out var checkpoint, out _)
            ? checkpoint
            : null;
}

/// <summary>
/// The ledger as stored: heads, tiles, and which events are its leaves. Leaf n is the n-th event in order of
/// sequence.
/// </summary>
public sealed class LedgerReader(Database database)
{
    // The note of a head h and the lines that came under it later.
    private const string NoteAndCosignatures =
        $"h.note, array(select c.line from {Tables.Schema}.ledger_cosignature c where c.size = h.size order by c.key)";

    private const string Schema = Tables.Schema;

    /// <summary>Null before the first checkpoint.</summary>
    public async Task<LedgerHead?> HeadAsync(CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        return await HeadAsync(connection, stop);
    }

    public static async Task<LedgerHead?> HeadAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select size, last_sequence, {NoteAndCosignatures} from {Schema}.ledger_checkpoint h order "
                + "by size desc limit 1",
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop)
            ? LedgerHead.Of(rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), rows.GetFieldValue<string[]>(3))
            : null;
    }

    /// <summary>The newest head that a witness cosigned; null where it has cosigned none.</summary>
    /// <param name="witness">The name in its key.</param>
    /// <param name="stop">Of the caller.</param>
    public async Task<LedgerHead?> CosignedAsync(string witness, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select h.size, h.last_sequence, {NoteAndCosignatures} from {Schema}.ledger_checkpoint h
            where exists (
              select 1 from {Schema}.ledger_cosignature c where c.size = h.size and starts_with(c.key, $1 || '+'))
            order by h.size desc limit 1
            """
        );
        command.Parameters.AddWithValue(witness);
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop)
            ? LedgerHead.Of(rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), rows.GetFieldValue<string[]>(3))
            : null;
    }

    /// <summary>The bytes of tiles, each cut to the width asked for; a tile that is not there is left out.</summary>
    public async Task<IReadOnlyDictionary<Tile, byte[]>> TilesAsync(
        IReadOnlyCollection<Tile> tiles,
        CancellationToken stop
    )
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        return await TilesAsync(connection, tiles, stop);
    }

    public static async Task<IReadOnlyDictionary<Tile, byte[]>> TilesAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<Tile> tiles,
        CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(
            $"select level, index, bytes from {Schema}.ledger_tile where (level, index) in (select * from "
                + "unnest($1, $2))",
            connection
        )
        {
            Parameters =
            {
                new() { Value = tiles.Select(tile => tile.Level).ToArray() },
                new() { Value = tiles.Select(tile => tile.Index).ToArray() },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        var stored = new Dictionary<(int, long), byte[]>();
        while (await rows.ReadAsync(stop))
            stored[(rows.GetInt32(0), rows.GetInt64(1))] = rows.GetFieldValue<byte[]>(2);

        // A tile grows to the right only: a narrower one of before is the beginning of what is there now.
        return tiles
            .Where(tile =>
                stored.TryGetValue((tile.Level, tile.Index), out var bytes) && bytes.Length >= tile.ByteLength
            )
            .ToDictionary(tile => tile, tile => stored[(tile.Level, tile.Index)][..tile.ByteLength]);
    }

    /// <summary>The hashes along some ranges of the tree of <paramref name="size"/> leaves.</summary>
    public async Task<HashReader> HashesAsync(IEnumerable<LeafRange> ranges, long size, CancellationToken stop)
    {
        var tiles = await TilesAsync([.. Tile.Holding(ranges, size).Distinct()], stop);
        return TileHashes.Reader(size, tile => tiles[tile]);
    }

    /// <summary>The rows of a bundle of leaves, in order.</summary>
    public async Task<IReadOnlyList<LedgerRow>> RowsAsync(long bundle, int width, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select {LedgerRow.Columns} from {LedgerRow.From} where e.seq_id >= (select first_sequence "
                + $"from {Schema}.ledger_bundle where index = $1) order by e.seq_id limit $2"
        );
        command.Parameters.AddWithValue(bundle);
        command.Parameters.AddWithValue(width);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var read = new List<LedgerRow>(width);
        while (await rows.ReadAsync(stop))
            read.Add(LedgerRow.Read(rows));

        return read;
    }

    /// <summary>
    /// An event and its index in the ledger; null when there is no such event. The index is null while the writer has
    /// not come to it.
    /// </summary>
    public async Task<(LedgerRow Row, long? Index)?> FindAsync(Guid eventId, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select {LedgerRow.Columns}, b.index, (
              select count(*) from {Schema}.mt_events p where p.seq_id >= b.first_sequence and p.seq_id < e.seq_id)
            from {LedgerRow.From}
            left join lateral (
              select index, first_sequence from {Schema}.ledger_bundle where first_sequence <= e.seq_id
              order by first_sequence desc limit 1) b on true
            where e.id = $1
            """
        );
        command.Parameters.AddWithValue(eventId);
        await using var rows = await command.ExecuteReaderAsync(stop);
        if (!await rows.ReadAsync(stop))
            return null;

        return (
            LedgerRow.Read(rows),
            rows.IsDBNull(LedgerRow.Count)
                ? null
                : (rows.GetInt64(LedgerRow.Count) * Tile.FullWidth) + rows.GetInt64(LedgerRow.Count + 1)
        );
    }
}

using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Ledger;

/// <summary>An event that may not be signed for.</summary>
/// <param name="Sequence">Of its row.</param>
/// <param name="Detail">A sentence that names negotiation and version.</param>
public sealed record LedgerFault(long Sequence, string Detail);

/// <summary>
/// The next leaves of the log: read back from the store, checked against what was sealed, hashed, tiled and signed,
/// in one transaction.
/// </summary>
public sealed class LedgerBatch(LedgerKey key, NpgsqlConnection connection)
{
    // Sixteen full tiles at a time share a signature and a commit: an upgrade goes on where it stopped, and holds no
    // more than this in memory.
    public const int Most = 16 * Tile.FullWidth;

    private const string Schema = Tables.Schema;

    // Below it the processors would spend more on sharing the work than on doing it.
    private const int Few = 32;

    private readonly List<Digest> hashes = [];
    private readonly List<(long Index, long FirstSequence)> bundles = [];
    private readonly List<(long Sequence, Seal Seal)> sealedNow = [];
    private long lastSequence;

    /// <summary>The first row that cannot be signed for; the log ends before it until someone has looked.</summary>
    public LedgerFault? Fault { get; private set; }

    /// <summary>Appends what is stored and not yet in the log.</summary>
    /// <returns>How many leaves were added; 0 when nothing was there to add.</returns>
    public async Task<int> AppendAsync(CancellationToken stop)
    {
        var head = await LedgerReader.HeadAsync(connection, stop);
        if (head is not null && await new LedgerHandover(key, connection).RefusalAsync(head, stop) is { } refusal)
        {
            Fault = new LedgerFault(head.LastSequence, refusal);
            return 0;
        }

        var size = head?.Size ?? 0;
        lastSequence = head?.LastSequence ?? 0;
        await ReadAsync(size, stop);
        if (hashes.Count == 0)
            return 0;

        var written = TileGrowth.Append(size, hashes, await PartialTilesAsync(size, stop));
        var frontier = await FrontierAsync(size, stop);
        foreach (var hash in hashes)
            frontier.Append(hash);

        var note = new Checkpoint(key.Origin, frontier.Size, frontier.Root()).Sign(key.Signer).ToString();
        await WriteAsync(written, frontier.Size, note, stop);
        return hashes.Count;
    }

    private async Task ReadAsync(long size, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select {LedgerRow.Columns} from {LedgerRow.From} where e.seq_id > $1 order by e.seq_id limit $2",
            connection
        )
        {
            Parameters =
            {
                new() { Value = lastSequence },
                new() { Value = Most },
            },
        };
        List<LedgerRow> read = [];
        await using (var rows = await command.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop))
                read.Add(LedgerRow.Read(rows));

        // Parsing and hashing is nearly all of the work, and no row waits for another.
        foreach (
            var checkedRow in read.Count < Few
                ? read.Select((row, n) => Checked.Of(row, size + n))
                : read.Select((row, n) => (Row: row, Index: size + n))
                    .AsParallel()
                    .AsOrdered()
                    .Select(each => Checked.Of(each.Row, each.Index))
        )
        {
            if (checkedRow.Fault is not null)
            {
                Fault = checkedRow.Fault;
                return;
            }

            Take(checkedRow);
        }
    }

    private void Take(Checked row)
    {
        if (row.IsSealedNow)
            sealedNow.Add((row.Sequence, row.Seal!));

        if (row.Index % Tile.FullWidth == 0)
            bundles.Add((row.Index / Tile.FullWidth, row.Sequence));

        hashes.Add(row.Hash);
        lastSequence = row.Sequence;
    }

    private async Task<TileReader> PartialTilesAsync(long size, CancellationToken stop)
    {
        List<Tile> partial = [];
        for (var (level, count) = (0, size); count > 0; level++, count >>= Tile.Height)
            if (count % Tile.FullWidth is var width and > 0)
                partial.Add(new Tile(level, count / Tile.FullWidth, (int)width));

        var stored = await LedgerReader.TilesAsync(connection, partial, stop);
        return tile => stored[tile];
    }

    private async Task<TreeFrontier> FrontierAsync(long size, CancellationToken stop)
    {
        if (size == 0)
            return new TreeFrontier();

        var tiles = new LeafRange(0, size)
            .Subtrees()
            .Select(subtree => Tile.Holding(subtree, size))
            .Distinct()
            .ToList();
        var stored = await LedgerReader.TilesAsync(connection, tiles, stop);
        return TreeFrontier.Read(size, TileHashes.Reader(size, tile => stored[tile]));
    }

    private async Task WriteAsync(IReadOnlyList<WrittenTile> written, long size, string note, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            Sql.Command(
                $"insert into {Schema}.ledger_tile (level, index, bytes) select * from unnest($1, $2, $3) "
                    + "on conflict (level, index) do update set bytes = excluded.bytes",
                written.Select(each => each.Tile.Level).ToArray(),
                written.Select(each => each.Tile.Index).ToArray(),
                written.Select(each => each.Bytes).ToArray()
            )
        );
        if (bundles.Count > 0)
            batch.BatchCommands.Add(
                Sql.Command(
                    $"insert into {Schema}.ledger_bundle (index, first_sequence) select * from unnest($1, $2)",
                    bundles.Select(each => each.Index).ToArray(),
                    bundles.Select(each => each.FirstSequence).ToArray()
                )
            );

        if (sealedNow.Count > 0)
            batch.BatchCommands.Add(
                Sql.Command(
                    $"insert into {Schema}.ledger_salt (sequence, salt, data_hash) select * from unnest($1, $2, $3)",
                    sealedNow.Select(each => each.Sequence).ToArray(),
                    sealedNow.Select(each => each.Seal.Salt!).ToArray(),
                    sealedNow.Select(each => each.Seal.DataHash).ToArray()
                )
            );

        var checkpoint = new NpgsqlBatchCommand(
            $"insert into {Schema}.ledger_checkpoint (size, last_sequence, note, signed_at) values ($1, "
                + "$2, $3, clock_timestamp())"
        );
        checkpoint.Parameters.Add(Sql.Parameter(NpgsqlDbType.Bigint, size));
        checkpoint.Parameters.Add(Sql.Parameter(NpgsqlDbType.Bigint, lastSequence));
        checkpoint.Parameters.Add(Sql.Parameter(NpgsqlDbType.Text, note));
        batch.BatchCommands.Add(checkpoint);
        await batch.ExecuteNonQueryAsync(stop);
    }

    /// <summary>A row read back, and what the log may say of it.</summary>
    private sealed record Checked(
        long Sequence,
        long Index,
        Seal? Seal,
        bool IsSealedNow,
        Digest Hash,
        LedgerFault? Fault
    )
    {
        public static Checked Of(LedgerRow row, long index)
        {
            if (row.Seal is { } seal)
                return
                    row.Raw.Erased is null
                    && !seal.Holds(row.Raw.Type, row.Raw.Id, row.Raw.Data)
                    && !seal.Holds(row.Raw.Read().Event)
                    ? Refused(
                        row,
                        index,
                        "is not stored as it was appended: its data no longer give the hash that was sealed"
                    )
                    : new Checked(
                        row.Raw.Sequence,
                        index,
                        seal,
                        IsSealedNow: false,
                        row.ToLeaf(index, seal.DataHash).Hash(),
                        null
                    );

            // Recorded before there was a ledger, or by another program: sealed as it is found.
            return Seal.TryOn(row.Raw.Read().Event) is { } found
                ? new Checked(
                    row.Raw.Sequence,
                    index,
                    found,
                    IsSealedNow: true,
                    row.ToLeaf(index, found.DataHash).Hash(),
                    null
                )
                : Refused(row, index, "holds a number that no verifier could hold exactly");
        }

        private static Checked Refused(LedgerRow row, long index, string why) =>
            new(
                row.Raw.Sequence,
                index,
                null,
                IsSealedNow: false,
                default,
                new LedgerFault(row.Raw.Sequence, $"Event {row.Raw.Version} of '{row.Stream}' {why}.")
            );
    }
}

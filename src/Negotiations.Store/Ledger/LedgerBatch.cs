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
public sealed class LedgerBatch(
    LedgerKey key,
    LedgerRules rules,
    SealDuty duty,
    LedgerMemory memory,
    NpgsqlConnection connection
)
{
    // Sixteen full tiles at a time share a signature and a commit: an upgrade goes on where it stopped, and holds no
    // more than this in memory.
    public const int Most = 16 * Tile.FullWidth;

    private const string Schema = Tables.Schema;

    /// <summary>The first row that cannot be signed for; the log ends before it until someone has looked.</summary>
    public LedgerFault? Fault { get; private set; }

    /// <summary>There may be more to append.</summary>
    public bool HasMore { get; private set; }

    /// <summary>There is something to commit.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>What is done once the commit is sure; null: nothing.</summary>
    public Action? AfterCommit { get; private set; }

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

        if (head is not null && !await IsLastAsync(head, stop))
        {
            Fault = new LedgerFault(
                head.LastSequence,
                $"The head of the log names the row of sequence {head.LastSequence} as its last of {head.Size} "
                    + "entries, and the log has another there: the head was changed, or the row."
            );
            return 0;
        }

        if (memory.WhyNotNow() is { } silence)
        {
            Fault = new LedgerFault(head?.LastSequence ?? 0, silence);
            return 0;
        }

        var last = memory.Last();
        if (await memory.FollowAsync(head, connection, stop) is { } contradiction)
            return await StandStillAsync(head, last!, contradiction, stop);

        // What was signed and is not here: a process that ended before its commit, or a database that went back.
        var size = head?.Size ?? 0;
        var signed = last?.Size > size ? last : null;
        var rows = new NextRows(size, head?.LastSequence ?? 0, signed?.Size ?? 0, rules, duty, connection);
        await rows.ReadAsync(Math.Max(Most, (signed?.Size ?? 0) - size), stop);
        Fault = rows.Fault;
        if (signed is not null && size + rows.Hashes.Count < signed.Size)
            return await StandStillAsync(head, signed, Missing(size + rows.Hashes.Count, signed), stop);

        return rows.Hashes.Count == 0 ? 0 : await AppendAsync(head, signed, rows, stop);
    }

    private async Task<int> AppendAsync(LedgerHead? head, Checkpoint? signed, NextRows rows, CancellationToken stop)
    {
        HasMore = rows.Hashes.Count >= Most;

        // Their salts are random, and a tree that was signed must be one that can be made again: so they are stored
        // first, in a commit of their own, and signed for in the next.
        if (rows.SealedNow.Count > 0)
        {
            await SealAsync(rows.SealedNow, stop);
            HasMore = HasWritten = true;
            return 0;
        }

        var size = head?.Size ?? 0;
        var frontier = await FrontierAsync(size, stop);
        foreach (var hash in rows.Hashes)
        {
            frontier.Append(hash);
            if (signed is not null && frontier.Size == signed.Size && frontier.Root() != signed.Root)
                return await StandStillAsync(head, signed, Other(signed), stop);
        }

        var written = TileGrowth.Append(size, rows.Hashes, await PartialTilesAsync(size, stop));
        var note = new Checkpoint(key.Origin, frontier.Size, frontier.Root()).Sign(key.Signer).ToString();
        await WriteAsync(written, rows, frontier.Size, note, stop);

        // On the disks before anyone can see it: whatever becomes of the database, nothing else is signed.
        try
        {
            memory.Remember(note);
        }
        catch (IOException away)
        {
            Fault = new LedgerFault(rows.LastSequence, away.Message);
            return 0;
        }

        HasWritten = true;
        return rows.Hashes.Count;
    }

    private static string Missing(long has, Checkpoint signed) =>
        $"The database is older than what was signed: a checkpoint of {signed.Size} entries was, and its rows give "
        + $"{has}. Missing are entries {has} to {signed.Size - 1}.";

    private static string Other(Checkpoint signed) =>
        $"A checkpoint of {signed.Size} entries was signed, and the first {signed.Size} rows give another tree: rows "
        + "were changed, or stand where others are missing.";

    // Nothing is signed until what is missing is back, or the holder of the key says to go on without, in public.
    private async Task<int> StandStillAsync(LedgerHead? head, Checkpoint lost, string why, CancellationToken stop)
    {
        if (!memory.IsToGoOnWithout(lost))
        {
            Fault = new LedgerFault(
                head?.LastSequence ?? 0,
                $"{why} Put back what is missing from a copy. To go on without it, and to say so in public, run "
                    + "'negotiations ledger resume' on the key."
                    + (Fault is null ? "" : $" ({Fault.Detail})")
            );
            return 0;
        }

        var start = head?.Read() ?? new Checkpoint(key.Origin, 0, MerkleHash.Empty);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            Sql.Command(
                $"insert into {Schema}.ledger_notice (lost_size, lost_root, note, given_at) "
                    + "values ($1, $2, $3, clock_timestamp()) on conflict do nothing",
                lost.Size,
                lost.Root.ToString(),
                ResumeNotice.Sign(start, lost, key.Signer).ToString()
            )
        );
        await batch.ExecuteNonQueryAsync(stop);
        Fault = null;
        AfterCommit = () => memory.Forget(lost);
        HasMore = HasWritten = true;
        return 0;
    }

    // Signing goes on behind that row: of another one, rows would be signed twice or never.
    private async Task<bool> IsLastAsync(LedgerHead head, CancellationToken stop)
    {
        var index = head.Size - 1;
        var tile = new Tile(0, index / Tile.FullWidth, (int)(index % Tile.FullWidth) + 1);
        var stored = await LedgerReader.TilesAsync(connection, [tile], stop);
        await using var command = new NpgsqlCommand(
            $"select {LedgerRow.Columns} from {LedgerRow.From} where e.seq_id = $1",
            connection
        )
        {
            Parameters = { new() { Value = head.LastSequence } },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop)
            && stored.TryGetValue(tile, out var bytes)
            && LedgerRow.Read(rows) is { Seal: not null } last
            && last.ToLeaf(index).Hash() == tile.Hashes(bytes)[^1];
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

    private async Task SealAsync(IReadOnlyList<(long Sequence, DataSeal Seal)> sealedNow, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            Sql.Command(
                $"insert into {Schema}.ledger_salt (sequence, salt, data_hash) select * from unnest($1, $2, $3)",
                sealedNow.Select(each => each.Sequence).ToArray(),
                sealedNow.Select(each => each.Seal.Salt!).ToArray(),
                sealedNow.Select(each => each.Seal.DataHash).ToArray()
            )
        );
        await batch.ExecuteNonQueryAsync(stop);
    }

    private async Task WriteAsync(
        IReadOnlyList<WrittenTile> written,
        NextRows rows,
        long size,
        string note,
        CancellationToken stop
    )
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
        if (rows.Bundles.Count > 0)
            batch.BatchCommands.Add(
                Sql.Command(
                    $"insert into {Schema}.ledger_bundle (index, first_sequence) select * from unnest($1, $2)",
                    rows.Bundles.Select(each => each.Index).ToArray(),
                    rows.Bundles.Select(each => each.FirstSequence).ToArray()
                )
            );

        var checkpoint = new NpgsqlBatchCommand(
            $"insert into {Schema}.ledger_checkpoint (size, last_sequence, note, signed_at) values ($1, "
                + "$2, $3, clock_timestamp())"
        );
        checkpoint.Parameters.Add(Sql.Parameter(NpgsqlDbType.Bigint, size));
        checkpoint.Parameters.Add(Sql.Parameter(NpgsqlDbType.Bigint, rows.LastSequence));
        checkpoint.Parameters.Add(Sql.Parameter(NpgsqlDbType.Text, note));
        batch.BatchCommands.Add(checkpoint);
        await batch.ExecuteNonQueryAsync(stop);
    }
}

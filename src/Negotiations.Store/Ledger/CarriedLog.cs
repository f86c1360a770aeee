using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>Where the entries of a restored record come from, in the commit that brings them.</summary>
/// <param name="Events">How many.</param>
/// <param name="File">The SHA-256 of the file.</param>
public abstract record CarriedLog(long Events, Digest File)
{
    /// <summary>Whether this log goes on where the other one stopped, as the same log.</summary>
    /// <param name="key">Of this node.</param>
    public virtual bool GoesOn(LedgerKey key) => false;

    internal abstract Task WriteAsync(LedgerKey key, NpgsqlConnection connection, CancellationToken stop);

    private protected static NpgsqlBatchCommand Notice(long size, string root, SignedNote note) =>
        Sql.Command(
            $"insert into {Tables.Schema}.ledger_notice (lost_size, lost_root, note, given_at) "
                + "values ($1, $2, $3, clock_timestamp()) on conflict do nothing",
            size,
            root,
            note.ToString()
        );
}

/// <summary>A file that proved nothing: the log begins with it and says so, for good and in public.</summary>
/// <param name="Events">How many.</param>
/// <param name="File">The SHA-256 of the file.</param>
public sealed record UnprovenLog(long Events, Digest File) : CarriedLog(Events, File)
{
    internal override async Task WriteAsync(LedgerKey key, NpgsqlConnection connection, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        var note = RestoreNotice.Unproven(key.Origin, Events, File, key.Signer);
        batch.BatchCommands.Add(Notice(Events, File.ToString(), note));
        await batch.ExecuteNonQueryAsync(stop);
    }
}

/// <summary>
/// A file that was held against what its log signed. Where this node has the key of that log, or the one before this
/// node's own, the log goes on: its tree, its head with the lines of witnesses and its handovers are as they were.
/// With another key the entries are the same and the tree is, and the log says in public whose they were.
/// </summary>
/// <param name="Hashes">Of all entries, in order.</param>
/// <param name="Signature">What was signed.</param>
/// <param name="File">The SHA-256 of the file.</param>
public sealed record ProvenLog(IReadOnlyList<Digest> Hashes, ExportSignature Signature, Digest File)
    : CarriedLog(Hashes.Count, File)
{
    private const string Schema = Tables.Schema;

    /// <inheritdoc/>
    public override bool GoesOn(LedgerKey key) =>
        LedgerHandover.WhyNotOurs(key, new LedgerHead(Events, 0, Signature.Signed.Note.ToString())) is null;

    internal override async Task WriteAsync(LedgerKey key, NpgsqlConnection connection, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Timeout = 0;
        if (GoesOn(key))
        {
            AddTree(batch.BatchCommands);
            AddHead(batch.BatchCommands);
        }
        else
        {
            var tree = Signature.Signed.Checkpoint;
            var note = RestoreNotice.Continuing(key.Origin, tree, Signature.Key, key.Signer);
            batch.BatchCommands.Add(Notice(tree.Size, tree.Root.ToString(), note));
        }

        await batch.ExecuteNonQueryAsync(stop);
    }

    private void AddTree(NpgsqlBatchCommandCollection commands)
    {
        var tiles = TileGrowth.Append(0, Hashes, _ => throw new InvalidOperationException("The tree was empty."));
        commands.Add(
            Sql.Command(
                $"insert into {Schema}.ledger_tile (level, index, bytes) select * from unnest($1, $2, $3)",
                tiles.Select(each => each.Tile.Level).ToArray(),
                tiles.Select(each => each.Tile.Index).ToArray(),
                tiles.Select(each => each.Bytes).ToArray()
            )
        );
        commands.Add(
            Sql.Command(
                $"insert into {Schema}.ledger_bundle (index, first_sequence) select place / $1, seq_id from ("
                    + "select seq_id, row_number() over (order by seq_id) - 1 as place "
                    + $"from {Schema}.mt_events) e where place % $1 = 0",
                (long)Tile.FullWidth
            )
        );
    }

    // The lines of witnesses stand beside the head, where those that come later stand.
    private void AddHead(NpgsqlBatchCommandCollection commands)
    {
        var note = Signature.Signed.Note;
        var own = note.Signatures.Where(each => each.KeyName == Signature.Signed.Checkpoint.Origin).ToList();
        commands.Add(
            Sql.Command(
                $"insert into {Schema}.ledger_checkpoint (size, last_sequence, note, signed_at) "
                    + $"select $1, max(seq_id), $2, clock_timestamp() from {Schema}.mt_events",
                Events,
                new SignedNote(note.Text, own).ToString()
            )
        );
        foreach (var signature in note.Signatures.Except(own))
            commands.Add(LedgerCosignatures.Insert(Events, signature));

        foreach (var handover in Signature.Handovers)
            commands.Add(
                Sql.Command(
                    $"insert into {Schema}.ledger_handover (size, from_vkey, to_vkey, note) values ($1, $2, $3, $4) "
                        + "on conflict do nothing",
                    handover.Signed.Checkpoint.Size,
                    handover.From.Text,
                    handover.To.Text,
                    handover.Signed.Note.ToString()
                )
            );

        foreach (var text in Signature.Notices)
            if (
                SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var notice, out _)
                && Checkpoint.TryParse(notice.Text, out var head, out _)
            )
                commands.Add(Notice(head.Size, string.Join(' ', head.Extensions), notice));
    }
}

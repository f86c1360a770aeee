using System.Text;
using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>
/// The last checkpoint that this node signed or saw, in a file beside the key: what the database cannot take back with
/// itself. Nothing is signed that does not continue it.
/// </summary>
/// <param name="folder">Of the key: <c>ledger</c> in the data folder.</param>
/// <param name="key">That signs.</param>
/// <param name="copies">Where it is remembered besides.</param>
public sealed class LedgerMemory(string folder, LedgerKey key, IReadOnlyList<string>? copies = null)
{
    private readonly MemoryCopies files = new(folder, copies ?? []);

    private string OrderFile => Path.Combine(folder, ResumeOrder.FileName);

    /// <summary>Read each time: another node may share the folder. The largest of all copies.</summary>
    /// <returns>Null where nothing was signed from here.</returns>
    /// <exception cref="InvalidDataException">There is a file that no key of this log signed.</exception>
    /// <exception cref="IOException">Too few copies can be asked.</exception>
    public Checkpoint? Last() => Read()?.Checkpoint;

    private SignedCheckpoint? Read()
    {
        var last = files.Read().Select(Open).MaxBy(each => each.Checkpoint.Size);

        // The order to go on without it is for the one beside the key.
        if (last is not null && files.LackSome(last.Checkpoint.Size))
            files.Write(last.Note.ToBytes(), last.Checkpoint.Size);

        return last;
    }

    private SignedCheckpoint Open(byte[] bytes)
    {
        IReadOnlyList<VerifierKey> keys = key.Previous is { } previous
            ? [key.Signer.VerifierKey, previous.VerifierKey]
            : [key.Signer.VerifierKey];
        return SignedCheckpoint.TryOpen(bytes, new LogTrust(key.Origin, keys, [], 0), out var signed, out var failure)
            ? signed
            : throw new InvalidDataException(
                $"{ResumeOrder.SignedFileName} in {folder}, or in one of {MemoryCopies.Setting}, holds no checkpoint "
                    + $"of this log: {failure.Explanation} It is the memory of what was signed here. Put it back, or "
                    + "take it away if the folder was another log's."
            );
    }

    /// <summary>Is on a majority of the disks when this returns; a smaller head never takes the place of a larger
    /// one.</summary>
    /// <exception cref="IOException">It is on too few of them.</exception>
    public void Remember(string note)
    {
        var bytes = Encoding.UTF8.GetBytes(note);
        if (
            !SignedNote.TryParse(bytes, out var read, out _)
            || !Checkpoint.TryParse(read.Text, out var checkpoint, out _)
        )
            throw new ArgumentException("This is no checkpoint.", nameof(note));

        files.Write(bytes, checkpoint.Size);
    }

    /// <summary>Why nothing can be signed now; null: as many copies as are needed can be asked.</summary>
    public string? WhyNotNow()
    {
        try
        {
            files.Read();
            return null;
        }
        catch (IOException away)
        {
            return away.Message;
        }
    }

    /// <summary>Takes in a head that another node signed, where it continues what is remembered.</summary>
    /// <returns>Why it does not, in a sentence; null where it does, or is no larger.</returns>
    public async Task<string?> FollowAsync(LedgerHead? head, NpgsqlConnection connection, CancellationToken stop)
    {
        var last = Last();
        if (head is null || head.Size < last?.Size)
            return null;

        if (last is not null && await ContradictionAsync(head, last, connection, stop) is { } contradiction)
            return contradiction;

        // Also where a new key signed the same head: the one before it may be taken away now.
        if (head.Size > (last?.Size ?? 0) || Read()?.Note.Verify([key.Signer.VerifierKey]).Holds is false)
            Remember(head.Note);

        return null;
    }

    /// <summary>Whether more was signed than this head.</summary>
    public bool IsAheadOf(LedgerHead? head) => Last() is { } last && last.Size > (head?.Size ?? 0);

    /// <summary>Whether its owner's word lies beside the key to go on without this head.</summary>
    public bool IsToGoOnWithout(Checkpoint lost) =>
        File.Exists(OrderFile) && ResumeOrder.IsFor(File.ReadAllText(OrderFile), lost, key.Signer.VerifierKey);

    /// <summary>Forgets a head that the log goes on without; the file stays beside, under another name.</summary>
    public void Forget(Checkpoint lost)
    {
        files.Forget(lost);
        File.Delete(OrderFile);
        SyncedFile.SyncFolder(folder);
    }

    private static async Task<string?> ContradictionAsync(
        LedgerHead head,
        Checkpoint last,
        NpgsqlConnection connection,
        CancellationToken stop
    )
    {
        if (head.Read() is not { } now)
            return $"The stored checkpoint of {head.Size} entries cannot be read.";

        if (now == last)
            return null;

        var ranges = Proofs.ConsistencyPath(last.Size, now.Size);
        var tiles = await LedgerReader.TilesAsync(connection, [.. Tile.Holding(ranges, now.Size).Distinct()], stop);
        Verification verified;
        try
        {
            var proof = Proofs.Consistency(last.Size, now.Size, TileHashes.Reader(now.Size, tile => tiles[tile]));
            verified = ConsistencyProof.Verify(last.Size, now.Size, last.Root, now.Root, proof);
        }
        catch (KeyNotFoundException)
        {
            return $"The log's tiles are not there, so no one can compute whether its head of {now.Size} entries "
                + $"continues the one of {last.Size} that was signed before.";
        }

        return verified.Holds
            ? null
            : $"The log's head of {now.Size} entries does not continue the one of {last.Size} that was signed before. "
                + verified.Explanation;
    }
}

using System.Runtime.InteropServices;

namespace Negotiations.Ledger;

/// <summary>
/// Rebuilds the tree of a whole log from its entries alone, one after the other, and compares whatever the log serves
/// with it: tiles on the way, the signed root at the end. Keeps one hash for 256 entries. Does no input: the caller
/// reads files, a server or a dump.
/// </summary>
public sealed class LogReplay
{
    // For each level its hashes from the left: of level 0 only those of the bundle now being filled, or just filled.
    private readonly List<List<Digest>> _levels =
    [
        [],
    ];

    /// <summary>Entries read so far.</summary>
    public long Size { get; private set; }

    /// <summary>Takes the next entry.</summary>
    public void Append(ReadOnlySpan<byte> entry) => Append(MerkleHash.OfEntry(entry));

    /// <summary>Takes the next entry by its leaf hash.</summary>
    public void Append(Digest leafHash)
    {
        if (_levels[0].Count == Tile.FullWidth)
            _levels[0].Clear();

        _levels[0].Add(leafHash);
        Size++;
        if (_levels[0].Count == Tile.FullWidth)
            Lift(level: 1, _levels[0]);
    }

    /// <summary>
    /// Compares a served tile with the entries: one of level 0 directly after its own entries, one of a higher level
    /// at any time after the entries below it.
    /// </summary>
    /// <param name="tile">Which.</param>
    /// <param name="bytes">As served.</param>
    /// <returns><see cref="PartMatches"/>; <see cref="LeafMismatch"/> or <see cref="TileMismatch"/> for the first
    /// hash that differs; <see cref="Unreadable"/>.</returns>
    /// <exception cref="InvalidOperationException">The entries below the tile are not those read so far.</exception>
    public Verification Compare(Tile tile, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != tile.ByteLength)
            return new Unreadable(tile.Path, $"it has {bytes.Length} bytes instead of {tile.ByteLength}");

        var served = tile.Hashes(bytes);
        var computed = Computed(tile);
        for (var i = 0; i < served.Length; i++)
        {
            if (served[i] != computed[i])
            {
                return tile.Level == 0
                    ? new LeafMismatch((tile.Index << Tile.Height) + i, served[i], computed[i])
                    : new TileMismatch(tile, i, served[i], computed[i]);
            }
        }

        return new PartMatches(tile.Path);
    }

    /// <summary>The root of the entries read so far, by RFC 6962's own recursion.</summary>
    public Digest Root() => Size == 0 ? MerkleHash.Empty : Root(0, Size);

    /// <summary>Compares the entries with what the log signed.</summary>
    /// <returns><see cref="Replayed"/>, or <see cref="RootMismatch"/>; too few or too many entries are
    /// <see cref="WrongEntryCount"/>.</returns>
    public Verification Conclude(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (Size != checkpoint.Size)
            return new WrongEntryCount(checkpoint.Size, Size);

        var root = Root();
        return root == checkpoint.Root ? new Replayed(Size, root) : new RootMismatch(Size, checkpoint.Root, root);
    }

    private void Lift(int level, List<Digest> full)
    {
        if (_levels.Count == level)
            _levels.Add([]);

        var above = _levels[level];
        above.Add(MerkleTree.Root(CollectionsMarshal.AsSpan(full)));
        if (above.Count % Tile.FullWidth == 0)
            Lift(level + 1, above[^Tile.FullWidth..]);
    }

    private List<Digest> Computed(Tile tile)
    {
        var level = tile.Level < _levels.Count ? _levels[tile.Level] : [];
        var firstStored = tile.Level == 0 ? Size - level.Count : 0;
        var start = (tile.Index << Tile.Height) - firstStored;

        return start >= 0 && start + tile.Width <= level.Count
            ? level.GetRange((int)start, tile.Width)
            : throw new InvalidOperationException(
                $"{tile.Path} was compared before, or too long after, the entries below it were read."
            );
    }

    private Digest Root(long start, long end)
    {
        var count = end - start;
        for (var level = _levels.Count - 1; level >= 0; level--)
        {
            if (count == 1L << (level * Tile.Height))
                return level == 0
                    ? _levels[0][(int)(start - (Size - _levels[0].Count))]
                    : _levels[level][(int)(start >> (level * Tile.Height))];
        }

        var middle = start + MerkleTree.Split(count);
        return MerkleHash.OfChildren(Root(start, middle), Root(middle, end));
    }
}

namespace Negotiations.Ledger;

/// <summary>Gives the bytes of a tile, or of a wider version of the same tile.</summary>
public delegate ReadOnlyMemory<byte> TileReader(Tile tile);

/// <summary>Hashes of complete subtrees, computed from the tiles of one tree.</summary>
public static class TileHashes
{
    /// <param name="size">Leaves in the tree; it says how wide the last tile of each level is.</param>
    /// <param name="tiles">Called once for each tile needed.</param>
    public static HashReader Reader(long size, TileReader tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        var read = new Dictionary<Tile, Digest[]>();

        return subtree =>
        {
            var tile = Tile.Holding(subtree, size);
            if (!read.TryGetValue(tile, out var hashes))
                read[tile] = hashes = tile.Hashes(tiles(tile).Span);

            // Rows between two levels are not stored: they are hashed up from the row below.
            var rows = subtree.Height % Tile.Height;
            var first = (int)((subtree.Index << rows) - (tile.Index << Tile.Height));
            return MerkleTree.Root(hashes.AsSpan(first, 1 << rows));
        };
    }
}

namespace Negotiations.Ledger;

/// <summary>A tile to be stored.</summary>
/// <param name="Tile">Which.</param>
/// <param name="Bytes">Its <see cref="Tile.ByteLength"/> bytes.</param>
public sealed record WrittenTile(Tile Tile, byte[] Bytes);

/// <summary>What a writer stores when leaves are appended: every tile that is new or wider than before.</summary>
public static class TileGrowth
{
    /// <param name="size">Leaves before.</param>
    /// <param name="leafHashes">Of the leaves to append, in order.</param>
    /// <param name="stored">Gives the partial tiles of the tree before; at most one for each level.</param>
    public static IReadOnlyList<WrittenTile> Append(
        long size,
        IReadOnlyCollection<Digest> leafHashes,
        TileReader stored
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(leafHashes);
        ArgumentNullException.ThrowIfNull(stored);

        var written = new List<WrittenTile>();
        IReadOnlyCollection<Digest> hashes = leafHashes;
        for (var (level, before) = (0, size); hashes.Count > 0; level++, before >>= Tile.Height)
            hashes = Level(level, before, hashes, stored, written);
        return written;
    }

    // Returns the roots of the tiles that became full: they are the hashes to append one level up.
    private static List<Digest> Level(
        int level,
        long before,
        IReadOnlyCollection<Digest> hashes,
        TileReader stored,
        List<WrittenTile> written
    )
    {
        var index = before >> Tile.Height;
        var width = (int)(before % Tile.FullWidth);
        var partial = new Tile(level, index, width);
        Digest[] row = [.. width > 0 ? partial.Hashes(stored(partial).Span) : [], .. hashes];

        var full = new List<Digest>();
        foreach (var chunk in row.Chunk(Tile.FullWidth))
        {
            written.Add(new WrittenTile(new Tile(level, index++, chunk.Length), Tile.ToBytes(chunk)));
            if (chunk.Length == Tile.FullWidth)
                full.Add(MerkleTree.Root(chunk));
        }

        return full;
    }
}

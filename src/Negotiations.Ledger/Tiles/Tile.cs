using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>
/// Consecutive hashes of one level of the tree, as C2SP tlog-tiles serves them: level 0 holds leaf hashes, each level
/// above the roots of full tiles below. Its bytes are the hashes one after the other.
/// </summary>
/// <param name="Level">From 0; one level is <see cref="Height"/> rows of the tree.</param>
/// <param name="Index">Place within the level, from 0.</param>
/// <param name="Width">Hashes in the tile, 1 to 256; fewer than 256 makes it a partial tile.</param>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>Rows of the tree in a tile; fixed by tlog-tiles.</summary>
    public const int Height = 8;

    public const int FullWidth = 1 << Height;

    /// <summary>The greatest level tlog-tiles can address. A tree that a long can count ends at level 7.</summary>
    public const int MaxLevel = 63;

    private const int HighestLevelInUse = 7;

    public bool IsPartial => Width < FullWidth;

    /// <summary>Of the tile, in bytes.</summary>
    public int ByteLength => Width * Digest.Length;

    /// <summary><c>tile/0/x001/x234/067</c>, or with <c>.p/8</c> after it for the first 8 hashes of a tile.</summary>
    public string Path => $"tile/{StrictDecimal.Of(Level)}/{TilePath.Of(Index, Width)}";

    /// <summary>Reads exactly the paths that <see cref="Path"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? path, out Tile tile)
    {
        tile = default;
        if (
            path?.Split('/', 3) is not ["tile", var level, var rest]
            || !StrictDecimal.TryParse(level, out var number)
            || number > MaxLevel
            || !TilePath.TryParse(rest, out var index, out var width)
        )
            return false;

        tile = new Tile((int)number, index, width);
        return true;
    }

    /// <summary>Every tile of a tree, level by level, left to right; the last of a level may be partial.</summary>
    /// <param name="size">Leaves in the tree.</param>
    public static IEnumerable<Tile> AllOf(long size)
    {
        for (var (level, hashes) = (0, size); hashes > 0; level++, hashes >>= Height)
        {
            for (long index = 0; index < hashes >> Height; index++)
                yield return new Tile(level, index, FullWidth);

            if (hashes % FullWidth is > 0 and var width)
                yield return new Tile(level, hashes >> Height, (int)width);
        }
    }

    /// <summary>The tile of a tree of <paramref name="size"/> leaves from which a subtree's hash follows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The subtree is not complete in a tree of that size.</exception>
    public static Tile Holding(Subtree subtree, long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subtree.End, size);
        var level = subtree.Height / Height;
        var index = (subtree.Index << (subtree.Height % Height)) >> Height;
        var hashes = level > HighestLevelInUse ? 0 : size >> (level * Height);
        return new Tile(level, index, (int)Math.Min(FullWidth, hashes - (index << Height)));
    }

    /// <summary>The tiles that a path of ranges is computed from, each once.</summary>
    public static IReadOnlyList<Tile> Holding(IEnumerable<LeafRange> path, long size) =>
        [.. path.SelectMany(range => range.Subtrees()).Select(subtree => Holding(subtree, size)).Distinct()];

    /// <summary>Reads the tile's bytes.</summary>
    /// <param name="bytes">At least <see cref="ByteLength"/> of them: a wider version of the same tile starts with
    /// the same hashes.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public Digest[] Hashes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ByteLength)
            throw new ArgumentException($"{Path} has {ByteLength} bytes, not {bytes.Length}.", nameof(bytes));

        var hashes = new Digest[Width];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = new Digest(bytes.Slice(i * Digest.Length, Digest.Length));
        return hashes;
    }

    public static byte[] ToBytes(ReadOnlySpan<Digest> hashes)
    {
        var bytes = new byte[hashes.Length * Digest.Length];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i].CopyTo(bytes.AsSpan(i * Digest.Length));
        return bytes;
    }
}

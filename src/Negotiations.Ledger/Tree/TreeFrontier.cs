using System.Numerics;

namespace Negotiations.Ledger;

/// <summary>
/// The right edge of a growing tree: one hash per complete subtree, largest first. It is all that a writer must keep
/// to append a leaf and know the new root, each in O(log n). Not safe for two threads: the ledger has one writer.
/// </summary>
public sealed class TreeFrontier
{
    private readonly List<Digest> _peaks;

    public TreeFrontier() => _peaks = [];

    private TreeFrontier(long size, IEnumerable<Digest> peaks) => (Size, _peaks) = (size, [.. peaks]);

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>
    /// The hashes of the subtrees of <see cref="LeafRange.Subtrees"/> of [0, <see cref="Size"/>), to be stored and
    /// given back to <see cref="Restore"/>.
    /// </summary>
    public IReadOnlyList<Digest> Peaks => _peaks;

    /// <param name="size">Leaves in the tree the peaks came from.</param>
    /// <param name="peaks">One for each bit set in <paramref name="size"/>.</param>
    /// <exception cref="ArgumentException">The number of peaks does not fit the size.</exception>
    public static TreeFrontier Restore(long size, IReadOnlyCollection<Digest> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(peaks);

        var expected = BitOperations.PopCount((ulong)size);
        return peaks.Count == expected
            ? new TreeFrontier(size, peaks)
            : throw new ArgumentException(
                $"A tree of {size} leaves has {expected} peaks, not {peaks.Count}.",
                nameof(peaks)
            );
    }

    /// <summary>The frontier of the first <paramref name="size"/> leaves of a tree whose hashes can be read.</summary>
    public static TreeFrontier Read(long size, HashReader reader)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new TreeFrontier(size, new LeafRange(0, size).Subtrees().Select(subtree => reader(subtree)));
    }

    /// <summary>A frontier that can grow on its own, so that a failed write costs nothing.</summary>
    public TreeFrontier Copy() => new(Size, _peaks);

    /// <param name="leafHash"><see cref="MerkleHash.OfEntry"/> of the entry at index <see cref="Size"/>.</param>
    public void Append(Digest leafHash)
    {
        var hash = leafHash;

        // As in binary counting: each trailing one of the size is a subtree that this leaf doubles.
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            hash = MerkleHash.OfChildren(_peaks[^1], hash);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(hash);
        Size++;
    }

    public Digest Root()
    {
        if (Size == 0)
            return MerkleHash.Empty;

        var root = _peaks[^1];
        for (var i = _peaks.Count - 2; i >= 0; i--)
            root = MerkleHash.OfChildren(_peaks[i], root);
        return root;
    }
}

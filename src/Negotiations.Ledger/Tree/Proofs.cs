namespace Negotiations.Ledger;

/// <summary>
/// Which hashes a proof is made of, and the proof itself once someone can read hashes. Paths come first and on their
/// own, so that a caller can fetch the tiles it needs before anything is computed.
/// </summary>
public static class Proofs
{
    /// <summary>PATH(m, D[n]) of RFC 6962 section 2.1.1, from the leaf's sibling up to the child of the root.</summary>
    /// <param name="index">From 0, below <paramref name="size"/>.</param>
    /// <param name="size">Leaves in the tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf in a tree of that size.</exception>
    public static IReadOnlyList<LeafRange> InclusionPath(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        var path = new List<LeafRange>();
        var node = new LeafRange(0, size);
        while (node.Count > 1)
        {
            var (left, right) = Children(node);
            (node, var sibling) = index < right.Start ? (left, right) : (right, left);
            path.Add(sibling);
        }

        path.Reverse();
        return path;
    }

    /// <summary>
    /// PROOF(m, D[n]) of RFC 6962 section 2.1.2. Empty when the sizes are equal or <paramref name="from"/> is 0.
    /// </summary>
    /// <param name="from">Leaves in the older tree.</param>
    /// <param name="to">Leaves in the newer tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The older tree is the larger one, or a size is
    /// negative.</exception>
    public static IReadOnlyList<LeafRange> ConsistencyPath(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        if (from == 0 || from == to)
            return [];

        var path = new List<LeafRange>();
        var node = new LeafRange(0, to);
        while (node.End != from)
        {
            var (left, right) = Children(node);
            (node, var sibling) = from <= left.End ? (left, right) : (right, left);
            path.Add(sibling);
        }

        // Where the node left over is the whole older tree, its hash is the older root, which the verifier has.
        if (node.Start > 0)
            path.Add(node);

        path.Reverse();
        return path;
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf in a tree of that size.</exception>
    public static IReadOnlyList<Digest> Inclusion(long index, long size, HashReader reader) =>
        Read(InclusionPath(index, size), reader);

    /// <exception cref="ArgumentOutOfRangeException">The older tree is the larger one, or a size is
    /// negative.</exception>
    public static IReadOnlyList<Digest> Consistency(long from, long to, HashReader reader) =>
        Read(ConsistencyPath(from, to), reader);

    private static Digest[] Read(IReadOnlyList<LeafRange> path, HashReader reader) =>
        [.. path.Select(range => range.Hash(reader))];

    private static (LeafRange Left, LeafRange Right) Children(LeafRange node)
    {
        var middle = node.Start + MerkleTree.Split(node.Count);
        return (node with { End = middle }, node with { Start = middle });
    }
}

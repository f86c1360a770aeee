using System.Numerics;

namespace Negotiations.Ledger;

/// <summary>
/// The leaves [Start, End) that one node of some tree covers. At most its right edge is ragged, so its hash follows
/// from the hashes of at most 63 complete subtrees.
/// </summary>
/// <param name="Start">Index of the first leaf; a multiple of the greatest power of two that fits in the range.</param>
/// <param name="End">Index after the last leaf.</param>
public readonly record struct LeafRange(long Start, long End)
{
    public long Count => End - Start;

    /// <summary>
    /// The complete subtrees that make up the range, from left to right, each smaller than the one before.
    /// </summary>
    public IReadOnlyList<Subtree> Subtrees()
    {
        var subtrees = new List<Subtree>();
        for (var start = Start; start < End; )
        {
            var height = BitOperations.Log2((ulong)(End - start));
            subtrees.Add(new Subtree(height, start >> height));
            start += 1L << height;
        }

        return subtrees;
    }

    /// <summary>The Merkle tree hash of the range (RFC 6962 section 2.1).</summary>
    public Digest Hash(HashReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var subtrees = Subtrees();
        if (subtrees.Count == 0)
            return MerkleHash.Empty;

        var hash = reader(subtrees[^1]);
        for (var i = subtrees.Count - 2; i >= 0; i--)
            hash = MerkleHash.OfChildren(reader(subtrees[i]), hash);
        return hash;
    }
}

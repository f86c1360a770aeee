using System.Numerics;

namespace Negotiations.Ledger;

/// <summary>
/// The tree as RFC 6962 section 2.1 defines it, from all leaf hashes at once. Slow and plain on purpose: everything
/// faster is tested against it.
/// </summary>
public static class MerkleTree
{
    /// <summary>The Merkle tree hash of the leaves, or of any run of hashes at one height.</summary>
    public static Digest Root(ReadOnlySpan<Digest> hashes) =>
        hashes.Length switch
        {
            0 => MerkleHash.Empty,
            1 => hashes[0],
            _ => MerkleHash.OfChildren(
                Root(hashes[..(int)Split(hashes.Length)]),
                Root(hashes[(int)Split(hashes.Length)..])
            ),
        };

    /// <summary>
    /// The greatest power of two below <paramref name="size"/>: how many leaves the left child holds.
    /// </summary>
    /// <param name="size">At least 2.</param>
    internal static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}

using System.Numerics;

namespace Negotiations.Ledger;

/// <summary>
/// Checks that a leaf is in a tree by the steps of RFC 9162 section 2.1.3.2. Shares nothing with
/// <see cref="Proofs"/>, which makes the proofs.
/// </summary>
public static class InclusionProof
{
    /// <summary>How many hashes prove one leaf: one for each node on its way to the root that has a sibling.</summary>
    /// <param name="index">From 0, below <paramref name="size"/>.</param>
    /// <param name="size">Leaves in the tree.</param>
    public static int Length(long index, long size)
    {
        // Below the row where the ways of this leaf and of the last one meet, every node has a sibling; above it,
        // only right children do.
        var meeting = 64 - BitOperations.LeadingZeroCount((ulong)(index ^ (size - 1)));
        return meeting + BitOperations.PopCount((ulong)index >> meeting);
    }

    /// <param name="index">Claimed for the leaf, from 0.</param>
    /// <param name="size">Leaves in the tree with that root.</param>
    /// <param name="root">From a checkpoint whose signature holds.</param>
    /// <param name="leafHash">Computed by the caller from the entry, never taken from the proof.</param>
    /// <param name="proof">From the leaf's sibling up to the child of the root.</param>
    /// <returns><see cref="Included"/>, <see cref="OutsideTree"/>, <see cref="WrongProofLength"/> or
    /// <see cref="InclusionFailure"/>.</returns>
    public static Verification Verify(long index, long size, Digest root, Digest leafHash, IReadOnlyList<Digest> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size)
            return new OutsideTree(index, size);

        if (proof.Count != Length(index, size))
            return new WrongProofLength(Length(index, size), proof.Count);

        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in proof)
        {
            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.OfChildren(sibling, hash);

                // A last node without a sibling moves up unhashed until it is a right child.
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = MerkleHash.OfChildren(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return hash == root ? new Included(index, size, root) : new InclusionFailure(index, size, root, hash);
    }
}

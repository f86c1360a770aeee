using System.Numerics;

namespace Negotiations.Ledger;

/// <summary>
/// Checks that one tree continues another by the steps of RFC 9162 section 2.1.4.2. Shares nothing with
/// <see cref="Proofs"/>, which makes the proofs.
/// </summary>
public static class ConsistencyProof
{
    /// <summary>How many hashes prove it: none from an empty tree or for equal sizes.</summary>
    /// <param name="from">Leaves in the older tree.</param>
    /// <param name="to">Leaves in the newer tree, no fewer.</param>
    public static int Length(long from, long to)
    {
        if (from == 0 || from == to)
            return 0;

        // The largest complete subtree at the older tree's right edge is proven like a leaf of its row, and must be
        // named itself unless it is the whole older tree.
        var height = BitOperations.TrailingZeroCount(from);
        var isWhole = BitOperations.IsPow2(from);
        return InclusionProof.Length((from >> height) - 1, ((to - 1) >> height) + 1) + (isWhole ? 0 : 1);
    }

    /// <param name="from">Leaves in the older tree.</param>
    /// <param name="to">Leaves in the newer tree.</param>
    /// <param name="fromRoot">From a checkpoint that was stored.</param>
    /// <param name="toRoot">From a checkpoint whose signature holds.</param>
    /// <param name="proof">PROOF(from, D[to]) of RFC 6962 section 2.1.2.</param>
    /// <returns><see cref="Grown"/>, <see cref="OutsideTree"/>, <see cref="WrongProofLength"/>,
    /// <see cref="RootMismatch"/> or <see cref="ConsistencyFailure"/>.</returns>
    public static Verification Verify(long from, long to, Digest fromRoot, Digest toRoot, IReadOnlyList<Digest> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (from < 0 || from > to)
            return new OutsideTree(from, to);

        if (proof.Count != Length(from, to))
            return new WrongProofLength(Length(from, to), proof.Count);

        if (from == 0 && fromRoot != MerkleHash.Empty)
            return new RootMismatch(0, fromRoot, MerkleHash.Empty);

        if (from == to)
            return fromRoot == toRoot ? new Grown(from, to) : new RootMismatch(to, fromRoot, toRoot);

        // Any tree continues the empty one, so there is nothing to compute.
        return from == 0 ? new Grown(from, to) : Walk(from, to, fromRoot, toRoot, proof);
    }

    private static Verification Walk(long from, long to, Digest fromRoot, Digest toRoot, IReadOnlyList<Digest> proof)
    {
        var rest = BitOperations.IsPow2(from) ? proof.Prepend(fromRoot) : proof;
        var (node, last) = (from - 1, to - 1);
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);

        var older = rest.First();
        var newer = older;
        foreach (var hash in rest.Skip(1))
        {
            if ((node & 1) == 1 || node == last)
            {
                older = MerkleHash.OfChildren(hash, older);
                newer = MerkleHash.OfChildren(hash, newer);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                newer = MerkleHash.OfChildren(newer, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return older != fromRoot ? new ConsistencyFailure(from, to, from, fromRoot, older)
            : newer != toRoot ? new ConsistencyFailure(from, to, to, toRoot, newer)
            : new Grown(from, to);
    }
}

namespace Negotiations.Ledger;

/// <summary>
/// A complete subtree; its hash never changes once its last leaf is there, which is what makes tiles cacheable for
/// ever.
/// </summary>
/// <param name="Height">0 for a single leaf; it holds 2^Height leaves.</param>
/// <param name="Index">Its place among the subtrees of that height, from 0: it starts at leaf Index * 2^Height.</param>
public readonly record struct Subtree(int Height, long Index)
{
    public long Start => Index << Height;

    public long End => (Index + 1) << Height;
}

/// <summary>Gives the hash of a complete subtree, from tiles, memory or a table.</summary>
public delegate Digest HashReader(Subtree subtree);

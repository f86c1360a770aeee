namespace Negotiations.Ledger;

/// <summary>
/// The root over the members of an event: a tree by RFC 6962 section 2.1 of their hashes. They stand in the order of
/// the hashes, so that a place in the tree says nothing of a name.
/// </summary>
public static class MemberRoot
{
    /// <param name="hashes">Of all members, in any order.</param>
    public static Digest Of(IEnumerable<Digest> hashes)
    {
        Digest[] ordered = [.. hashes];
        ordered.AsSpan().Sort(Compare);
        return MerkleTree.Root(ordered);
    }

    /// <summary>By their bytes.</summary>
    internal static int Compare(Digest one, Digest other)
    {
        Span<byte> left = stackalloc byte[Digest.Length];
        Span<byte> right = stackalloc byte[Digest.Length];
        one.CopyTo(left);
        other.CopyTo(right);
        return left.SequenceCompareTo(right);
    }
}

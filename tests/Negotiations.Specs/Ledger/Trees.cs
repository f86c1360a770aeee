using System.Collections.Concurrent;
using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>Small trees to prove things about. Every entry differs from every other.</summary>
internal static class Trees
{
    /// <summary>
    /// Every size up to here is tried: it spans a power of two on either side and every shape of a right edge below
    /// it.
    /// </summary>
    public const int ExhaustiveSize = 70;

    public static byte[] Entry(long index) => Encoding.ASCII.GetBytes($"entry {index}");

    public static Digest[] Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(index => MerkleHash.OfEntry(Entry(index)))];

    /// <summary>The same tree but for its first entry, as a rewritten history would have it.</summary>
    public static Digest[] OtherLeaves(int count) => [MerkleHash.OfEntry("rewritten"u8), .. Leaves(count).Skip(1)];

    public static Digest Root(Digest[] leaves, int size) => MerkleTree.Root(leaves.AsSpan(0, size));

    /// <summary>The root at every size from 0 to all.</summary>
    public static Digest[] Roots(Digest[] leaves) =>
        [.. Enumerable.Range(0, leaves.Length + 1).Select(size => Root(leaves, size))];

    /// <summary>
    /// Hashes by the definition, from all leaves at once; remembered, since the specs ask for the same ones a million
    /// times.
    /// </summary>
    public static HashReader Reader(Digest[] leaves)
    {
        var known = new ConcurrentDictionary<Subtree, Digest>();
        return subtree =>
            known.GetOrAdd(subtree, wanted =>
                MerkleTree.Root(leaves.AsSpan((int)wanted.Start, (int)(wanted.End - wanted.Start)))
            );
    }

    /// <summary>What RFC 6962 section 2.1.1 says in one line each, to compare the product with.</summary>
    public static IEnumerable<Digest> PathByDefinition(int index, ReadOnlySpan<Digest> leaves)
    {
        if (leaves.Length == 1)
            return [];

        var k = Half(leaves.Length);
        return index < k
            ? [.. PathByDefinition(index, leaves[..k]), MerkleTree.Root(leaves[k..])]
            : [.. PathByDefinition(index - k, leaves[k..]), MerkleTree.Root(leaves[..k])];
    }

    /// <summary>SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2.</summary>
    public static IEnumerable<Digest> ConsistencyByDefinition(int from, ReadOnlySpan<Digest> leaves, bool whole = true)
    {
        if (from == leaves.Length)
            return whole ? [] : [MerkleTree.Root(leaves)];

        var k = Half(leaves.Length);
        return from <= k
            ? [.. ConsistencyByDefinition(from, leaves[..k], whole), MerkleTree.Root(leaves[k..])]
            : [.. ConsistencyByDefinition(from - k, leaves[k..], whole: false), MerkleTree.Root(leaves[..k])];
    }

    public static Digest Flipped(this Digest digest, int bit)
    {
        var bytes = digest.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new Digest(bytes);
    }

    private static int Half(int count)
    {
        var k = 1;
        while (2 * k < count)
            k *= 2;
        return k;
    }
}

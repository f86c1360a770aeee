using System.Text.Json.Nodes;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>
/// True proofs of a small tree, each followed by changed ones; also the form in which cases go to the outside
/// oracles.
/// </summary>
internal static class ProofVectors
{
    public static IEnumerable<JsonObject> Inclusion(Digest[] leaves)
    {
        var reader = Trees.Reader(leaves);
        foreach (var (index, size) in ((int, int)[])[(0, 1), (0, 8), (5, 8), (2, 3), (1, 5), (6, 7)])
        {
            var (root, leaf) = (Trees.Root(leaves, size), leaves[index]);
            Digest[] proof = [.. Proofs.Inclusion(index, size, reader)];
            yield return Inclusion(index, size, root, leaf, proof);
            yield return Inclusion(index, size, root, leaf, [.. proof, root], "an extra hash");
            yield return Inclusion(index, size, root, leaf.Flipped(0), proof, "one bit of the leaf hash");
            yield return Inclusion(index, size, root.Flipped(255), leaf, proof, "one bit of the root");
            yield return Inclusion(size, size, root, leaf, proof, "an index outside the tree");
            if (proof.Length == 0)
                continue;

            yield return Inclusion(index ^ 1, size, root, leaf, proof, "the index of the neighbour");
            yield return Inclusion(index, size, root, leaf, proof[1..], "a missing hash");
            yield return Inclusion(index, size, root, leaf, [proof[0].Flipped(7), .. proof[1..]], "one bit of a hash");
        }
    }

    public static IEnumerable<JsonObject> Consistency(Digest[] leaves)
    {
        var reader = Trees.Reader(leaves);
        foreach (var (from, to) in ((int, int)[])[(1, 1), (1, 8), (6, 8), (2, 5), (4, 8), (7, 8)])
        {
            var (older, newer) = (Trees.Root(leaves, from), Trees.Root(leaves, to));
            Digest[] proof = [.. Proofs.Consistency(from, to, reader)];
            yield return Consistency(from, to, older, newer, proof);
            yield return Consistency(from, to, older, newer, [.. proof, newer], "an extra hash");
            yield return Consistency(from, to, older.Flipped(0), newer, proof, "one bit of the older root");
            yield return Consistency(from, to, older, newer.Flipped(0), proof, "one bit of the newer root");
            if (proof.Length == 0)
                continue;

            yield return Consistency(from, to, older, newer, proof[1..], "a missing hash");
            yield return Consistency(
                from,
                to,
                older,
                newer,
                [.. proof[..^1], proof[^1].Flipped(7)],
                "one bit of a hash"
            );
        }
    }

    public static JsonObject Inclusion(
        long index,
        long size,
        Digest root,
        Digest leaf,
        Digest[] proof,
        string? change = null
    ) =>
        Judged(
            new JsonObject
            {
                ["index"] = index,
                ["size"] = size,
                ["root"] = root.ToString(),
                ["leafHash"] = leaf.ToString(),
                ["proof"] = PublishedVectors.Hashes(proof),
            },
            InclusionProof.Verify(index, size, root, leaf, proof),
            change
        );

    public static JsonObject Consistency(
        long from,
        long to,
        Digest older,
        Digest newer,
        Digest[] proof,
        string? change = null
    ) =>
        Judged(
            new JsonObject
            {
                ["from"] = from,
                ["to"] = to,
                ["fromRoot"] = older.ToString(),
                ["toRoot"] = newer.ToString(),
                ["proof"] = PublishedVectors.Hashes(proof),
            },
            ConsistencyProof.Verify(from, to, older, newer, proof),
            change
        );

    private static JsonObject Judged(JsonObject vector, Verification verdict, string? change)
    {
        vector["holds"] = verdict.Holds;
        if (change is not null)
            vector["change"] = change;
        return vector;
    }
}

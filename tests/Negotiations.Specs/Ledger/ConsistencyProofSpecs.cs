using CsCheck;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>A newer tree either starts with the older one, entry by entry, or it does not.</summary>
public class ConsistencyProofSpecs
{
    private static readonly Digest[] s_leaves = Trees.Leaves(Trees.ExhaustiveSize);
    private static readonly Digest[] s_roots = Trees.Roots(s_leaves);
    private static readonly HashReader s_reader = Trees.Reader(s_leaves);

    public static TheoryData<int> Sizes { get; } = [.. Enumerable.Range(0, Trees.ExhaustiveSize + 1)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_older_tree_is_proven_by_what_RFC_6962_defines(int to)
    {
        for (var from = 0; from <= to; from++)
        {
            var proof = Proof(from, to);
            if (from > 0)
                Assert.Equal(Trees.ConsistencyByDefinition(from, s_leaves.AsSpan(0, to)), proof);
            Assert.Equal(new Grown(from, to), Verify(from, to, proof));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_proof_with_a_hash_changed_missing_or_added_is_refused(int to)
    {
        for (var from = 1; from <= to; from++)
        {
            var proof = Proof(from, to);
            for (var i = 0; i < proof.Length; i++)
            {
                Assert.IsType<ConsistencyFailure>(
                    Verify(from, to, [.. proof[..i], proof[i].Flipped((from + i) % 256), .. proof[(i + 1)..]])
                );
                Assert.IsType<WrongProofLength>(Verify(from, to, [.. proof[..i], .. proof[(i + 1)..]]));
                Assert.IsType<WrongProofLength>(Verify(from, to, [.. proof[..i], proof[i], .. proof[i..]]));
            }

            Assert.IsType<WrongProofLength>(Verify(from, to, [.. proof, Root(to)]));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_rewritten_history_does_not_continue_the_one_that_was_stored(int to)
    {
        var rewritten = Trees.OtherLeaves(to);
        for (var from = 1; from <= to; from++)
        {
            var proof = Proofs.Consistency(from, to, Trees.Reader(rewritten));
            var verified = ConsistencyProof.Verify(from, to, Root(from), Trees.Root(rewritten, to), proof);
            Assert.False(verified.Holds);
            Assert.True(verified is RootMismatch or ConsistencyFailure);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_proof_holds_for_no_other_two_sizes_unless_the_way_has_the_same_turns(int to)
    {
        for (var from = 1; from < to; from++)
        {
            var proof = Proof(from, to);
            for (var other = 1; other <= Trees.ExhaustiveSize; other++)
            {
                if (other != from && !SameTurns(from, to, other, to))
                    Assert.False(ConsistencyProof.Verify(other, to, Root(from), Root(to), proof).Holds);
                if (other != to && !SameTurns(from, to, from, other))
                    Assert.False(ConsistencyProof.Verify(from, other, Root(from), Root(to), proof).Holds);
            }
        }
    }

    [Fact]
    public void A_failure_names_the_size_whose_root_was_missed()
    {
        var failure = Assert.IsType<ConsistencyFailure>(ConsistencyProof.Verify(6, 8, Root(6), Root(7), Proof(6, 8)));
        Assert.Equal(new ConsistencyFailure(6, 8, 8, Root(7), Root(8)), failure);
        Assert.Equal(
            $"From 6 to 8 entries the proof gives the tree of 8 the root {Root(8)}, not {Root(7)}.",
            failure.Explanation
        );

        Assert.Equal(
            new ConsistencyFailure(6, 8, 6, Root(5), Root(6)),
            ConsistencyProof.Verify(6, 8, Root(5), Root(8), Proof(6, 8))
        );
    }

    [Fact]
    public void Every_tree_continues_the_empty_one_and_the_empty_one_has_one_root()
    {
        Assert.True(ConsistencyProof.Verify(0, 5, MerkleHash.Empty, Root(5), []).Holds);
        Assert.Equal(
            new RootMismatch(0, Root(1), MerkleHash.Empty),
            ConsistencyProof.Verify(0, 5, Root(1), Root(5), [])
        );
        Assert.IsType<WrongProofLength>(ConsistencyProof.Verify(0, 5, MerkleHash.Empty, Root(5), [Root(5)]));
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(-1, 5)]
    public void A_tree_cannot_shrink(long from, long to) =>
        Assert.Equal(new OutsideTree(from, to), ConsistencyProof.Verify(from, to, default, default, []));

    [Fact]
    public void For_trees_of_any_size_the_length_that_is_demanded_is_the_length_of_the_path() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Double[0, 1], Gen.Int[0, 62])
            .Sample(
                (to, where, shift) =>
                {
                    // Shifted there and back, so that older trees with a long complete right edge occur too.
                    var from = Math.Min(to, (long)(to * where)) >> shift << shift;
                    return ConsistencyProof.Length(from, to) == Proofs.ConsistencyPath(from, to).Count;
                }
            );

    [Fact]
    public void In_larger_trees_growth_holds_and_a_changed_proof_is_refused()
    {
        var leaves = Trees.Leaves(3000);
        var reader = Trees.Reader(leaves);
        Gen.Int[2, 3000]
            .SelectMany(to => Gen.Select(Gen.Const(to), Gen.Int[1, to - 1], Gen.Int[0, 255], Gen.Int[0, 11]))
            .Sample(
                (to, from, bit, at) =>
                {
                    Digest[] proof = [.. Proofs.Consistency(from, to, reader)];
                    var (older, newer) = (Trees.Root(leaves, from), Trees.Root(leaves, to));
                    Assert.True(ConsistencyProof.Verify(from, to, older, newer, proof).Holds);
                    Assert.False(ConsistencyProof.Verify(from, to, older.Flipped(bit), newer, proof).Holds);
                    Assert.False(ConsistencyProof.Verify(from, to, older, newer.Flipped(bit), proof).Holds);
                    proof[at % proof.Length] = proof[at % proof.Length].Flipped(bit);
                    Assert.False(ConsistencyProof.Verify(from, to, older, newer, proof).Holds);
                },
                iter: 200
            );
    }

    private static Verification Verify(int from, int to, Digest[] proof) =>
        ConsistencyProof.Verify(from, to, Root(from), Root(to), proof);

    private static Digest[] Proof(int from, int to) => [.. Proofs.Consistency(from, to, s_reader)];

    private static Digest Root(int size) => s_roots[size];

    private static bool SameTurns(int from, int to, int otherFrom, int otherTo) =>
        otherFrom < otherTo && Turns(from, to).SequenceEqual(Turns(otherFrom, otherTo));

    // Whether the older tree is whole, then for each sibling on which side of the older tree's right edge it lies.
    private static IEnumerable<bool> Turns(int from, int to) =>
        [int.IsPow2(from), .. Proofs.ConsistencyPath(from, to).Select(sibling => sibling.Start >= from)];
}

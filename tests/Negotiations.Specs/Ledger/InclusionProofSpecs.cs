using CsCheck;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>A proof holds for one leaf at one place under one root, and for nothing else.</summary>
public class InclusionProofSpecs
{
    private static readonly Digest[] s_leaves = Trees.Leaves(Trees.ExhaustiveSize + 1);
    private static readonly Digest[] s_roots = Trees.Roots(s_leaves);
    private static readonly HashReader s_reader = Trees.Reader(s_leaves);

    public static TheoryData<int> Sizes { get; } = [.. Enumerable.Range(1, Trees.ExhaustiveSize)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_leaf_is_proven_by_the_path_that_RFC_6962_defines(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var proof = Proof(index, size);
            Assert.Equal(Trees.PathByDefinition(index, s_leaves.AsSpan(0, size)), proof);
            Assert.Equal(new Included(index, size, Root(size)), Verify(index, size, proof));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_proof_with_a_hash_changed_missing_added_or_swapped_is_refused(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var proof = Proof(index, size);
            for (var i = 0; i < proof.Length; i++)
            {
                Refused<InclusionFailure>(
                    index,
                    size,
                    [.. proof[..i], proof[i].Flipped((index + i) % 256), .. proof[(i + 1)..]]
                );
                Refused<WrongProofLength>(index, size, [.. proof[..i], .. proof[(i + 1)..]]);
                Refused<WrongProofLength>(index, size, [.. proof[..i], proof[i], .. proof[i..]]);
                if (i > 0)
                    Refused<InclusionFailure>(
                        index,
                        size,
                        [.. proof[..(i - 1)], proof[i], proof[i - 1], .. proof[(i + 1)..]]
                    );
            }

            Refused<WrongProofLength>(index, size, [.. proof, Root(size)]);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_proof_holds_at_no_other_index(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var proof = Proof(index, size);
            for (var other = -1; other <= size; other++)
            {
                if (other != index)
                    Assert.False(InclusionProof.Verify(other, size, Root(size), s_leaves[index], proof).Holds);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_proof_holds_under_no_other_root(int size)
    {
        var others = Trees.OtherLeaves(size);
        var expected = Trees.Root(others, size);
        for (var index = 0; index < size; index++)
        {
            var failure = Assert.IsType<InclusionFailure>(
                InclusionProof.Verify(index, size, expected, s_leaves[index], Proof(index, size))
            );
            Assert.Equal(
                (index, size, expected, Root(size)),
                (failure.Index, failure.Size, failure.ExpectedRoot, failure.ComputedRoot)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_proof_for_another_size_holds_only_where_the_way_to_the_root_has_the_same_turns(int size)
    {
        // The root is bound to its size by the checkpoint's signature, not by the proof: 0 of 3 and 0 of 4 both go
        // left twice.
        for (var index = 0; index < size; index++)
        {
            var proof = Proof(index, size);
            for (var other = 1; other <= Trees.ExhaustiveSize; other++)
            {
                var sameTurns = index < other && Turns(index, other).SequenceEqual(Turns(index, size));
                Assert.Equal(sameTurns, InclusionProof.Verify(index, other, Root(size), s_leaves[index], proof).Holds);
            }
        }
    }

    [Fact]
    public void Every_single_bit_counts()
    {
        var proof = Proof(23, 41);
        for (var bit = 0; bit < 256; bit++)
        {
            Assert.False(InclusionProof.Verify(23, 41, Root(41), s_leaves[23].Flipped(bit), proof).Holds);
            Assert.False(InclusionProof.Verify(23, 41, Root(41).Flipped(bit), s_leaves[23], proof).Holds);
            for (var i = 0; i < proof.Length; i++)
                Assert.False(Verify(23, 41, [.. proof[..i], proof[i].Flipped(bit), .. proof[(i + 1)..]]).Holds);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(0, -1)]
    public void An_index_outside_the_tree_is_refused_before_anything_is_computed(long index, long size) =>
        Assert.Equal(new OutsideTree(index, size), InclusionProof.Verify(index, size, default, default, []));

    [Fact]
    public void In_a_tree_of_any_size_the_length_that_is_demanded_is_the_length_of_the_path() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Double[0, 1])
            .Sample(
                (size, where) =>
                {
                    var index = Math.Min(size - 1, (long)(size * where));
                    return InclusionProof.Length(index, size) == Proofs.InclusionPath(index, size).Count;
                }
            );

    [Fact]
    public void In_larger_trees_every_proof_holds_and_every_changed_one_is_refused()
    {
        var leaves = Trees.Leaves(3000);
        var reader = Trees.Reader(leaves);
        Gen.Int[1, 3000]
            .SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1], Gen.Int[0, 255], Gen.Int[0, 11]))
            .Sample(
                (size, index, bit, at) =>
                {
                    var root = Trees.Root(leaves, size);
                    Digest[] proof = [.. Proofs.Inclusion(index, size, reader)];
                    Assert.True(InclusionProof.Verify(index, size, root, leaves[index], proof).Holds);
                    Assert.False(InclusionProof.Verify(index, size, root, leaves[index].Flipped(bit), proof).Holds);
                    Assert.False(
                        InclusionProof.Verify((index + 1) % (size + 1), size, root, leaves[index], proof).Holds
                    );
                    if (proof.Length > 0)
                    {
                        proof[at % proof.Length] = proof[at % proof.Length].Flipped(bit);
                        Assert.False(InclusionProof.Verify(index, size, root, leaves[index], proof).Holds);
                    }
                },
                iter: 200
            );
    }

    private static void Refused<TFailure>(int index, int size, Digest[] proof)
        where TFailure : VerificationFailure => Assert.IsType<TFailure>(Verify(index, size, proof));

    private static Verification Verify(int index, int size, Digest[] proof) =>
        InclusionProof.Verify(index, size, Root(size), s_leaves[index], proof);

    private static Digest[] Proof(int index, int size) => [.. Proofs.Inclusion(index, size, s_reader)];

    private static Digest Root(int size) => s_roots[size];

    private static IEnumerable<bool> Turns(int index, int size) =>
        Proofs.InclusionPath(index, size).Select(sibling => sibling.Start > index);
}

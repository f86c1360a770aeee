using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>A writer that keeps only the right edge knows the same root as one that keeps everything.</summary>
public class TreeFrontierSpecs
{
    private static readonly Digest[] s_leaves = Trees.Leaves(600);

    [Fact]
    public void After_every_leaf_the_root_is_the_one_of_the_definition()
    {
        var frontier = new TreeFrontier();
        Assert.Equal(MerkleHash.Empty, frontier.Root());
        for (var size = 1; size <= s_leaves.Length; size++)
        {
            frontier.Append(s_leaves[size - 1]);
            Assert.Equal((size, Trees.Root(s_leaves, size)), (frontier.Size, frontier.Root()));
            Assert.Equal(int.PopCount(size), frontier.Peaks.Count);
        }
    }

    [Fact]
    public void A_frontier_that_was_stored_or_read_back_from_the_tree_grows_on_as_if_it_had_never_stopped()
    {
        for (var size = 0; size < Trees.ExhaustiveSize; size++)
        {
            var read = TreeFrontier.Read(size, Trees.Reader(s_leaves));
            var restored = TreeFrontier.Restore(size, read.Peaks);
            foreach (var frontier in (TreeFrontier[])[read, restored])
            {
                frontier.Append(s_leaves[size]);
                Assert.Equal(Trees.Root(s_leaves, size + 1), frontier.Root());
            }
        }
    }

    [Fact]
    public void A_copy_grows_on_its_own()
    {
        var frontier = TreeFrontier.Read(5, Trees.Reader(s_leaves));
        frontier.Copy().Append(s_leaves[5]);
        Assert.Equal((5, Trees.Root(s_leaves, 5)), (frontier.Size, frontier.Root()));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    public void Peaks_that_do_not_fit_the_size_are_refused(long size, int peaks) =>
        Assert.Throws<ArgumentException>(() => TreeFrontier.Restore(size, new Digest[peaks]));
}

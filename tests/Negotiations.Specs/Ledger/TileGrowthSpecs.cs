using CsCheck;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>However the leaves arrive, the tiles are the same, and every proof follows from tiles alone.</summary>
public class TileGrowthSpecs
{
    // Three levels need more than 65,536 leaves; their hashes stand for entries no one has to make.
    private const int ThreeLevels = 66_000;

    private static readonly Digest[] s_leaves = Trees.Leaves(ThreeLevels);

    [Fact]
    public void The_tiles_of_a_tree_do_not_depend_on_how_many_leaves_came_at_a_time() =>
        Gen.Int[1, 700]
            .Array[1, 6]
            .Sample(
                batches =>
                {
                    var (stored, size) = Grown(batches);
                    var (atOnce, _) = Grown(size);
                    foreach (var tile in Tile.AllOf(size))
                        Assert.Equal(atOnce[tile.Path], stored[tile.Path]);
                },
                iter: 50
            );

    [Fact]
    public void Every_tile_of_every_size_that_was_signed_is_there()
    {
        var (stored, _) = Grown(1, 254, 1, 1, 300);
        foreach (var size in (long[])[1, 255, 256, 257, 557])
            Assert.All(Tile.AllOf(size), tile => Assert.Equal(tile.ByteLength, stored[tile.Path].Length));
    }

    [Fact]
    public void A_hash_in_a_tile_is_the_tree_hash_of_what_lies_below_it()
    {
        var (stored, size) = Grown(ThreeLevels);
        Assert.Equal(2, Tile.AllOf(size).Max(tile => tile.Level));

        // MTH(D[(n * 256 + i) * 256^l : (n * 256 + i + 1) * 256^l])
        Assert.Equal(
            MerkleTree.Root(s_leaves.AsSpan(256 * 3, 256)),
            new Tile(1, 0, 256).Hashes(stored["tile/1/000"].Span)[3]
        );
        Assert.Equal(
            MerkleTree.Root(s_leaves.AsSpan(0, 65_536)),
            new Tile(2, 0, 1).Hashes(stored["tile/2/000.p/1"].Span)[0]
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(557)]
    [InlineData(ThreeLevels)]
    public void Proofs_from_tiles_alone_hold(int size)
    {
        var (stored, _) = Grown(size);
        var reader = TileHashes.Reader(size, tile => stored[tile.Path]);
        var root = Trees.Root(s_leaves, size);
        Assert.Equal(root, new LeafRange(0, size).Hash(reader));

        foreach (var index in (int[])[0, 1, size / 3, size / 2, size - 1])
        {
            if (index >= size)
                continue;
            Assert.True(
                InclusionProof.Verify(index, size, root, s_leaves[index], Proofs.Inclusion(index, size, reader)).Holds
            );
            Assert.True(
                ConsistencyProof
                    .Verify(index, size, Trees.Root(s_leaves, index), root, Proofs.Consistency(index, size, reader))
                    .Holds
            );
        }
    }

    [Fact]
    public void The_tiles_a_proof_needs_are_known_before_any_is_read()
    {
        var (stored, size) = Grown(ThreeLevels);
        var path = Proofs.InclusionPath(40_000, size);
        var needed = Tile.Holding(path, size).ToHashSet();
        var read = new HashSet<Tile>();

        Proofs.Inclusion(
            40_000,
            size,
            TileHashes.Reader(size, tile =>
                read.Add(tile) ? stored[tile.Path] : throw new InvalidOperationException("read twice")
            )
        );

        Assert.Equal(needed, read);
        Assert.Contains(new Tile(0, 40_000 / 256, 256), needed);
    }

    [Fact]
    public void The_empty_tree_has_its_root_without_any_tile() =>
        Assert.Equal(
            MerkleHash.Empty,
            new LeafRange(0, 0).Hash(TileHashes.Reader(0, _ => throw new InvalidOperationException("there is none")))
        );

    [Fact]
    public void A_subtree_that_is_not_complete_yet_has_no_tile() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tile.Holding(new Subtree(3, 0), 7));

    private static (Dictionary<string, ReadOnlyMemory<byte>> Stored, int Size) Grown(params int[] batches)
    {
        var stored = new Dictionary<string, ReadOnlyMemory<byte>>();
        var size = 0;
        foreach (var batch in batches)
        {
            foreach (var written in TileGrowth.Append(size, s_leaves[size..(size + batch)], tile => stored[tile.Path]))
                stored[written.Tile.Path] = written.Bytes;
            size += batch;
        }

        return (stored, size);
    }
}

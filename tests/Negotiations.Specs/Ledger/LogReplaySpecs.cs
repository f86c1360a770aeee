using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>An auditor reads every entry and every tile, and the first thing that was touched is named.</summary>
public class LogReplaySpecs
{
    private const int Size = 66_000;

    private static readonly Digest[] s_leaves = Trees.Leaves(Size);
    private static readonly Dictionary<string, ReadOnlyMemory<byte>> s_tiles = TileGrowth
        .Append(0, s_leaves, _ => default)
        .ToDictionary(written => written.Tile.Path, written => new ReadOnlyMemory<byte>(written.Bytes));

    [Fact]
    public void A_whole_log_replays_to_the_root_that_was_signed()
    {
        var (replay, failure) = Replayed(s_leaves);
        Assert.Null(failure);
        Assert.Equal(new Replayed(Size, Trees.Root(s_leaves, Size)), replay.Conclude(Ledgers.Head(s_leaves, Size)));
    }

    [Fact]
    public void At_every_size_the_replayed_root_is_the_one_of_the_definition()
    {
        var replay = new LogReplay();
        Assert.Equal(MerkleHash.Empty, replay.Root());
        for (var size = 1; size <= 600; size++)
        {
            replay.Append(Trees.Entry(size - 1));
            Assert.Equal(Trees.Root(s_leaves, size), replay.Root());
        }
    }

    [Fact]
    public void A_changed_entry_is_named_by_its_index()
    {
        Digest[] changed = [.. s_leaves];
        changed[40_123] = changed[40_123].Flipped(7);
        var (_, failure) = Replayed(changed);
        Assert.Equal(new LeafMismatch(40_123, s_leaves[40_123], changed[40_123]), failure);
    }

    [Fact]
    public void Two_swapped_entries_and_one_pushed_in_are_named_at_the_first_place_that_differs()
    {
        Digest[] swapped = [.. s_leaves];
        (swapped[300], swapped[301]) = (swapped[301], swapped[300]);
        Assert.Equal(300, Assert.IsType<LeafMismatch>(Replayed(swapped).Failure).Index);

        Digest[] pushedIn = [.. s_leaves[..5000], MerkleHash.OfEntry("pushed in"u8), .. s_leaves[5000..^1]];
        Assert.Equal(5000, Assert.IsType<LeafMismatch>(Replayed(pushedIn).Failure).Index);
    }

    [Fact]
    public void A_changed_hash_above_the_leaves_is_named_by_tile_and_position()
    {
        var bytes = s_tiles["tile/1/000"].ToArray();
        bytes[17 * Digest.Length] ^= 1;
        var failure = Assert.IsType<TileMismatch>(Replayed(s_leaves, ("tile/1/000", bytes)).Failure);
        Assert.Equal((new Tile(1, 0, 256), 17), (failure.Tile, failure.Position));
    }

    [Fact]
    public void A_tile_of_another_length_is_refused() =>
        Assert.Equal(
            "tile/0/000",
            Assert.IsType<Unreadable>(Replayed(s_leaves, ("tile/0/000", new byte[8191])).Failure).What
        );

    [Fact]
    public void Entries_and_tiles_changed_together_still_miss_the_signed_root()
    {
        var replay = new LogReplay();
        foreach (var leaf in Trees.OtherLeaves(600))
            replay.Append(leaf);
        Assert.Equal(
            Trees.Root(s_leaves, 600),
            Assert.IsType<RootMismatch>(replay.Conclude(Ledgers.Head(s_leaves, 600))).ExpectedRoot
        );
    }

    [Fact]
    public void A_truncated_tail_is_counted()
    {
        var replay = new LogReplay();
        foreach (var leaf in s_leaves[..590])
            replay.Append(leaf);
        Assert.Equal(new WrongEntryCount(600, 590), replay.Conclude(Ledgers.Head(s_leaves, 600)));
    }

    [Fact]
    public void A_tile_whose_entries_were_not_read_cannot_be_compared() =>
        Assert.Throws<InvalidOperationException>(() =>
            new LogReplay().Compare(new Tile(0, 0, 256), s_tiles["tile/0/000"].Span)
        );

    // Bundle by bundle as a client of a tiled log would, each tile directly after what it covers.
    private static (LogReplay Replay, VerificationFailure? Failure) Replayed(
        Digest[] leaves,
        params (string Path, byte[] Bytes)[] served
    )
    {
        var replay = new LogReplay();
        foreach (var tile in Tile.AllOf(Size))
        {
            if (tile.Level == 0)
            {
                foreach (var leaf in leaves.AsSpan((int)tile.Index * Tile.FullWidth, tile.Width))
                    replay.Append(leaf);
            }

            var bytes = served.FirstOrDefault(other => other.Path == tile.Path).Bytes ?? s_tiles[tile.Path];
            if (replay.Compare(tile, bytes.Span) is VerificationFailure failure)
                return (replay, failure);
        }

        return (replay, null);
    }
}

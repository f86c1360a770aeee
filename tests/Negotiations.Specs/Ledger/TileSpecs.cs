using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>
/// Tiles as C2SP tlog-tiles lays them out; the numbers in the first specs are the specification's own examples.
/// </summary>
public class TileSpecs
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(3, 67, 112, "tile/3/067.p/112")]
    [InlineData(1, 1000, 1, "tile/1/x001/000.p/1")]
    [InlineData(63, 999, 255, "tile/63/999.p/255")]
    [InlineData(0, long.MaxValue, 256, "tile/0/x009/x223/x372/x036/x854/x775/807")]
    public void A_tile_has_one_path_and_the_path_one_tile(int level, long index, int width, string path)
    {
        Assert.Equal(path, new Tile(level, index, width).Path);
        Assert.True(Tile.TryParse(path, out var tile));
        Assert.Equal(new Tile(level, index, width), tile);
    }

    [Theory]
    [InlineData("tile/0/1")]
    [InlineData("tile/00/001")]
    [InlineData("tile/64/001")]
    [InlineData("tile/-1/001")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x001/x002")]
    [InlineData("tile/0/xx001/002")]
    [InlineData("tile/0/x001/2")]
    [InlineData("tile/0/0001")]
    [InlineData("tile/0/001.p/0")]
    [InlineData("tile/0/001.p/256")]
    [InlineData("tile/0/001.p/08")]
    [InlineData("tile/0/001.p/8/")]
    [InlineData("tile/0/001.p/8.p/8")]
    [InlineData("tile/0/\u0661\u0662\u0663")]
    [InlineData("tile/0/ 01")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/entries/001")]
    [InlineData("/tile/0/001")]
    [InlineData("tile/0/../001")]
    [InlineData("tile/0/")]
    [InlineData("tile")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_path_is_none(string? path) => Assert.False(Tile.TryParse(path, out _));

    [Fact]
    public void A_tree_of_70_000_leaves_has_the_tiles_the_specification_counts()
    {
        var tiles = Tile.AllOf(70_000).ToList();
        Assert.Equal(273, tiles.Count(tile => tile is { Level: 0, IsPartial: false }));
        Assert.Equal(
            ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"],
            tiles.Where(tile => tile.Level > 0 || tile.IsPartial).Select(tile => tile.Path)
        );
    }

    [Fact]
    public void A_tree_of_256_leaves_has_a_full_tile_and_a_partial_one_above_it() =>
        Assert.Equal(["tile/0/000", "tile/1/000.p/1"], Tile.AllOf(256).Select(tile => tile.Path));

    [Fact]
    public void An_empty_tree_has_no_tiles() => Assert.Empty(Tile.AllOf(0));

    [Fact]
    public void Bytes_and_hashes_are_the_same_thing()
    {
        var hashes = Trees.Leaves(3);
        var bytes = Tile.ToBytes(hashes);
        Assert.Equal(96, bytes.Length);
        Assert.Equal(hashes, new Tile(0, 0, 3).Hashes(bytes));
        Assert.Equal(hashes[..2], new Tile(0, 0, 2).Hashes(bytes));
        Assert.Throws<ArgumentException>(() => new Tile(0, 0, 4).Hashes(bytes));
    }
}

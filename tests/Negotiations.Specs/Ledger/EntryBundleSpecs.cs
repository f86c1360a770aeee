using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>Entries as C2SP tlog-tiles bundles them.</summary>
public class EntryBundleSpecs
{
    [Theory]
    [InlineData(0, 256, "tile/entries/000")]
    [InlineData(1234067, 8, "tile/entries/x001/x234/067.p/8")]
    public void A_bundle_has_one_path(long index, int width, string path)
    {
        Assert.Equal(path, new EntryBundle(index, width).Path);
        Assert.True(EntryBundle.TryParse(path, out var bundle));
        Assert.Equal(new EntryBundle(index, width), bundle);
    }

    [Theory]
    [InlineData("tile/entries/1")]
    [InlineData("tile/0/001")]
    [InlineData("tile/entries/")]
    [InlineData(null)]
    public void Any_other_path_is_none(string? path) => Assert.False(EntryBundle.TryParse(path, out _));

    [Fact]
    public void Each_entry_follows_its_length_in_two_bytes()
    {
        ReadOnlyMemory<byte>[] entries = ["ab"u8.ToArray(), Array.Empty<byte>(), "c"u8.ToArray()];
        var bytes = EntryBundle.ToBytes(entries);
        Assert.Equal("00026162000000" + "0163", Convert.ToHexString(bytes));

        Assert.True(new EntryBundle(0, 3).TryRead(bytes, out var read, out _));
        Assert.Equal(entries.Select(entry => entry.ToArray()), read.Select(entry => entry.ToArray()));
    }

    [Theory]
    [InlineData("0002616200000001", "entry 2 of 3 is cut off")]
    [InlineData("00026162000000", "entry 2 of 3 is cut off")]
    [InlineData("000261620000000163ff", "1 bytes follow the last of its 3 entries")]
    [InlineData("", "entry 0 of 3 is cut off")]
    public void A_bundle_cut_off_or_too_long_is_refused(string hex, string reason)
    {
        Assert.False(new EntryBundle(0, 3).TryRead(Convert.FromHexString(hex), out _, out var failure));
        Assert.Equal(new Unreadable("tile/entries/000.p/3", reason), failure);
    }

    [Fact]
    public void The_longest_entry_is_what_two_bytes_can_count()
    {
        Assert.Equal(2 + 65_535, EntryBundle.ToBytes([new byte[65_535]]).Length);
        Assert.Throws<ArgumentException>(() => EntryBundle.ToBytes([new byte[65_536]]));
    }

    [Fact]
    public void A_log_of_557_entries_has_three_bundles() =>
        Assert.Equal(
            ["tile/entries/000", "tile/entries/001", "tile/entries/002.p/45"],
            EntryBundle.AllOf(557).Select(bundle => bundle.Path)
        );
}

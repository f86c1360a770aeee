using Negotiations.Postgres;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>What is given up when the disk is full, and made again.</summary>
public sealed class Ballasts
{
    const long Mega = 1 << 20;

    [Fact]
    public void It_is_given_up_on_a_full_disk_and_made_again_once_there_is_more_than_its_own_room()
    {
        using var scratch = new Scratch();
        var free = 1000 * Mega;
        var ballast = new Ballast(scratch.Folder, () => free);
        Assert.True(ballast.Keep(isRefused: false));
        Assert.Equal(64 * Mega, new FileInfo(ballast.File).Length);

        free = 15 * Mega;
        Assert.False(ballast.Keep(isRefused: false));
        Assert.False(File.Exists(ballast.File));

        // What it gave back is no room for more.
        free = 79 * Mega;
        Assert.False(ballast.Keep(isRefused: false));
        Assert.Equal(17 * Mega, ballast.Missing);
        free = 96 * Mega;
        Assert.True(ballast.Keep(isRefused: false));
        Assert.Equal(0, ballast.Missing);
    }

    [Fact]
    public void It_is_given_up_once_where_the_database_finds_no_room_that_the_disk_seems_to_have()
    {
        using var scratch = new Scratch();
        var ballast = new Ballast(scratch.Folder, () => 1000 * Mega);
        Assert.True(ballast.Keep(isRefused: false));

        Assert.False(ballast.Keep(isRefused: true));
        Assert.True(ballast.Keep(isRefused: true));
        Assert.True(ballast.Keep(isRefused: true));
        Assert.True(ballast.Keep(isRefused: false));
        Assert.False(ballast.Keep(isRefused: true));
    }
}

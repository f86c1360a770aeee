using Negotiations.Server.Starting;

namespace Negotiations.Server.Tests.Starting;

/// <summary>When a server gives memory back to the machine.</summary>
public sealed class IdleMemories
{
    private const long Megabyte = 1L << 20;

    [Theory]
    [InlineData(1, 80, 100, true, "it rests after much work")]
    [InlineData(20, 80, 100, false, "it works")]
    [InlineData(1, 8, 100, false, "there is little to give back")]
    [InlineData(1, 800, 1_000, false, "a large heap is compacted for longer than a request should wait")]
    public void Memory_is_given_back_at_rest(long lately, long since, long heap, bool due, string why) =>
        Assert.True(due == IdleMemory.IsDue(lately * Megabyte, since * Megabyte, heap * Megabyte), why);
}

using Negotiations.Server.Importing;

namespace Negotiations.Server.Tests.Importing;

/// <summary>When an import gives memory back.</summary>
public sealed class HeapOfImports
{
    [Theory]
    [InlineData(100, 0, false)]
    [InlineData(200, 0, true)]
    [InlineData(200, 90, true)]
    [InlineData(200, 120, false)]
    [InlineData(300, 200, true)]
    public void A_heap_is_collected_when_it_is_large_and_has_grown(long committed, long left, bool isDue) =>
        Assert.Equal(isDue, ImportMemory.IsDue(committed << 20, left << 20));
}

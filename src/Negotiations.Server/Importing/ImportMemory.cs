namespace Negotiations.Server.Importing;

/// <summary>
/// Keeps what a long import leaves behind from growing with its rows. An import holds some 70 MB of a heap that the
/// collector lets grow to several hundred while there is memory free, since each commit makes as much garbage as the
/// one before.
/// </summary>
internal sealed class ImportMemory
{
    /// <summary>In bytes: a heap below this is left alone.</summary>
    public const long Most = 192L << 20;

    /// <summary>In bytes: so much may come to what the last look left, or a large heap would be collected each time.
    /// </summary>
    public const long Room = 96L << 20;

    private long left;

    /// <summary>Whether to give memory back now, from bytes.</summary>
    /// <param name="committed">By the heap, garbage included.</param>
    /// <param name="left">By it after memory was last given back.</param>
    public static bool IsDue(long committed, long left) => committed > Math.Max(Most, left + Room);

    /// <summary>Between two commits: others wait a tenth of a second for it at most, and seldom.</summary>
    public void Look()
    {
        if (!IsDue(GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, left))
            return;

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        left = GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes;
    }
}

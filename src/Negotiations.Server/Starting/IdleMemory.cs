namespace Negotiations.Server.Starting;

/// <summary>
/// Gives memory back to the machine when the server rests. What a start and a burst of requests leave behind is
/// garbage, and the little that a server allocates at rest does not make the collector look at it for hours.
/// </summary>
internal sealed class IdleMemory : IDisposable
{
    /// <summary>How long a server must have rested.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    // The polls of an idle server allocate up to 4 MB in this time.
    private const long Rest = 8L << 20;
    private const long WorthIt = 32L << 20;

    /// <summary>A heap above this is left alone: to compact it would hold up the next request.</summary>
    private const long Large = 256L << 20;

    private readonly Timer timer;
    private long seen;
    private long returned;

    public IdleMemory() => timer = new Timer(_ => Look(), null, TimeSpan.Zero, Period);

    /// <summary>Whether to collect now, from bytes.</summary>
    /// <param name="lately">Allocated in the last <see cref="Period"/>.</param>
    /// <param name="since">Allocated since memory was last given back.</param>
    /// <param name="heap">In use, garbage included.</param>
    public static bool IsDue(long lately, long since, long heap) => lately < Rest && since > WorthIt && heap < Large;

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        if (IsDue(allocated - seen, allocated - returned, GC.GetTotalMemory(forceFullCollection: false)))
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            returned = allocated;
        }

        seen = allocated;
    }
}

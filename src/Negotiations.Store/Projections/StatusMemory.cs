using Microsoft.Extensions.Caching.Memory;

namespace Negotiations.Store.Projections;

/// <summary>Which view of a negotiation is the one of now, as its row says.</summary>
/// <param name="Version">Of the negotiation.</param>
/// <param name="Erasures">Of its events.</param>
/// <param name="NextTurn">The first day on which it no longer is the answer; null: never.</param>
/// <param name="TurnedOn">The day it was last folded without a new event; null: never.</param>
public readonly record struct StatusPlace(long Version, int Erasures, DateOnly? NextTurn, DateOnly? TurnedOn);

/// <summary>
/// Statuses that were made on this node, as bytes. Which of them is the one of now is asked of the database each time,
/// so that nothing here can be out of date.
/// </summary>
public sealed class StatusMemory : IDisposable
{
    // What nothing asks for any more gives its memory back.
    private static readonly TimeSpan rest = TimeSpan.FromMinutes(10);

    // In bytes: at most a sixteenth of the memory this process may use.
    private readonly MemoryCache cache = new(
        new MemoryCacheOptions { SizeLimit = Math.Max(16L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16) }
    );

    /// <returns>Null: the view of this place is not in memory.</returns>
    public StatusView? Cached(string id, StatusPlace place) =>
        cache.TryGetValue(id, out StatusView? view) && view!.Place == place ? view : null;

    public void Cache(string id, StatusView view) =>
        cache.Set(id, view, new MemoryCacheEntryOptions { Size = view.MostBytes, SlidingExpiration = rest });

    /// <summary>Leaves nothing of it in memory.</summary>
    public void Evict(string id) => cache.Remove(id);

    /// <summary>Leaves nothing in memory.</summary>
    public void EvictAll() => cache.Clear();

    public void Dispose() => cache.Dispose();
}

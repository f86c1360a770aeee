using Negotiations.Events;

namespace Negotiations.Server.Ledger;

/// <summary>Seals on all events of a submission.</summary>
internal static class Seals
{
    // Below it the processors would spend more on sharing the work than on doing it.
    private const int Many = 64;

    /// <summary>In the order of the events; null when a number in one of them cannot be held exactly.</summary>
    public static IReadOnlyList<Seal>? On(IReadOnlyList<Event> events)
    {
        var seals = new Seal?[events.Count];
        if (events.Count < Many)
        {
            for (var i = 0; i < seals.Length; i++)
                seals[i] = Seal.TryOn(events[i]);
        }
        else
        {
            Parallel.For(0, seals.Length, i => seals[i] = Seal.TryOn(events[i]));
        }

        return Array.Exists(seals, seal => seal is null) ? null : [.. seals.OfType<Seal>()];
    }
}

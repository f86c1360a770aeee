using System.Text;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Store.Seals;

namespace Negotiations.Store.Append;

/// <summary>An event as its row holds it: written once, for the seal and for the store alike.</summary>
/// <param name="Data">As <see cref="EventJson.WriteData"/> gives it.</param>
/// <param name="Seal">On its data.</param>
public sealed record SealedEvent(byte[] Data, SealedData Seal)
{
    // Below it the processors would spend more on sharing the work than on doing it.
    private const int Many = 64;

    public string Text => Encoding.UTF8.GetString(Data);

    /// <summary>In the order of the events; null when a number in one of them cannot be held exactly.</summary>
    public static IReadOnlyList<SealedEvent>? On(IReadOnlyList<Event> events) =>
        On(events, EventJson.WriteData, isAlone: true);

    /// <inheritdoc cref="On(IReadOnlyList{Event})"/>
    /// <param name="events">With their ids.</param>
    /// <param name="write">What <see cref="EventJson.WriteData"/> gives for an event, made or known.</param>
    /// <param name="isAlone">All processors may work on it.</param>
    public static IReadOnlyList<SealedEvent>? On(IReadOnlyList<Event> events, Func<Event, byte[]> write, bool isAlone)
    {
        var all = new SealedEvent?[events.Count];
        if (!isAlone || events.Count < Many)
        {
            for (var i = 0; i < all.Length; i++)
                all[i] = TryOn(events[i], write(events[i]));
        }
        else
        {
            Parallel.For(0, all.Length, i => all[i] = TryOn(events[i], write(events[i])));
        }

        return Array.Exists(all, each => each is null) ? null : [.. all.OfType<SealedEvent>()];
    }

    private static SealedEvent? TryOn(Event @event, byte[] data) =>
        SealedData.TryOn(EventJson.NameOf(@event), @event.EventId!.Value, data) is { } seal
            ? new SealedEvent(data, seal)
            : null;
}

using System.Collections.Concurrent;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;

namespace Negotiations.Store.Read;

/// <summary>
/// Stored events of a known type whose data this program cannot read, as this node meets them: damaged, or written by a
/// later program. Each is logged once; the health check names them, and the views that leave them out say so.
/// </summary>
public sealed class UnreadableEvents(ILogger<UnreadableEvents> logger)
{
    private const int MostRemembered = 1000;

    private readonly ConcurrentDictionary<long, UnreadablePlace> found = [];

    /// <summary>In recorded order.</summary>
    public IReadOnlyList<UnreadablePlace> Found => [.. found.Values.OrderBy(each => each.Sequence)];

    /// <summary>Takes in an event as it was read just now: one that was repaired is no longer named.</summary>
    public void Note(string stream, RecordedEvent recorded)
    {
        if (recorded.Event is not Unreadable { StoredType: var type } || !IsKnown(type))
        {
            if (!found.IsEmpty)
                found.TryRemove(recorded.Sequence, out _);

            return;
        }

        var place = new UnreadablePlace(stream, recorded.Version, recorded.Sequence, type);
        if (found.Count < MostRemembered && found.TryAdd(recorded.Sequence, place))
            logger.LogError(
                "Event {Version} of {Stream} (sequence {Sequence}), stored as {Type}, cannot be read. The "
                    + "others are not "
                    + "affected.",
                place.Version,
                stream,
                place.Sequence,
                type
            );
    }

    private static bool IsKnown(string type) => EventJson.StoredTypes.ContainsKey(type);
}

/// <summary>Where a stored event lies that cannot be read.</summary>
/// <param name="Stream">Id of the negotiation, or <c>actor/{code}</c>.</param>
/// <param name="Version">Its place there.</param>
/// <param name="Sequence">Its place in the record.</param>
/// <param name="Type">As stored.</param>
public readonly record struct UnreadablePlace(string Stream, long Version, long Sequence, string Type);

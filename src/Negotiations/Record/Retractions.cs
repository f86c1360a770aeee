using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>
/// Which events have been taken back, and by which act. A retraction may itself be taken back by a later one.
/// </summary>
public static class Retractions
{
    /// <param name="events">In recorded order.</param>
    /// <returns>By id of the event taken back, the id of the retraction in force.</returns>
    public static IReadOnlyDictionary<Guid, Guid> InForce(IReadOnlyList<(Guid Id, Event Event)> events)
    {
        Dictionary<Guid, Guid>? retracted = null;

        // A retraction stands after its target, so from the end backwards each one's own fate is known when it is
        // reached.
        for (var i = events.Count - 1; i >= 0; i--)
            if (events[i].Event is EventRetracted retraction && retracted?.ContainsKey(events[i].Id) != true)
                (retracted ??= []).TryAdd(retraction.Target, events[i].Id);

        return retracted
            ?? (IReadOnlyDictionary<Guid, Guid>)System.Collections.Immutable.ImmutableDictionary<Guid, Guid>.Empty;
    }
}

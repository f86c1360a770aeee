using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>
/// Which events have been taken back, and by which act. A retraction may itself be taken back by a later one.
/// </summary>
public static class Retractions
{
    /// <param name="events">In recorded order.</param>
    /// <returns>By id of the event taken back, the id of the retraction in force.</returns>
    public static IReadOnlyDictionary<Guid, Guid> InForce(IReadOnlyList<(Guid Id, Event Event)> events) =>
        InForce(events.Count, place =>
            events[place].Event is EventRetracted retraction ? (events[place].Id, retraction.Target) : null
        );

    /// <param name="retractions">In recorded order, with what each takes back.</param>
    /// <returns>By id of the event taken back, the id of the retraction in force.</returns>
    public static IReadOnlyDictionary<Guid, Guid> InForce(IReadOnlyList<(Guid Id, Guid Target)> retractions) =>
        InForce(retractions.Count, place => retractions[place]);

    // A retraction stands after its target, so from the end backwards each one's own fate is known when it is reached.
    private static IReadOnlyDictionary<Guid, Guid> InForce(int count, Func<int, (Guid Id, Guid Target)?> at)
    {
        Dictionary<Guid, Guid>? retracted = null;
        for (var i = count - 1; i >= 0; i--)
            if (at(i) is { } retraction && retracted?.ContainsKey(retraction.Id) != true)
                (retracted ??= []).TryAdd(retraction.Target, retraction.Id);

        return retracted
            ?? (IReadOnlyDictionary<Guid, Guid>)System.Collections.Immutable.ImmutableDictionary<Guid, Guid>.Empty;
    }
}

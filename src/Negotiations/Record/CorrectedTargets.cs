using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>
/// What the targets of corrections say as one request goes on. Each is worked out from the record once: a request with
/// a thousand corrections of one report applies each of them once.
/// </summary>
/// <param name="negotiation">What is recorded.</param>
/// <param name="pending">What the request adds, as far as it has been decided.</param>
internal sealed class CorrectedTargets(Negotiation negotiation, OrderedDictionary<Guid, Event> pending)
{
    private readonly Dictionary<Guid, Fact> corrected = [];

    /// <summary>With the corrections in force applied.</summary>
    public Fact Of(Guid target, Fact fact)
    {
        if (!corrected.TryGetValue(target, out var said))
        {
            var earlier = negotiation.Events.Select(recorded => recorded.Event).Concat(pending.Values);
            corrected.Add(target, said = Corrections.Apply(target, fact, earlier));
        }

        return said;
    }

    /// <summary>After one more event of the request is pending.</summary>
    public void Follow(Event added)
    {
        if (added is EventRetracted)
            corrected.Clear();
        else if (added is EventCorrected correction && corrected.TryGetValue(correction.Target, out var said))
            corrected[correction.Target] = Corrections.TryPatch(said, correction).Fact ?? said;
    }
}

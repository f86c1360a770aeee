using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>What the facts of a negotiation said at one of its versions, with the acts in force by then.</summary>
public static class EffectiveFacts
{
    /// <summary>
    /// In recorded order, corrected, without those that had been taken back. Worked out as far as they are asked for:
    /// most questions are answered by the first.
    /// </summary>
    /// <param name="negotiation">At least as far as the version.</param>
    /// <param name="version">0: before its first event.</param>
    public static IEnumerable<Fact> At(Negotiation negotiation, long version)
    {
        List<(Guid Id, Event Event)> acts =
        [
            .. negotiation.Acts.TakeWhile(act => act.Version <= version).Select(act => (act.EventId, act.Event)),
        ];
        var retracted = Retractions.InForce(acts);
        var corrections = acts.Where(act => act.Event is EventCorrected && !retracted.ContainsKey(act.Id))
            .Select(act => (EventCorrected)act.Event)
            .ToLookup(correction => correction.Target);
        foreach (var each in negotiation.Events)
        {
            if (each.Version > version)
                yield break;

            if (each.Event is Fact fact && !retracted.ContainsKey(each.EventId))
                yield return corrections[each.EventId]
                    .Aggregate(fact, (said, correction) => Corrections.TryPatch(said, correction).Fact ?? said);
        }
    }
}

using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>
/// The facts that count under some clocks, in the order of the world: earliest day, then latest day, then as
/// recorded.
/// </summary>
public static class EffectiveSet
{
    /// <summary>
    /// All that is recorded. What a fold of this negotiation, or of it before its last events, made is used again.
    /// </summary>
    internal static IReadOnlyList<EffectiveEvent> Of(Negotiation negotiation)
    {
        if (negotiation.Acts.Count > 0)
            return Of(negotiation.Events);

        // Threads may share a negotiation: each that finds less than it needs makes the rest, and either is right.
        var made = negotiation.Made as Facts ?? Facts.None;
        if (made.Events == negotiation.Events.Count)
            return made.InOrder;

        List<EffectiveEvent> facts = new(negotiation.Events.Count);
        facts.AddRange(made.AsRecorded);
        for (var i = made.Events; i < negotiation.Events.Count; i++)
            if (negotiation.Events[i] is { Event: Fact fact } recorded)
                facts.Add(new EffectiveEvent(recorded, fact, [], [], []));

        made = new Facts(negotiation.Events.Count, facts, Sorted(facts), made.Search ?? new CarriedSearch());
        negotiation.Made = made;
        return made.InOrder;
    }

    /// <summary>For the words of a fold of this negotiation; null where each fold makes its facts again.</summary>
    internal static CarriedSearch? SearchOf(Negotiation negotiation) => (negotiation.Made as Facts)?.Search;

    /// <param name="known">What was known, in recorded order.</param>
    public static IReadOnlyList<EffectiveEvent> Of(IReadOnlyList<RecordedEvent> known)
    {
        var acts = HoldsActs(known) ? ActsOn.Read(known) : ActsOn.None;
        var effective = new List<EffectiveEvent>(known.Count);
        for (var i = 0; i < known.Count; i++)
            if (known[i] is { Event: Fact fact } recorded && !acts.Retracted.ContainsKey(recorded.EventId))
                effective.Add(
                    acts.IsEmpty ? new EffectiveEvent(recorded, fact, [], [], []) : acts.ApplyTo(recorded, fact)
                );

        return Sorted(effective);
    }

    /// <summary>The facts that counted at a version, in recorded order. Worked out as far as they are asked for: most
    /// questions are answered by the first.</summary>
    /// <param name="negotiation">At least as far as the version.</param>
    /// <param name="version">0: before its first event.</param>
    internal static IEnumerable<EffectiveEvent> AsRecorded(Negotiation negotiation, long version)
    {
        List<RecordedEvent> known = [.. negotiation.Acts.TakeWhile(act => act.Version <= version)];
        var acts = known.Count == 0 ? ActsOn.None : ActsOn.Read(known);
        foreach (var each in negotiation.Events)
        {
            if (each.Version > version)
                yield break;

            if (each is { Event: Fact fact } && !acts.Retracted.ContainsKey(each.EventId))
                yield return acts.ApplyTo(each, fact);
        }
    }

    // Most often they are in order already. Nothing that is made of events is changed once it is made.
    private static List<EffectiveEvent> Sorted(List<EffectiveEvent> facts)
    {
        for (var i = 1; i < facts.Count; i++)
        {
            if (InOrderOfTheWorld(facts[i - 1], facts[i]) <= 0)
                continue;

            List<EffectiveEvent> sorted = [.. facts];
            sorted.Sort(InOrderOfTheWorld);
            return sorted;
        }

        return facts;
    }

    private static bool HoldsActs(IReadOnlyList<RecordedEvent> known)
    {
        for (var i = 0; i < known.Count; i++)
            if (known[i].Event is Act)
                return true;

        return false;
    }

    private static int InOrderOfTheWorld(EffectiveEvent one, EffectiveEvent other)
    {
        var byEarliest = (one.Occurred.Earliest ?? DateOnly.MinValue).CompareTo(
            other.Occurred.Earliest ?? DateOnly.MinValue
        );
        if (byEarliest != 0)
            return byEarliest;

        var byLatest = (one.Occurred.Latest ?? DateOnly.MaxValue).CompareTo(other.Occurred.Latest ?? DateOnly.MaxValue);
        return byLatest != 0 ? byLatest : one.Recorded.Version.CompareTo(other.Recorded.Version);
    }

    /// <param name="Events">How many events they were made of.</param>
    /// <param name="AsRecorded">In recorded order.</param>
    /// <param name="InOrder">In the order of the world.</param>
    /// <param name="Search">Shared by all that grow from one; null where there is nothing yet.</param>
    private sealed record Facts(
        int Events,
        IReadOnlyList<EffectiveEvent> AsRecorded,
        IReadOnlyList<EffectiveEvent> InOrder,
        CarriedSearch? Search
    )
    {
        public static readonly Facts None = new(0, [], [], null);
    }

    private sealed class ActsOn
    {
        public static readonly ActsOn None = new();

        private readonly Dictionary<Guid, List<RecordedEvent>> corrections = [];
        private readonly Dictionary<Guid, List<RecordedEvent>> attachments = [];

        public IReadOnlyDictionary<Guid, Guid> Retracted { get; private init; } = new Dictionary<Guid, Guid>();

        public bool IsEmpty => corrections.Count == 0 && attachments.Count == 0;

        public static ActsOn Read(IReadOnlyList<RecordedEvent> known)
        {
            var acts = new ActsOn
            {
                Retracted = Retractions.InForce([.. known.Select(each => (each.EventId, each.Event))]),
            };
            foreach (var each in known)
            {
                if (each.Event is not Act act || act is EventRetracted || acts.Retracted.ContainsKey(each.EventId))
                    continue;

                var byTarget = act is EventCorrected ? acts.corrections : acts.attachments;
                if (!byTarget.TryGetValue(act.Target, out var list))
                    byTarget.Add(act.Target, list = []);
                list.Add(each);
            }

            return acts;
        }

        public EffectiveEvent ApplyTo(RecordedEvent recorded, Fact fact)
        {
            List<RecordedEvent> applied = [];
            List<RecordedEvent> unapplied = [];
            foreach (var correction in corrections.GetValueOrDefault(recorded.EventId) ?? [])
            {
                var patched = Corrections.TryPatch(fact, (EventCorrected)correction.Event).Fact;
                (patched is { Occurred: not null } ? applied : unapplied).Add(correction);
                fact = patched is { Occurred: not null } ? patched : fact;
            }

            return new EffectiveEvent(
                recorded,
                fact,
                applied,
                attachments.GetValueOrDefault(recorded.EventId) ?? [],
                unapplied
            );
        }
    }
}

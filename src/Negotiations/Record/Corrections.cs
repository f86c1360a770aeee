using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Record;

/// <summary>What an event says once the corrections in force are applied to it.</summary>
public static class Corrections
{
    // What each correction last made of its target. Every fold and every later correction applies it again, most often
    // to the very same fact: a thousand of them are then a thousand patches and not half a million.
    private static readonly ConditionalWeakTable<EventCorrected, Patched> made = [];

    /// <summary>
    /// The target after every correction of it in <paramref name="earlier"/> that was not itself retracted, in
    /// recorded order.
    /// </summary>
    public static Fact Apply(Guid targetId, Fact target, IEnumerable<Event> earlier)
    {
        var events = earlier as IReadOnlyCollection<Event> ?? [.. earlier];
        var corrections = events.OfType<EventCorrected>().Where(correction => correction.Target == targetId).ToList();
        if (corrections.Count == 0)
            return target;

        var retracted = Retractions.InForce(events.Select(each => (each.EventId!.Value, each)).ToList());
        return corrections
            .Where(correction => !retracted.ContainsKey(correction.EventId!.Value))
            .Aggregate(target, (fact, correction) => TryPatch(fact, correction).Fact ?? fact);
    }

    /// <inheritdoc cref="TryPatch(Fact, JsonElement)"/>
    public static (Fact? Fact, JsonFault? Fault) TryPatch(Fact target, EventCorrected correction)
    {
        if (made.TryGetValue(correction, out var known) && ReferenceEquals(known.Target, target))
            return (known.Fact, known.Fault);

        var (fact, fault) = TryPatch(target, correction.Patch);
        made.AddOrUpdate(correction, new Patched(target, fact, fault));
        return (fact, fault);
    }

    /// <summary>The corrected fact, or why the patch gives none.</summary>
    public static (Fact? Fact, JsonFault? Fault) TryPatch(Fact target, JsonElement patch)
    {
        var patched = MergePatch.Apply(JsonSerializer.SerializeToNode<Event>(target, EventJson.Options), patch);
        var reading = EventJson.Read(JsonSerializer.SerializeToElement<JsonNode?>(patched));
        return reading.Value is Fact fact ? (fact, null) : (null, reading.Fault);
    }

    private sealed record Patched(Fact Target, Fact? Fact, JsonFault? Fault);
}

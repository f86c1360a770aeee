using CsCheck;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Specs.Events;

namespace Negotiations.Specs.Generated;

/// <summary>
/// The golden samples of types of which a generator makes nothing, so that the laws are asked of a new type without a
/// line about it.
/// </summary>
internal static class SampledFacts
{
    // Each of the generator's forty choices comes fifty times.
    private const int Drawn = 2000;

    public static IReadOnlyList<Fact> Of(Gen<Fact> varied)
    {
        var made = Enumerable
            .Range(0, Drawn)
            .Select(place => varied.Generate(new PCG((uint)place, 1), null, out _).GetType())
            .ToHashSet();

        // What opens a negotiation is its first event, and once.
        return
        [
            .. EventJson
                .TypesByName.Where(each =>
                    each.Value.IsSubclassOf(typeof(Fact))
                    && each.Value != typeof(NegotiationOpened)
                    && !made.Contains(each.Value)
                )
                .Select(each => Undated((Fact)EventJson.Read(Samples.Element(each.Key)).Value!)),
        ];
    }

    private static Fact Undated(Fact fact) => fact with { EventId = null, Occurred = null, Sources = [] };
}

using CsCheck;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Specs.Generated;

/// <summary>The laws of the fold are asked of facts of every type.</summary>
public class AnyFactSpecs
{
    [Fact]
    public void Facts_of_every_type_are_generated()
    {
        var made = Enumerable
            .Range(0, 3000)
            .Select(place => AnyFact.OfAnyType.Generate(new PCG((uint)place, 2), null, out _).GetType())
            .ToHashSet();

        Assert.Empty(
            EventJson
                .TypesByName.Values.Where(type => type.IsSubclassOf(typeof(Fact)) && type != typeof(NegotiationOpened))
                .Except(made)
        );
    }

    [Fact]
    public void A_type_that_a_generator_does_not_make_comes_as_its_sample()
    {
        var samples = SampledFacts.Of(Gen.Const((Fact)new RoundHeld()));

        Assert.DoesNotContain(samples, each => each is RoundHeld or NegotiationOpened);
        Assert.Equal(["KGZ", "TJK"], Assert.Single(samples.OfType<InstrumentSigned>()).Signatories);
        Assert.All(samples, each => Assert.Equal((null, null), (each.EventId, each.Occurred)));
    }
}

using CsCheck;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>Actors in the words of a source, beside their codes.</summary>
public sealed class NamedActorsSpecs
{
    [Fact]
    public void Whether_actors_are_named_around_an_act_is_what_the_facts_of_then_say() =>
        AnyStream.WithActs.Holds(
            negotiation =>
            {
                var all = EffectiveFacts
                    .At(negotiation, negotiation.Version)
                    .SelectMany(fact => fact.Actors ?? [])
                    .Select(actor => actor.Id)
                    .Distinct();
                foreach (var code in all.Append("NO-ONE"))
                foreach (var each in NamedActors.AroundActs(negotiation, [code]))
                {
                    Assert.Equal(NamedActors.AreNamed(negotiation, each.Act.Version - 1, [code]), each.Before);
                    Assert.Equal(NamedActors.AreNamed(negotiation, each.Act.Version, [code]), each.After);
                }
            },
            iter: 300
        );
}

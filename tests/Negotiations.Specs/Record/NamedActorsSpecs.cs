using CsCheck;
using Negotiations.Record;
using Negotiations.Specs.Generated;

namespace Negotiations.Specs.Record;

public sealed class NamedActorsSpecs
{
    [Fact]
    public void Whether_actors_are_named_around_an_act_is_what_the_facts_of_then_say() =>
        AnyStream.WithActs.Holds(
            negotiation =>
            {
                var all = StandingFacts
                    .At(negotiation, negotiation.Version)
                    .SelectMany(fact => fact.Actors ?? [])
                    .Select(actor => actor.Id)
                    .Distinct();
                foreach (var code in all.Append("NO-ONE"))
                foreach (var each in NamedActors.AroundActs(negotiation, [code]))
                {
                    Assert.Equal(IsNamed(negotiation, each.Act.Version - 1, code), each.Before);
                    Assert.Equal(IsNamed(negotiation, each.Act.Version, code), each.After);
                }
            },
            iter: 300
        );

    private static bool IsNamed(Negotiation negotiation, long version, string code) =>
        StandingFacts.At(negotiation, version).Any(fact => NamedActors.Names(fact, [code]));
}

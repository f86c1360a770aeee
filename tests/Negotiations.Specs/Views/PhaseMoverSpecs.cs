using CsCheck;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Followers of changes of phase do not fold for what is marked as never moving one: the mark is a
/// law.</summary>
public class PhaseMoverSpecs
{
    [Fact]
    public void What_is_marked_as_never_moving_a_phase_never_moves_one()
    {
        HashSet<Type> seen = [];
        Gen.Select(AnyStream.WithActs, AnyStream.Day)
            .Holds(
                (negotiation, asOf) =>
                {
                    foreach (var recorded in negotiation.Events)
                        if (recorded.Version > 1 && !FamilyAttribute.Of(recorded.Event.GetType()).MovesPhase)
                        {
                            var clocks = Clocks.On(asOf);
                            var before = StatusFold.Of(negotiation, clocks with { Version = recorded.Version - 1 });
                            var after = StatusFold.Of(negotiation, clocks with { Version = recorded.Version });

                            Assert.Equal(before?.Status.Phase?.Certain, after?.Status.Phase?.Certain);
                            Assert.Equal(before?.Status.Phase?.Possible, after?.Status.Phase?.Possible);
                            lock (seen)
                                seen.Add(recorded.Event.GetType());
                        }
                },
                iter: 200
            );

        Assert.Equal(
            EventJson.TypesByName.Values.Where(type => !FamilyAttribute.Of(type).MovesPhase).OrderBy(Name),
            seen.OrderBy(Name)
        );
    }

    [Fact]
    public void A_source_that_disputes_an_event_may_move_the_phase_and_is_not_marked()
    {
        var force = new EnteredIntoForce().On("2024-12-04").Named("force");
        var dispute = new SourceAttached { Target = Id("force"), Stance = Stance.Disputes };

        Assert.NotEqual(
            Given(BorderTalks, force).Now().Phase!.Possible,
            Given(BorderTalks, force, dispute).Now().Phase!.Possible
        );
        Assert.True(FamilyAttribute.Of(typeof(SourceAttached)).MovesPhase);
    }

    private static string Name(Type type) => type.Name;
}

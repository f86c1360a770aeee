using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>In which role someone takes part, over all placings and readings.</summary>
public class ExactPartySpecs
{
    private static readonly Gen<ActorRole?> Role = Gen.OneOf<ActorRole?>(ActorRole.Party, ActorRole.SideA, null);

    internal static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> Participation = ExactRecords.Of(
        Gen.OneOf(Gen.Select(Role, Gen.Enum<ParticipationChange>(), (role, change) => (Fact)
                    new ParticipationChanged
                    {
                        Actor = "UZB",
                        Role = role,
                        Change = change,
                    }), Role.Select(role => new RoundHeld { Actors = [new Actor { Id = "UZB", Role = role }] } as Fact))
    );

    [Fact]
    public void Of_who_takes_part_what_is_possible_holds_in_some_placing_and_reading() => Participation.AreExact();

    [Fact]
    public void A_disputed_change_of_role_leaves_both_roles_possible()
    {
        var status = Given(
                BorderTalks,
                new ParticipationChanged
                {
                    Actor = "TJK",
                    Role = ActorRole.Observer,
                    Change = ParticipationChange.RoleChanged,
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                }.On("2024-02-01")
            )
            .Now();

        Assert.Equal(
            ["observer", "party"],
            status.Uncertain.Single(each => each.Field == "parties[TJK].role").Possible.Select(each => (string)each!)
        );
    }

    [Fact]
    public void Who_takes_part_in_two_roles_may_have_one_of_them()
    {
        var status = Given(
                BorderTalks,
                new ParticipationChanged
                {
                    Actor = "TJK",
                    Role = ActorRole.Host,
                    Change = ParticipationChange.Joined,
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                }.On("2024-02-01")
            )
            .Now();

        Assert.Equal(
            ["party", "host"],
            status.Uncertain.Single(each => each.Field == "parties[TJK].role").Possible.Select(each => (string)each!)
        );
    }
}

using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Who takes part, and what every actor did.</summary>
public class PartySpecs
{
    private static readonly NegotiationOpened Opened = BorderTalks.With(
        "KGZ".As(ActorRole.Party),
        "TJK".As(ActorRole.Party)
    );

    [Fact]
    public void Those_named_at_the_opening_take_part() => Assert.Equal(["KGZ party", "TJK party"], Parties(Opened));

    [Fact]
    public void An_actor_joins_changes_its_role_and_leaves()
    {
        var joins = new ParticipationChanged
        {
            Actor = "UNRCCA",
            Role = ActorRole.Observer,
            Change = ParticipationChange.Joined,
        }.On("2024-01-01");
        var mediates = new ParticipationChanged
        {
            Actor = "UNRCCA",
            Role = ActorRole.Mediator,
            Change = ParticipationChange.RoleChanged,
        }.On("2024-02-01");
        var leaves = new ParticipationChanged { Actor = "UNRCCA", Change = ParticipationChange.Left }.On("2024-03-01");

        Assert.Equal(["KGZ party", "TJK party", "UNRCCA observer"], Parties(Opened, joins));
        Assert.Equal(["KGZ party", "TJK party", "UNRCCA mediator"], Parties(Opened, joins, mediates));
        Assert.Equal(["KGZ party", "TJK party"], Parties(Opened, joins, mediates, leaves));
    }

    [Fact]
    public void A_clash_that_calls_a_party_a_side_names_no_second_participant() =>
        Assert.Equal(
            ["KGZ party", "TJK party"],
            Parties(
                Opened,
                new ClashReported().On("2022-09").With("KGZ".As(ActorRole.SideA), "TJK".As(ActorRole.SideB))
            )
        );

    [Fact]
    public void Who_was_named_without_a_role_takes_the_one_a_later_source_gives() =>
        Assert.Equal(
            ["KGZ party"],
            Parties(
                BorderTalks.With(new Actor { Id = "KGZ" }),
                new RoundHeld().On("2024-01-01").With("KGZ".As(ActorRole.Party))
            )
        );

    [Fact]
    public void Who_has_a_role_is_not_named_again_without_one() =>
        Assert.Equal(
            ["KGZ party", "TJK party"],
            Parties(
                Opened,
                new ParticipationChanged { Actor = "KGZ", Change = ParticipationChange.Joined }.On("2024-01-01")
            )
        );

    [Fact]
    public void A_guest_at_one_meeting_is_an_actor_and_no_party()
    {
        var standing = Given(
                Opened,
                new MeetingHeld().On("2024-01-01").With("CHN".As(ActorRole.Host), "KGZ".As(ActorRole.Visitor)),
                new MeetingHeld().On("2024-02-01").With("CHN".As(ActorRole.Observer))
            )
            .Standing(Clocks.On(Today));
        var china = standing.Actors.Single(actor => actor.Id == "CHN");

        Assert.DoesNotContain(standing.Status.Parties, party => party.Id == "CHN");
        Assert.Equal((2, "2024-01-01", "2024-02-01"), (china.Events, china.First.Text, china.Last.Text));
        Assert.Equal([ActorRole.Host, ActorRole.Observer], china.Roles);
        Assert.Equal(["CHN", "KGZ", "TJK"], standing.Actors.Select(actor => actor.Id));
    }

    private static IEnumerable<string> Parties(params Event[] events) =>
        Given(events)
            .Now()
            .Parties.Select(party =>
                party.Role is { } role ? $"{party.Id} {Negotiations.Json.WireName.Of(role)}" : party.Id
            );
}

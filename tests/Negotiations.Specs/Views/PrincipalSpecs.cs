using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Which instrument a negotiation is about: it alone moves the phase.</summary>
public class PrincipalSpecs
{
    private static readonly RoundHeld Round = new RoundHeld().On("2018-01-10");

    [Theory]
    [InlineData(InstrumentType.Treaty)]
    [InlineData(InstrumentType.Agreement)]
    [InlineData(InstrumentType.Convention)]
    [InlineData(InstrumentType.Programme)]
    [InlineData(InstrumentType.Roadmap)]
    [InlineData(InstrumentType.Memorandum)]
    [InlineData(null)]
    public void The_only_instrument_of_such_a_type_is_principal(InstrumentType? type) =>
        Assert.Equal(Phase.Signed, Given(BorderTalks, Round, Signed("one", type)).Now().Phase!.Certain);

    [Theory]
    [InlineData(InstrumentType.JointStatement)]
    [InlineData(InstrumentType.Protocol)]
    [InlineData(InstrumentType.Contract)]
    [InlineData(InstrumentType.Declaration)]
    public void Others_leave_the_phase_with_the_talks_unless_marked(InstrumentType type)
    {
        Assert.Equal(Phase.Negotiating, Given(BorderTalks, Round, Signed("one", type)).Now().Phase!.Certain);
        Assert.Equal(
            Phase.Signed,
            Given(BorderTalks, Round, Signed("one", type) with { Standing = InstrumentStanding.Principal })
                .Now()
                .Phase!.Certain
        );
    }

    // Karabakh: a trilateral ceasefire statement of 2020 completed the negotiation for ever.
    [Fact]
    public void A_joint_statement_completes_nothing()
    {
        var status = Given(
                BorderTalks,
                Round,
                Signed("statement", InstrumentType.JointStatement),
                new TextAuthenticated { InstrumentId = "peace-treaty", Mode = AuthenticationMode.Initialled }.On(
                    "2025-01-08"
                )
            )
            .Now();

        Assert.Equal(Phase.TextAuthenticated, status.Phase!.Certain);
    }

    [Fact]
    public void A_side_protocol_in_force_and_works_under_it_do_not_implement_what_is_only_drafted()
    {
        var status = Given(
                BorderTalks,
                new DraftingInstructed { InstrumentId = "main" }.On("2018-02-01"),
                Signed("protocol", InstrumentType.Protocol),
                Force("protocol", "2019-06-01"),
                new MilestoneReported { Milestone = Milestone.CommissionFormed, Status = MilestoneStatus.Achieved }.On(
                    "2019-07-01"
                )
            )
            .Now();

        Assert.Equal(Phase.Drafting, status.Phase!.Certain);
    }

    [Theory]
    [InlineData(InstrumentType.Amendment, "treaty", ClaimStatus.Disputed)]
    [InlineData(InstrumentType.Amendment, "treaty", ClaimStatus.Denied)]
    [InlineData(InstrumentType.ExchangeOfNotes, "treaty", ClaimStatus.Disputed)]
    [InlineData(InstrumentType.Protocol, null, ClaimStatus.Disputed)]
    [InlineData(InstrumentType.Protocol, null, ClaimStatus.Denied)]
    public void A_side_text_that_may_not_be_there_takes_nothing_from_a_treaty_in_force(
        InstrumentType type,
        string? amends,
        ClaimStatus claim
    )
    {
        var story = Given(
            BorderTalks,
            Signed("treaty", InstrumentType.Treaty),
            Force("treaty", "2020-03-01"),
            new InstrumentSigned
            {
                InstrumentId = "side",
                InstrumentType = type,
                Amends = amends,
                Signatories = ["KGZ", "TJK"],
                Claim = new Claim { Status = claim },
            }.On("2023-03-18")
        );

        foreach (var day in new[] { "2020-06-01", "2023-04-01" })
        {
            Assert.Equal([Phase.InForce], story.AsOf(day).Phase!.Possible);
            Assert.DoesNotContain(story.AsOf(day).Anomalies, each => each.Code == "principal-unclear");
        }
    }

    [Fact]
    public void A_denied_treaty_beside_one_in_force_makes_it_unclear_only_where_the_denial_is_wrong()
    {
        var phase = Given(
                BorderTalks,
                Round,
                Signed("treaty", InstrumentType.Treaty),
                new EnteredIntoForce().On("2020-03-01"),
                Signed("other", InstrumentType.Treaty) with
                {
                    Claim = new Claim { Status = ClaimStatus.Denied },
                }
            )
            .Now()
            .Phase!;

        Assert.Equal([Phase.InForce, Phase.Negotiating], phase.Possible);
    }

    [Fact]
    public void Two_that_could_be_it_and_none_marked_are_unclear_and_the_phase_stays_with_the_talks()
    {
        var story = Given(
            BorderTalks,
            Round,
            Signed("one", InstrumentType.Treaty),
            Signed("two", InstrumentType.Agreement)
        );

        Assert.Equal(Phase.Negotiating, story.Now().Phase!.Certain);
        Assert.Single(story.Now().Anomalies, each => each.Code == "principal-unclear");
        var marked = Given(
                BorderTalks,
                Round,
                Signed("one", InstrumentType.Treaty),
                Signed("two", InstrumentType.Agreement) with
                {
                    Standing = InstrumentStanding.Side,
                }
            )
            .Now();
        Assert.Equal(Phase.Signed, marked.Phase!.Certain);
        Assert.DoesNotContain(marked.Anomalies, each => each.Code == "principal-unclear");
    }

    [Fact]
    public void It_is_decided_from_all_that_is_known_whatever_day_is_asked_about() =>
        Assert.Equal(
            Phase.Negotiating,
            Given(
                    BorderTalks,
                    Round,
                    Signed("one", InstrumentType.Treaty),
                    Signed("two", InstrumentType.Agreement).On("2024-01-01")
                )
                .AsOf("2023-01-01")
                .Phase!.Certain
        );

    [Fact]
    public void An_amendment_of_it_is_no_second_one() =>
        Assert.Equal(
            Phase.Signed,
            Given(
                    BorderTalks,
                    Round,
                    Signed("one", InstrumentType.Treaty),
                    Signed("two", InstrumentType.Treaty) with
                    {
                        Amends = "one",
                    }
                )
                .Now()
                .Phase!.Certain
        );

    [Fact]
    public void Of_several_marked_the_latest_that_has_not_ended_decides()
    {
        var first = Signed("first", InstrumentType.Treaty) with { Standing = InstrumentStanding.Principal };
        var story = Given(
            BorderTalks,
            first,
            Force("first", "2019-06-01"),
            new InstrumentEnded { InstrumentId = "first", Mode = EndMode.Superseded }.On("2022-01-01"),
            (Signed("second", InstrumentType.Treaty) with { Standing = InstrumentStanding.Principal }).On("2023-01-01")
        );

        Assert.Equal(
            [Phase.InForce, Phase.Ended, Phase.Signed],
            new[] { "2020-01-01", "2022-06-01", "2023-06-01" }.Select(day => story.AsOf(day).Phase!.Certain!.Value)
        );
    }

    [Fact]
    public void A_draft_that_names_no_instrument_is_that_of_the_principal_one()
    {
        var status = Given(
            BorderTalks,
            new DraftingInstructed().On("2018-02-01"),
            Signed("protocol", InstrumentType.Protocol),
            Signed("treaty", InstrumentType.Treaty).On("2024-01-01")
        );

        Assert.Equal(
            [Phase.Drafting, Phase.Signed],
            new[] { "2020-01-01", "2024-06-01" }.Select(day => status.AsOf(day).Phase!.Certain!.Value)
        );
    }

    [Fact]
    public void Where_nothing_orders_two_statements_of_its_standing_both_are_possible()
    {
        var first = Signed("treaty", null) with { Standing = InstrumentStanding.Principal };
        var other = Signed("treaty", null) with { Standing = InstrumentStanding.Side };
        var settled = Given(BorderTalks, Round, first.On("2024-02-01"), other.On("[2024-02-04..2024-02-14]")).Now();
        var open = Given(BorderTalks, Round, first.On("2024-02-01"), other.On("[2024-01-26..2024-02-19]")).Now();

        Assert.Equal(Phase.Negotiating, settled.Phase!.Certain);
        Assert.Equal([Phase.Signed, Phase.Negotiating], open.Phase!.Possible);
        Assert.Equal(
            ["principal", "side"],
            open.Uncertain.Single(field => field.Field == "instruments[treaty].standing")
                .Possible.Select(value => (string)value!)
        );
    }

    [Fact]
    public void A_disputed_statement_of_its_standing_decides_in_one_reading_and_not_in_the_other()
    {
        var disputed = Signed("protocol", InstrumentType.Protocol) with
        {
            Standing = InstrumentStanding.Principal,
            Claim = new Claim { Status = ClaimStatus.Disputed },
        };
        var status = Given(BorderTalks, Round, Signed("protocol", InstrumentType.Protocol), disputed).Now();

        Assert.Equal([Phase.Signed, Phase.Negotiating], status.Phase!.Possible);
    }

    private static InstrumentSigned Signed(string id, InstrumentType? type) =>
        new InstrumentSigned { InstrumentId = id, InstrumentType = type }.On("2019-03-01");

    private static EnteredIntoForce Force(string id, string on) => new EnteredIntoForce { InstrumentId = id }.On(on);
}

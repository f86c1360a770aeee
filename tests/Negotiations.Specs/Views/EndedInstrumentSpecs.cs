using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// An instrument that ends takes back what rested on it: ended, or back to what was reached without it.
/// </summary>
public class EndedInstrumentSpecs
{
    [Fact]
    public void A_treaty_in_force_that_is_denounced_ends_the_negotiation() =>
        Assert.Equal(
            Phase.Ended,
            Reached(Drafted, Signed("treaty"), InForce("treaty"), Ends("treaty", EndMode.Denounced))
        );

    [Fact]
    public void A_signature_withdrawn_before_entry_into_force_puts_it_back_to_the_talks() =>
        Assert.Equal(
            Phase.Negotiating,
            Reached(new RoundHeld(), Drafted, Signed("treaty"), Ends("treaty", EndMode.Withdrawn))
        );

    [Fact]
    public void The_end_of_one_instrument_leaves_another_in_force() =>
        Assert.Equal(
            Phase.InForce,
            Reached(
                Drafted,
                Signed("treaty"),
                InForce("treaty"),
                Protocol,
                InForce("protocol"),
                Ends("protocol", EndMode.Terminated)
            )
        );

    [Fact]
    public void The_end_of_one_instrument_leaves_the_works_under_another() =>
        Assert.Equal(
            Phase.Implementing,
            Reached(
                Signed("treaty"),
                InForce("treaty"),
                Protocol,
                InForce("protocol"),
                Markers,
                Ends("protocol", EndMode.Expired)
            )
        );

    [Fact]
    public void Works_that_rested_on_the_ended_instrument_alone_go_with_it() =>
        Assert.Equal(
            Phase.Ended,
            Reached(Signed("treaty"), InForce("treaty"), Markers, Protocol, Ends("treaty", EndMode.Terminated))
        );

    [Fact]
    public void When_the_last_of_two_instruments_ends_the_negotiation_has_ended() =>
        Assert.Equal(
            Phase.Ended,
            Reached(
                Signed("treaty"),
                InForce("treaty"),
                Protocol,
                InForce("protocol"),
                Ends("treaty", EndMode.Terminated),
                Ends("protocol", EndMode.Terminated)
            )
        );

    [Fact]
    public void A_new_instrument_after_the_end_moves_it_on_again() =>
        Assert.Equal(
            Phase.Signed,
            Reached(Marked("treaty"), InForce("treaty"), Ends("treaty", EndMode.Terminated), Marked("new-treaty"))
        );

    [Fact]
    public void Rounds_alone_after_the_end_do_not() =>
        Assert.Equal(
            Phase.Ended,
            Reached(Signed("treaty"), InForce("treaty"), Ends("treaty", EndMode.Terminated), new RoundHeld())
        );

    [Fact]
    public void An_end_that_names_no_instrument_is_that_of_the_only_one() =>
        Assert.Equal(Phase.Ended, Reached(Signed("treaty"), InForce("treaty"), Ends(null, EndMode.Terminated)));

    [Fact]
    public void An_end_that_names_no_instrument_among_several_takes_nothing_back() =>
        Assert.Equal(
            Phase.InForce,
            Reached(Signed("treaty"), InForce("treaty"), Protocol, Ends(null, EndMode.Terminated))
        );

    [Fact]
    public void One_party_leaving_a_plurilateral_treaty_does_not_end_it_for_the_others()
    {
        var signed = Signed("treaty", "KGZ", "TJK", "UZB");
        var leaves = new InstrumentEnded
        {
            InstrumentId = "treaty",
            Mode = EndMode.Withdrawn,
            Party = "UZB",
        };

        Assert.Equal(Phase.InForce, Reached(signed, InForce("treaty"), leaves));
        Assert.Equal(Phase.Ended, Reached(signed, InForce("treaty"), leaves, leaves with { Party = "TJK" }));
    }

    [Fact]
    public void The_consent_of_a_party_that_left_is_no_longer_awaited()
    {
        var leaves = new InstrumentEnded
        {
            InstrumentId = "treaty",
            Mode = EndMode.Withdrawn,
            Party = "UZB",
        };
        var status = After(Signed("treaty", "KGZ", "TJK", "UZB"), Consent("KGZ"), Consent("TJK"), leaves);

        Assert.Equal(Phase.Consented, status.Phase!.Shown);
        Assert.Empty(status.Instruments[0].Awaiting);
    }

    // Of two parties one left, so it is over (it applied between them alone): who consents now consents to nothing.
    [Theory]
    [InlineData("KGZ")]
    [InlineData("UZB")]
    public void A_consent_revives_no_treaty_that_ended_with_too_few_parties(string party)
    {
        Event[] ended =
        [
            Signed("treaty", "KGZ", "TJK"),
            InForce("treaty"),
            Ends("treaty", EndMode.Withdrawn) with
            {
                Party = "KGZ",
            },
            Consent(party),
        ];
        var treaty = After(ended).Instruments[0];

        Assert.Equal((Phase.Ended, InstrumentStatus.Ended), (After(ended).Phase!.Certain, treaty.Status));
        Assert.Equal("2025-03-03", treaty.Ended!.On.Text);
        Assert.All(treaty.Parties, each => Assert.NotNull(each.Until));
        Assert.Equal(Phase.InForce, After([.. ended, InForce("treaty")]).Phase!.Certain);
    }

    [Fact]
    public void A_consent_brings_back_who_left_a_treaty_that_goes_on()
    {
        var treaty = After(
            Signed("treaty", "KGZ", "TJK", "UZB"),
            InForce("treaty"),
            Ends("treaty", EndMode.Withdrawn) with
            {
                Party = "UZB",
            },
            Consent("UZB")
        ).Instruments[0];

        Assert.Equal(InstrumentStatus.InForce, treaty.Status);
        Assert.Null(treaty.Parties.Last(each => each.Party == "UZB").Until);
    }

    [Fact]
    public void A_suspended_treaty_that_is_said_to_be_in_force_again_is_resumed_from_then_on()
    {
        var status = After(Signed("treaty"), InForce("treaty"), Ends("treaty", EndMode.Suspended), InForce("treaty"));

        Assert.Equal(
            (Phase.InForce, "2025-03-02", null),
            (status.Phase!.Shown, status.Instruments[0].EntryIntoForce!.On!.Text, status.Instruments[0].Ended)
        );
        Assert.Equal("2025-03-04", status.Instruments[0].Suspensions[0].Until!.Text);
    }

    [Fact]
    public void The_phase_names_the_end_that_put_it_back()
    {
        var view = After(
            Drafted.Named("drafting"),
            Signed("treaty"),
            Ends("treaty", EndMode.Withdrawn).Named("end")
        ).Phase!;

        Assert.Equal([EventBuilders.Id("end")], view.DecidedBy);
    }

    private static readonly DraftingInstructed Drafted = new();

    private static readonly MilestoneReported Markers = new()
    {
        Milestone = Milestone.MarkersPlaced,
        Status = MilestoneStatus.Achieved,
    };

    private static InstrumentSigned Signed(string id, params string[] signatories) =>
        new() { InstrumentId = id, Signatories = signatories };

    private static InstrumentSigned Marked(string id) => Signed(id) with { Standing = InstrumentStanding.Principal };

    private static InstrumentSigned Protocol => Signed("protocol") with { Standing = InstrumentStanding.Side };

    private static EnteredIntoForce InForce(string id) => new() { InstrumentId = id };

    private static InstrumentEnded Ends(string? id, EndMode mode) => new() { InstrumentId = id, Mode = mode };

    private static ConsentExpressed Consent(string party) =>
        new()
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Ratification,
        };

    private static Phase Reached(params Event[] inOrder) => After(inOrder).Phase!.Shown;

    // One event a day from 1 March 2025 on.
    private static Status After(params Event[] inOrder) =>
        Given([BorderTalks, .. inOrder.Select((@event, index) => @event.On($"2025-03-{index + 1:00}"))]).Now();
}

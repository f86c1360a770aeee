using Negotiations.Events;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>The talks on the Grand Renaissance Dam: a text that one of three initialled, and a dam that was built
/// meanwhile.</summary>
public class NileDamSpecs
{
    private const string Text = "filling-and-operation";
    private const string Principles = "declaration-of-principles";

    private static readonly Scenario Story = FamousCase.Of(
        FamousCase.Opened("Grand Renaissance Dam", Subject.Water, "2011-04-02", "EGY", "ETH", "SDN"),
        new MilestoneReported
        {
            MilestoneId = "dam",
            Milestone = Milestone.ConstructionStart,
            Status = MilestoneStatus.Achieved,
        }.On("2011-04-02"),
        new InstrumentSigned
        {
            InstrumentId = Principles,
            Title = "Declaration of Principles",
            InstrumentType = InstrumentType.Declaration,
            Standing = InstrumentStanding.Side,
            Signatories = ["EGY", "ETH", "SDN"],
        }.On("2015-03-23"),
        new TalksStatusChanged { Status = TalksStatus.Deadlocked }.On("2019-10-05"),
        new MeetingHeld { Kind = MeetingKind.Ministerial }
            .On("2019-11-06")
            .In("Washington"),
        new RoundHeld().On("2020-01-13/2020-01-15").In("Washington"),
        new DraftingInstructed { InstrumentId = Text, InstrumentType = InstrumentType.Agreement }.On("2020-01-31"),
        new TextAuthenticated
        {
            InstrumentId = Text,
            Title = "Agreement on the filling and operation",
            Mode = AuthenticationMode.Initialled,
            By = ["EGY"],
        }.On("2020-02-28"),
        new ProposalMade
        {
            ProposalId = "african-union",
            By = ["AU"],
            Summary = "Talks under the African Union.",
        }.On("2020-06-26"),
        new MilestoneReported
        {
            MilestoneId = "filling-1",
            Title = "First filling",
            Milestone = Milestone.Other,
            Status = MilestoneStatus.Achieved,
        }.On("2020-07-21"),
        new TalksStatusChanged { Status = TalksStatus.BrokenOff }.On("2021-04-06"),
        // A statement of the President of the Council: no statement to the press.
        new StatementIssued { Symbol = "S/PRST/2021/18" }.On("2021-09-15"),
        new TalksStatusChanged { Status = TalksStatus.Resumed }.On("2023-08-27"),
        new RoundHeld { Outcome = RoundOutcome.NoResult }.On("2023-12-17/2023-12-19"),
        new MilestoneReported
        {
            MilestoneId = "dam",
            Milestone = Milestone.Operating,
            Status = MilestoneStatus.Achieved,
        }.On("2025-09-09")
    );

    [Fact]
    public void Initialled_by_one_side_a_text_is_not_established()
    {
        var status = Story.AsOf("2020-03-31");
        var text = status.Instrument(Text);

        Assert.Equal(InstrumentStatus.Drafted, text.Status);
        Assert.Equal(
            (AuthenticationMode.Initialled, "EGY"),
            (text.Authenticated!.Mode, Assert.Single(text.Authenticated.By!))
        );
        Assert.Equal(Phase.Drafting, status.Phase!.Certain);
    }

    [Fact]
    public void The_principles_of_2015_are_signed_by_all_three_and_stand_aside()
    {
        var status = Story.AsOf("2016-01-01");

        Assert.Equal(InstrumentStatus.Signed, status.Instrument(Principles).Status);
        Assert.Equal(["EGY", "ETH", "SDN"], status.Instrument(Principles).Signatories.Select(each => each.Party));
        Assert.True(status.Phase!.Certain < Phase.Drafting);
    }

    [Fact]
    public void A_dam_in_operation_is_no_agreement()
    {
        var status = Story.AsOf("2026-01-01");

        Assert.Equal(Phase.Drafting, status.Phase!.Certain);
        Assert.Null(status.Instrument(Text).EntryIntoForce);
        Assert.Empty(status.Instrument(Text).Parties);
    }

    [Fact]
    public void Broken_off_they_were_resumed_and_are_quiet() =>
        Assert.Equal(
            [Health.Deadlocked, Health.BrokenOff, Health.Active, Health.Quiet],
            new[] { "2019-10-31", "2022-01-01", "2023-12-31", "2025-01-01" }.Select(day =>
                Story.AsOf(day).Health!.Value
            )
        );

    [Fact]
    public void The_sentence_names_the_one_that_initialled()
    {
        var headline = Story.AsOf("2020-03-31").Headline;

        Assert.Equal(
            ("authenticated.initialled", "EGY"),
            (headline.Clauses[^1].Code, Assert.Single(headline.Clauses[^1].Who!))
        );
    }
}

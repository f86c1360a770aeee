using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Projects, products of a council and relations have ladders of their own, or none.</summary>
public class LadderSpecs
{
    private static readonly NegotiationOpened Project = BorderTalks with { Kind = NegotiationKind.Project };

    private static readonly NegotiationOpened Product = BorderTalks with { Kind = NegotiationKind.CouncilProduct };

    private static readonly NegotiationOpened Relations = BorderTalks with { Kind = NegotiationKind.Relations };

    public static TheoryData<Event, Phase> OfProjects =>
        new()
        {
            { new MeetingHeld(), Phase.Registered },
            {
                new MilestoneReported { Milestone = Milestone.ConstructionStart, Status = MilestoneStatus.Planned },
                Phase.Planned
            },
            {
                new AgreementReached { Scope = AgreementScope.Framework },
                Phase.Planned
            },
            {
                new InstrumentSigned { InstrumentType = InstrumentType.Memorandum },
                Phase.Planned
            },
            {
                new CommitmentReported { Status = CommitmentStatus.Pledged },
                Phase.Planned
            },
            {
                new InstrumentSigned { InstrumentType = InstrumentType.Contract },
                Phase.Contracted
            },
            {
                new CommitmentReported { Status = CommitmentStatus.Contracted },
                Phase.Contracted
            },
            {
                new MilestoneReported { Milestone = Milestone.WorksBegan, Status = MilestoneStatus.Achieved },
                Phase.Begun
            },
            {
                new MilestoneReported
                {
                    Milestone = Milestone.ConstructionCompleted,
                    Status = MilestoneStatus.Achieved,
                },
                Phase.Built
            },
            {
                new MilestoneReported { Milestone = Milestone.Operating, Status = MilestoneStatus.Achieved },
                Phase.Operating
            },
            {
                new TalksStatusChanged { Status = TalksStatus.Suspended },
                Phase.Suspended
            },
            {
                new NegotiationClosed { Outcome = ClosingOutcome.Abandoned },
                Phase.Abandoned
            },
        };

    public static TheoryData<Event, Phase> OfProducts =>
        new()
        {
            {
                new StatementIssued { Form = StatementForm.Letter },
                Phase.Registered
            },
            {
                new MilestoneReported { Milestone = Milestone.Requested, Status = MilestoneStatus.Achieved },
                Phase.Requested
            },
            {
                new MilestoneReported { Milestone = Milestone.Considered, Status = MilestoneStatus.Achieved },
                Phase.Considered
            },
            {
                new MeetingHeld { Kind = MeetingKind.Consultations },
                Phase.Considered
            },
            { new AgreementReached(), Phase.Agreed },
            {
                new StatementIssued { Form = StatementForm.PressStatement },
                Phase.Issued
            },
            {
                new TalksStatusChanged { Status = TalksStatus.Deadlocked },
                Phase.Blocked
            },
        };

    [Theory]
    [MemberData(nameof(OfProjects))]
    public void A_first_fact_moves_a_project_as_the_table_says(Event first, Phase phase) =>
        Assert.Equal(phase, Given(Project, first.On("2024-12-04")).Now().Phase!.Certain);

    [Theory]
    [MemberData(nameof(OfProducts))]
    public void A_first_fact_moves_a_product_as_the_table_says(Event first, Phase phase) =>
        Assert.Equal(phase, Given(Product, first.On("2024-12-04")).Now().Phase!.Certain);

    [Fact]
    public void Works_that_stopped_go_on_when_a_source_says_so_or_the_next_is_achieved()
    {
        var stopped = Given(
            Project,
            Begun.On("2020-01-01"),
            new TalksStatusChanged { Status = TalksStatus.Suspended }.On("2021-01-01")
        );

        Assert.Equal((Phase.Suspended, "2021-01-01"), (stopped.Now().Phase!.Certain, stopped.Now().Phase!.Since!.Text));
        Assert.Equal(
            Phase.Begun,
            stopped
                .AndOn("2025-02-01", new TalksStatusChanged { Status = TalksStatus.Resumed }.On("2022-01-01"))
                .Now()
                .Phase!.Certain
        );
        Assert.Equal(
            Phase.Built,
            stopped
                .AndOn("2025-02-01", (Begun with { Milestone = Milestone.ConstructionCompleted }).On("2022-01-01"))
                .Now()
                .Phase!.Certain
        );
    }

    [Fact]
    public void A_stop_and_a_resumption_of_one_day_go_either_way()
    {
        var phase = Given(
                Project,
                Begun.On("2020-01-01"),
                new TalksStatusChanged { Status = TalksStatus.Suspended }.On("2021-01-01"),
                new TalksStatusChanged { Status = TalksStatus.Resumed }.On("2021-01-01")
            )
            .Now()
            .Phase!;

        Assert.Equal([Phase.Begun, Phase.Suspended], phase.Possible.Order());
    }

    [Fact]
    public void A_product_that_was_blocked_and_then_issued_is_issued() =>
        Assert.Equal(
            Phase.Issued,
            Given(
                    Product,
                    new TalksStatusChanged { Status = TalksStatus.Deadlocked }.On("2018-06"),
                    new StatementIssued { Form = StatementForm.PressElements }.On("2023-01")
                )
                .Now()
                .Phase!.Certain
        );

    [Fact]
    public void A_product_that_was_blocked_and_is_taken_up_again_is_where_it_was() =>
        Assert.Equal(
            (Phase.Agreed, "resumed"),
            PhaseOf(
                Product,
                new AgreementReached { Scope = AgreementScope.Partial }.On("2018-01"),
                new TalksStatusChanged { Status = TalksStatus.Deadlocked }.On("2018-06"),
                new TalksStatusChanged { Status = TalksStatus.Resumed }.On("2019-06")
            )
        );

    [Fact]
    public void An_act_of_a_lower_rung_ends_a_stop_and_the_rule_is_that_it_was_resumed() =>
        Assert.Equal(
            (Phase.Begun, "resumed"),
            PhaseOf(
                Project,
                Begun.On("2020-01-01"),
                new TalksStatusChanged { Status = TalksStatus.Suspended }.On("2021-01-01"),
                new InstrumentSigned { InstrumentType = InstrumentType.Contract }.On("2022-01-01")
            )
        );

    [Fact]
    public void A_stop_is_shown_with_its_own_rule() =>
        Assert.Equal(
            (Phase.Suspended, "stopped"),
            PhaseOf(
                Project,
                Begun.On("2020-01-01"),
                new TalksStatusChanged { Status = TalksStatus.Suspended }.On("2021-01-01")
            )
        );

    private static (Phase? Phase, string? Rule) PhaseOf(params Event[] events)
    {
        var standing = Given(events).Standing(Clocks.On(Today));
        return (standing.Status.Phase!.Certain, standing.Reasons.Single(reason => reason.Field == "phase").RuleCode);
    }

    [Fact]
    public void Relations_have_no_phase_and_the_latest_step()
    {
        var visit = new MeetingHeld { Kind = MeetingKind.Visit }
            .On("2024-07-05")
            .Named("visit");
        var status = Given(
                Relations,
                visit,
                new StatementIssued { Form = StatementForm.Remarks }.On("2024-08-01"),
                new ClashReported().On("2024-08-02")
            )
            .Now();

        Assert.Null(status.Phase);
        Assert.Equal(
            ("meeting-held", "2024-07-05", EventBuilders.Id("visit")),
            (status.LatestStep!.Type, status.LatestStep.Occurred.Text, status.LatestStep.EventId)
        );
        Assert.Null(Given(BorderTalks, visit).Now().LatestStep);
    }

    private static readonly MilestoneReported Begun = new()
    {
        Milestone = Milestone.WorksBegan,
        Status = MilestoneStatus.Achieved,
    };
}

using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Lists whose items have an identity, and say who reports them and in what voice.</summary>
public class ListSpecs
{
    private static readonly MilestoneReported Plan = new MilestoneReported
    {
        Milestone = Milestone.CheckpointsReopened,
        Status = MilestoneStatus.Planned,
        PlannedFor = Edtf.Parse("2025-03"),
    }
        .On("2025-01-01")
        .Named("plan");

    private static readonly MilestoneReported Reached = new MilestoneReported
    {
        Milestone = Milestone.CheckpointsReopened,
        Status = MilestoneStatus.Achieved,
    }
        .On("2025-03-20")
        .Named("reached");

    [Fact]
    public void A_plan_is_settled_by_a_report_of_the_same_name() =>
        Assert.Equal(
            Id("reached"),
            SettledBy(Plan with { MilestoneId = "kairagach" }, Reached with { MilestoneId = "kairagach" })
        );

    [Fact]
    public void A_plan_is_not_settled_by_a_report_of_another_name() =>
        Assert.Null(SettledBy(Plan with { MilestoneId = "kairagach" }, Reached with { MilestoneId = "kyzyl-bel" }));

    [Fact]
    public void Without_names_a_plan_is_settled_by_a_report_of_the_same_place_and_actors()
    {
        Assert.Equal(Id("reached"), SettledBy(Plan.In("Kairagach"), Reached.In("Kairagach")));
        Assert.Null(SettledBy(Plan.In("Kairagach"), Reached.In("Kyzyl-Bel")));
        Assert.Null(SettledBy(Plan.With("KGZ".As(ActorRole.Party)), Reached.With("TJK".As(ActorRole.Party))));
    }

    [Fact]
    public void What_is_called_other_is_settled_by_the_same_title_alone()
    {
        var plan = Plan with { Milestone = Milestone.Other };
        var reached = Reached with { Milestone = Milestone.Other };

        Assert.Null(SettledBy(plan, reached));
        Assert.Null(SettledBy(plan with { Title = "A bridge" }, reached with { Title = "A road" }));
        Assert.Equal(Id("reached"), SettledBy(plan with { Title = "A bridge" }, reached with { Title = "a bridge" }));
    }

    [Fact]
    public void A_plan_is_not_settled_by_what_is_certainly_before_it() =>
        Assert.Null(SettledBy(Plan, Reached.On("2024-12-31")));

    [Fact]
    public void A_plan_that_is_open_after_its_day_is_an_anomaly_with_its_values()
    {
        var anomaly = Assert.Single(Given(BorderTalks, Plan.In("Kairagach"), Reached.In("Kyzyl-Bel")).Now().Anomalies);

        Assert.Equal(
            ("date-passed-no-outcome", "checkpoints-reopened", "2025-03"),
            (anomaly.Code, (string?)anomaly.Values["milestone"], (string?)anomaly.Values["plannedFor"])
        );
        Assert.Equal(
            "The milestone checkpoints-reopened was planned for 2025-03, and no source says whether it came.",
            anomaly.Text
        );
    }

    [Fact]
    public void A_plan_that_is_open_after_its_day_is_called_as_a_source_calls_it()
    {
        var plan = Plan with { Milestone = Milestone.Other, MilestoneId = "whole", Title = "The whole border" };

        Assert.Equal(
            "'The whole border' was planned for 2025-03, and no source says whether it came.",
            Assert.Single(Given(BorderTalks, plan).Now().Anomalies).Text
        );
        Assert.Equal(
            "The whole border",
            (string?)
                Assert
                    .Single(
                        Given(BorderTalks, plan with { Title = null }, plan with { PlannedFor = null }).Now().Anomalies
                    )
                    .Values["title"]
        );
    }

    [Fact]
    public void Items_say_who_reports_them_and_in_what_voice()
    {
        var claim = new Claim { Status = ClaimStatus.Reported, Hedge = "reportedly" };
        var status = Given(
                BorderTalks,
                (new AgreementReached { Scope = AgreementScope.Partial, Subject = "water" } with { Claim = claim })
                    .On("2024-05-01")
                    .By("24.kg", "2024-05-02")
                    .With("KGZ".As(ActorRole.Party)),
                (new StatementIssued { Form = StatementForm.Letter } with { Claim = claim })
                    .On("2024-06-01")
                    .By("Kabar"),
                (new CommitmentReported { By = "EU", Amount = Exactly(5) } with { Claim = claim })
                    .On("2024-07-01")
                    .By("Kabar"),
                (new MeetingHeld { MeetingId = "m" } with { Claim = claim }).On("2024-08-01").By("Kabar")
            )
            .Now();

        var agreement = Assert.Single(status.Agreements);
        Assert.Equal(
            (AgreementScope.Partial, "water", "reportedly", "KGZ"),
            (agreement.Scope, agreement.Subject, agreement.Claim!.Hedge, agreement.Actors[0])
        );
        Assert.Equal(("24.kg", "2024-05-02"), (agreement.Sources[0].Publisher, agreement.Sources[0].Published!.Text));
        Assert.Equal(
            ["reportedly", "reportedly", "reportedly"],
            [status.Statements[0].Claim!.Hedge, status.Commitments[0].Claim!.Hedge, status.Meetings[0].Claim!.Hedge]
        );
        Assert.Equal(
            ["Kabar", "Kabar", "Kabar"],
            [
                status.Statements[0].Sources[0].Publisher,
                status.Commitments[0].Sources[0].Publisher,
                status.Meetings[0].Sources[0].Publisher,
            ]
        );
    }

    [Fact]
    public void The_status_has_the_next_meeting_as_the_list_has()
    {
        var standing = Given(
                BorderTalks,
                new MeetingScheduled { MeetingId = "m", PlannedFor = Edtf.Parse("2025-06") }.On("2025-03-01")
            )
            .Standing(Clocks.On(Today));

        Assert.Equal(
            ("m", "2025-06"),
            (standing.Status.NextMeeting!.MeetingId, standing.Status.NextMeeting.PlannedFor.Text)
        );
        Assert.Equal(standing.Summary.NextMeeting, standing.Status.NextMeeting);
    }

    [Fact]
    public void Reports_that_may_be_of_one_happening_leave_a_lower_count_beside_the_count()
    {
        var status = Given(
                BorderTalks,
                new ClashReported().On("2022-09-14/2022-09-16"),
                new ClashReported().On("2022-09-15"),
                new ClashReported().On("2022-09-15").In("Batken"),
                new RoundHeld().On("2024-05-01/2024-05-03"),
                new RoundHeld().On("2024-05-03/2024-05-04"),
                new RoundHeld { MeetingId = "other" }.On("2024-07-01")
            )
            .Now();

        Assert.Equal((3, 1), (status.Clashes.Count, status.Clashes.CountLow));
        Assert.Equal((3, 2), (status.Rounds.Held, status.Rounds.CountLow));
    }

    [Fact]
    public void A_report_of_a_whole_year_is_no_duplicate_of_one_of_a_day() =>
        Assert.Equal(
            2,
            Given(BorderTalks, new ClashReported().On("2022"), new ClashReported().On("2022-09-15"))
                .Now()
                .Clashes.CountLow
        );

    private static Guid? SettledBy(params MilestoneReported[] reports) =>
        Given([BorderTalks, .. reports])
            .Now()
            .Milestones.Single(milestone => milestone.EventId == Id("plan"))
            .SettledBy;
}

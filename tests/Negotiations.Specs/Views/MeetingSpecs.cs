using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Meetings and rounds as small state machines, each known by its slug. Today is 1 April 2025.</summary>
public class MeetingSpecs
{
    private static readonly MeetingScheduled Planned = new MeetingScheduled
    {
        MeetingId = "summit",
        Kind = MeetingKind.Summit,
        PlannedFor = Edtf.Parse("2025-05-10"),
    }.On("2025-01-10");

    private static readonly MeetingHeld Held = new MeetingHeld { MeetingId = "summit" }.On("2025-03-09");

    [Fact]
    public void A_meeting_is_scheduled() =>
        Assert.Equal((MeetingStatus.Scheduled, "2025-05-10", null), Summit(Planned));

    [Fact]
    public void A_meeting_moves_to_a_new_day() =>
        Assert.Equal(
            (MeetingStatus.Rescheduled, "2025-06-01", null),
            Summit(Planned, Change(MeetingChange.Rescheduled, "2025-06-01"))
        );

    [Fact]
    public void A_postponed_meeting_has_no_day_until_one_is_given()
    {
        Assert.Equal((MeetingStatus.Postponed, null, null), Summit(Planned, Change(MeetingChange.Postponed)));
        Assert.Equal(
            (MeetingStatus.Postponed, "2025-06-01", null),
            Summit(Planned, Change(MeetingChange.Postponed, "2025-06-01"))
        );
    }

    [Fact]
    public void A_meeting_that_moved_says_from_which_plan()
    {
        Assert.Null(Given(BorderTalks, Planned).Now().Meetings[0].MovedFrom);
        Assert.Equal(
            "2025-05-10",
            Given(BorderTalks, Planned, Change(MeetingChange.Postponed)).Now().Meetings[0].MovedFrom!.Text
        );
        Assert.Equal(
            "2025-05-10",
            Given(
                    BorderTalks,
                    Planned,
                    Change(MeetingChange.Postponed),
                    Change(MeetingChange.Rescheduled, "2025-06-01")
                )
                .Now()
                .Meetings[0]
                .MovedFrom!.Text
        );
        Assert.Null(Given(BorderTalks, Planned, Change(MeetingChange.Relocated)).Now().Meetings[0].MovedFrom);
    }

    [Fact]
    public void A_relocated_meeting_keeps_its_day_and_changes_its_place()
    {
        var summit = Given(BorderTalks, Planned.In("Osh"), Change(MeetingChange.Relocated).In("Khujand"))
            .Now()
            .Meetings[0];

        Assert.Equal(
            (MeetingStatus.Scheduled, "2025-05-10", "Khujand"),
            (summit.Status, summit.PlannedFor!.Text, summit.Place)
        );
    }

    [Fact]
    public void A_cancelled_meeting_is_cancelled_until_it_is_scheduled_again()
    {
        Assert.Equal((MeetingStatus.Cancelled, "2025-05-10", null), Summit(Planned, Change(MeetingChange.Cancelled)));
        Assert.Equal(
            (MeetingStatus.Scheduled, "2025-07-01", null),
            Summit(
                Planned,
                Change(MeetingChange.Cancelled),
                (Planned with { PlannedFor = Edtf.Parse("2025-07-01") }).On("2025-03-20")
            )
        );
    }

    [Fact]
    public void A_held_meeting_was_held_whatever_is_announced_of_it()
    {
        Assert.Equal((MeetingStatus.Held, "2025-05-10", "2025-03-09"), Summit(Planned, Held));
        Assert.Equal(
            (MeetingStatus.Held, "2025-05-10", "2025-03-09"),
            Summit(Planned, Held, Change(MeetingChange.Cancelled).On("2025-03-20"), Planned.On("2025-03-21"))
        );
    }

    [Fact]
    public void A_day_that_passed_in_silence_leaves_the_outcome_unknown()
    {
        var past = Given(BorderTalks, Planned);

        Assert.Equal(MeetingStatus.Scheduled, past.AsOf("2025-05-10").Meetings[0].Status);
        Assert.Equal(MeetingStatus.OutcomeUnknown, past.AsOf("2025-05-11").Meetings[0].Status);
    }

    [Fact]
    public void A_meeting_planned_for_a_span_is_not_overdue_before_its_last_day()
    {
        var past = Given(BorderTalks, (Planned with { PlannedFor = Edtf.Parse("2024-08-0X") }).On("2024-07-01"));

        Assert.Equal(MeetingStatus.Scheduled, past.AsOf("2024-08-09").Meetings[0].Status);
        Assert.Equal(MeetingStatus.OutcomeUnknown, past.AsOf("2024-08-10").Meetings[0].Status);
    }

    [Fact]
    public void The_next_meeting_is_the_first_one_still_planned()
    {
        var later = new MeetingScheduled
        {
            MeetingId = "round-43",
            Kind = MeetingKind.Round,
            PlannedFor = Edtf.Parse("2025-04-20"),
        }.On("2025-01-11");
        var standing = Given(
                BorderTalks,
                Planned,
                later,
                new MeetingScheduled { Kind = MeetingKind.Call }.On("2025-01-12")
            )
            .Standing(Clocks.On(Today));

        Assert.Equal(
            ("round-43", MeetingKind.Round, "2025-04-20"),
            (
                standing.Summary.NextMeeting!.MeetingId,
                standing.Summary.NextMeeting.Kind,
                standing.Summary.NextMeeting.PlannedFor.Text
            )
        );
        Assert.Equal("2025-04-20", standing.Status.Rounds.NextScheduled!.Text);
    }

    [Fact]
    public void Nothing_held_cancelled_or_past_is_the_next_meeting() =>
        Assert.Null(
            Given(
                    BorderTalks,
                    Planned,
                    Change(MeetingChange.Cancelled),
                    new MeetingScheduled { PlannedFor = Edtf.Parse("2025-03-01") }.On("2025-01-11"),
                    new MeetingScheduled { MeetingId = "visit", PlannedFor = Edtf.Parse("2025-05-01") }.On(
                        "2025-01-12"
                    ),
                    new MeetingHeld { MeetingId = "visit" }.On("2025-03-30")
                )
                .Standing(Clocks.On(Today))
                .Summary.NextMeeting
        );

    [Fact]
    public void Several_reports_of_one_round_are_one_round_and_a_report_without_a_slug_is_one_of_its_own()
    {
        var rounds = Given(
                BorderTalks,
                new RoundHeld
                {
                    MeetingId = "round-41",
                    RoundNumber = 41,
                    Level = RoundLevel.Technical,
                    Outcome = RoundOutcome.SectionsAgreed,
                }
                    .On("2024-07-06/2024-07-11")
                    .In("Buston"),
                new RoundHeld { MeetingId = "round-41" }.On("2024-07-06/2024-07-12"),
                new RoundHeld { Unenumerated = true }.On("../2024-01-01")
            )
            .Now()
            .Rounds;

        Assert.Equal((2, 1), (rounds.Held, rounds.Unenumerated));
        Assert.Equal("2024-07-06/2024-07-12", rounds.Last!.Occurred.Text);
    }

    [Theory]
    [InlineData("2024-07", "2024-07-06", "2024-07-06", false)]
    [InlineData("2024-07-0X", "[2024-07-06..2024-07-08]", "[2024-07-06..2024-07-08]", false)]
    [InlineData("2024-07-06", "2024-07-08", "2024-07-06", true)]
    [InlineData("2024-07-06/2024-07-11", "2024-07-06/2024-07-12", "2024-07-06/2024-07-11", true)]
    public void The_more_exact_of_two_dates_stands_and_only_dates_that_exclude_each_other_disagree(
        string one,
        string other,
        string heldOn,
        bool disagree
    )
    {
        var status = Given(
                BorderTalks,
                new MeetingHeld { MeetingId = "summit" }.On(one),
                new MeetingHeld { MeetingId = "summit" }.On(other)
            )
            .Now();

        Assert.Equal(heldOn, Assert.Single(status.Meetings).HeldOn!.Text);
        Assert.Equal(disagree, status.Anomalies.Any(anomaly => anomaly.Code == "dates-disagree"));
    }

    [Fact]
    public void The_last_round_is_shown_with_its_number_level_outcome_and_place()
    {
        var last = Given(
                BorderTalks,
                new RoundHeld
                {
                    MeetingId = "round-41",
                    RoundNumber = 41,
                    Level = RoundLevel.Technical,
                    Outcome = RoundOutcome.SectionsAgreed,
                }
                    .On("2024-07-06")
                    .In("Buston")
            )
            .Now()
            .Rounds.Last!;

        Assert.Equal(
            ("round-41", 41, RoundLevel.Technical, RoundOutcome.SectionsAgreed, "Buston"),
            (last.MeetingId, last.RoundNumber, last.Level, last.Outcome, last.Place)
        );
    }

    private static MeetingChanged Change(MeetingChange change, string? newDate = null) =>
        new MeetingChanged
        {
            MeetingId = "summit",
            Change = change,
            NewDate = newDate is null ? null : Edtf.Parse(newDate),
        }.On("2025-02-01");

    private static (MeetingStatus Status, string? PlannedFor, string? HeldOn) Summit(params Event[] events)
    {
        var summit = Assert.Single(Given([BorderTalks, .. events]).Now().Meetings);
        return (summit.Status, summit.PlannedFor?.Text, summit.HeldOn?.Text);
    }

    [Theory]
    [InlineData(3, "Rounds 1 and 3 are on record, and round 2 is not.")]
    [InlineData(5, "Rounds 1 and 5 are on record, and rounds 2 to 4 are not.")]
    public void A_gap_between_rounds_names_the_rounds_that_are_missing(int next, string text) =>
        Assert.Equal(
            text,
            Given(
                    BorderTalks,
                    new RoundHeld { RoundNumber = 1 }.On("2020-01"),
                    new RoundHeld { RoundNumber = next }.On("2021-01")
                )
                .Now()
                .Anomalies.Single(anomaly => anomaly.Code == "round-number-gap")
                .Text
        );
}

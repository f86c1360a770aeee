using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Specs.Views;

/// <summary>Meetings, rounds and milestones: missing numbers, days that disagree, plans without an outcome.</summary>
public class MeetingAnomalySpecs
{
    public static TheoryData<string, Event[]> Doubtful =>
        new()
        {
            {
                "round-number-gap",
                [
                    new RoundHeld { RoundNumber = 41 }
                        .On("2024-01-01")
                        .Named("x"),
                    new RoundHeld { RoundNumber = 44 }
                        .On("2024-07-01")
                        .Named("y"),
                ]
            },
            {
                "date-passed-no-outcome",
                [
                    new MeetingScheduled { MeetingId = "m", PlannedFor = Edtf.Parse("2025-03") }
                        .On("2025-01-01")
                        .Named("x"),
                ]
            },
            {
                "date-passed-no-outcome",
                [
                    new MilestoneReported
                    {
                        Milestone = Milestone.MarkersPlaced,
                        Status = MilestoneStatus.Planned,
                        PlannedFor = Edtf.Parse("2025-03"),
                    }
                        .On("2025-01-01")
                        .Named("x"),
                ]
            },
            {
                "held-after-cancelled",
                [
                    new MeetingChanged { MeetingId = "m", Change = MeetingChange.Cancelled }
                        .On("2025-01-01")
                        .Named("x"),
                    new MeetingHeld { MeetingId = "m" }
                        .On("2025-02-01")
                        .Named("y"),
                ]
            },
            {
                "dates-disagree",
                [
                    new RoundHeld { MeetingId = "m" }
                        .On("2024-07-06/2024-07-11")
                        .Named("x"),
                    new RoundHeld { MeetingId = "m" }
                        .On("2024-07-06/2024-07-12")
                        .Named("y"),
                ]
            },
        };

    public static TheoryData<string, Event[]> Fitting =>
        new()
        {
            {
                "rounds that follow on",
                [
                    new RoundHeld { RoundNumber = 41 }.On("2024-01-01"),
                    new RoundHeld { RoundNumber = 42 }.On("2024-07-01"),
                ]
            },
            {
                "a day that is still to come",
                [new MeetingScheduled { MeetingId = "m", PlannedFor = Edtf.Parse("2025-04-01") }.On("2025-01-01")]
            },
            {
                "a milestone that was reached",
                [
                    new MilestoneReported
                    {
                        Milestone = Milestone.MarkersPlaced,
                        Status = MilestoneStatus.Planned,
                        PlannedFor = Edtf.Parse("2025-03"),
                    }.On("2025-01-01"),
                    new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Missed }.On(
                        "2025-03-20"
                    ),
                ]
            },
            {
                "a milestone planned again",
                [
                    new MilestoneReported
                    {
                        Milestone = Milestone.MarkersPlaced,
                        Status = MilestoneStatus.Planned,
                        PlannedFor = Edtf.Parse("2025-03"),
                    }.On("2025-01-01"),
                    new MilestoneReported
                    {
                        Milestone = Milestone.MarkersPlaced,
                        Status = MilestoneStatus.Delayed,
                        PlannedFor = Edtf.Parse("2026"),
                    }.On("2025-03-20"),
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void What_does_not_fit_together_is_said_and_the_events_are_named(string code, Event[] events) =>
        AnomalyCheck.IsFound(code, events);

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_together_raises_no_anomaly(string what, Event[] events) => AnomalyCheck.IsNone(what, events);
}

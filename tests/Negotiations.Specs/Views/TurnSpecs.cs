using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Time alone changes some answers. The fold names the first day on which it will.</summary>
public class TurnSpecs
{
    public static TheoryData<string, NegotiationOpened, Event, string, string> Turns =>
        new()
        {
            {
                "an uncertain clash becomes possible",
                BorderTalks,
                new ClashReported().On("2022-09"),
                "2022-08-01",
                "2022-09-01"
            },
            {
                "an uncertain clash becomes certain",
                BorderTalks,
                new ClashReported().On("2022-09"),
                "2022-09-01",
                "2022-09-30"
            },
            {
                "a planned meeting is overdue",
                BorderTalks,
                new MeetingScheduled { PlannedFor = Edtf.Parse("2025-05-10") }.On("2025-01-10"),
                "2025-04-01",
                "2025-05-11"
            },
            {
                "a planned milestone is overdue",
                BorderTalks,
                new MilestoneReported
                {
                    Milestone = Milestone.WorksBegan,
                    Status = MilestoneStatus.Planned,
                    PlannedFor = Edtf.Parse("2025-05"),
                }.On("2025-01-10"),
                "2025-04-01",
                "2025-06-01"
            },
            {
                "a series falls asleep",
                BorderTalks with
                {
                    Kind = NegotiationKind.DialogueSeries,
                    Cadence = "P1Y",
                },
                new MeetingHeld().On("2024-06-05"),
                "2025-04-01",
                "2025-12-05"
            },
            {
                "talks fall asleep",
                BorderTalks with
                {
                    Cadence = "P1M",
                },
                new RoundHeld().On("2025-03-01"),
                "2025-04-01",
                "2025-04-16"
            },
            {
                "a treaty enters into force on a day to come",
                BorderTalks,
                new EnteredIntoForce().On("2025-07-01"),
                "2025-04-01",
                "2025-07-01"
            },
        };

    [Theory]
    [MemberData(nameof(Turns))]
    public void The_answer_stays_until_the_day_that_is_named_and_is_another_on_it(
        string why,
        NegotiationOpened opening,
        Event @event,
        string asOf,
        string turn
    )
    {
        var past = Given(opening, @event);
        var (today, day) = (DateOnly.Parse(asOf, null), DateOnly.Parse(turn, null));

        Assert.True(past.Standing(Clocks.On(today)).NextTurn == day, why);
        Assert.Equal(FoldBytes.OnADay(past.Negotiation, today), FoldBytes.OnADay(past.Negotiation, day.AddDays(-1)));
        Assert.NotEqual(FoldBytes.OnADay(past.Negotiation, today), FoldBytes.OnADay(past.Negotiation, day));
    }

    [Fact]
    public void When_only_the_certain_answer_turns_its_day_is_named_too()
    {
        var series = Given(
            BorderTalks with
            {
                Kind = NegotiationKind.DialogueSeries,
                Cadence = "P1Y",
            },
            new MeetingHeld().On("2022-01-01"),
            new MeetingHeld().On("[2023-01-01..2024-12-31]")
        );

        Assert.Equal(new DateOnly(2023, 7, 3), series.Standing(Clocks.On(new DateOnly(2023, 6, 1))).NextTurn);
    }

    [Fact]
    public void Where_nothing_is_open_no_day_is_named() =>
        Assert.Null(
            Given(
                    BorderTalks,
                    new ClashReported().On("2022-09"),
                    new MeetingHeld { MeetingId = "m", Kind = MeetingKind.Briefing }.On("2025-01-01")
                )
                .Standing(Clocks.On(Today))
                .NextTurn
        );

    [Fact]
    public void The_end_of_the_calendar_is_no_turn() =>
        Assert.Null(
            Given(BorderTalks, new MeetingScheduled { PlannedFor = Edtf.Parse("9999-12-31") }.On("2025-01-01"))
                .Standing(Clocks.On(Today))
                .NextTurn
        );
}

using Negotiations.Events;
using Negotiations.Record;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>
/// Nothing was held or happened on a day that is still to come; a plan may name one. Today is 1 April 2025.
/// </summary>
public class FutureSpecs
{
    public static TheoryData<Event> WhatIsDone =>
        [
            .. new Event[]
            {
                new RoundHeld(),
                new MeetingHeld(),
                new ClashReported(),
                new TollReported { Killed = Exactly(1) },
                new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Achieved },
                new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Missed },
                new CommitmentReported { Status = CommitmentStatus.Disbursed },
            },
        ];

    public static TheoryData<Event> WhatMayLieAhead =>
        [
            .. new Event[]
            {
                new MeetingScheduled(),
                new MeetingChanged { Change = MeetingChange.Postponed },
                new EnteredIntoForce(),
                new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Planned },
                new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Delayed },
                new CommitmentReported { Status = CommitmentStatus.Pledged },
            },
        ];

    [Theory]
    [MemberData(nameof(WhatIsDone))]
    public void What_is_shown_as_done_did_not_happen_on_a_day_to_come(Event done) =>
        Given(BorderTalks)
            .When(done.On("2025-04-02"))
            .ThenRefused(
                RefusalKind.Invalid,
                "reported-before-it-happened",
                "/occurred",
                "2025-04-02",
                "meeting-scheduled"
            );

    [Theory]
    [MemberData(nameof(WhatIsDone))]
    public void What_is_shown_as_done_may_have_happened_today(Event done) =>
        Given(BorderTalks).When(done.On("2025-04-01")).ThenRecords();

    [Theory]
    [MemberData(nameof(WhatIsDone))]
    public void A_date_that_only_reaches_into_days_to_come_is_taken(Event done) =>
        Given(BorderTalks).When(done.On("2025")).ThenRecords();

    [Theory]
    [MemberData(nameof(WhatMayLieAhead))]
    public void A_plan_a_promise_and_an_entry_into_force_may_lie_ahead(Event ahead) =>
        Given(BorderTalks).When(ahead.On("2026-01-01")).ThenRecords();
}

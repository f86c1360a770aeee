using System.Text.Json;
using Negotiations.Events;
using Negotiations.Record;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>Appending: all of the events or none, each once.</summary>
public class AppendSpecs
{
    private static readonly ClashReported SeptemberClash = (ClashReported)
        new ClashReported { ClashId = "september-2022" }
            .On("2022-09")
            .Complete("clash");

    private static readonly EventCorrected Correction = (EventCorrected)
        new EventCorrected
        {
            Target = SeptemberClash.EventId!.Value,
            Patch = JsonElement.Parse("""{"occurred":"2022-09-14","note":"read again"}"""),
            Reason = "The report names the day.",
        }.Complete("correction");

    [Fact]
    public void What_a_source_reports_is_recorded_as_it_was_sent() =>
        Given(BorderTalks).When(SeptemberClash).ThenRecords();

    [Fact]
    public void Sending_the_same_report_twice_records_it_once() =>
        Given(BorderTalks, SeptemberClash).When(SeptemberClash).ThenNothingChanges();

    [Fact]
    public void A_correction_sent_again_is_known_in_whatever_order_its_members_come_back() =>
        Given(BorderTalks, SeptemberClash, Correction)
            .When(
                Correction with
                {
                    Patch = JsonElement.Parse("""{ "note": "read again", "occurred": "2022-09-14" }"""),
                }
            )
            .ThenNothingChanges();

    [Fact]
    public void Another_report_under_a_known_id_is_a_conflict() =>
        Given(BorderTalks, SeptemberClash)
            .When(SeptemberClash.In("Batken"))
            .ThenRefused(
                RefusalKind.Conflict,
                "event-id-taken",
                "/eventId",
                $"{SeptemberClash.EventId}",
                "event-corrected"
            );

    [Fact]
    public void An_array_of_known_and_new_events_records_the_new_ones()
    {
        var round = new RoundHeld().On("2024-07-06").Complete("round");
        var decision = AppendEvents.Decide(
            new([SeptemberClash, round]),
            Given(BorderTalks, SeptemberClash).Negotiation,
            Today
        );

        Assert.Equal([round], Assert.IsType<Decision.Accepted>(decision).New);
    }

    [Fact]
    public void One_bad_event_keeps_the_whole_array_out_and_is_pointed_at() =>
        Given(BorderTalks)
            .When(SeptemberClash, new ClashReported { Clarity = 3 }.On("2023-01"))
            .ThenRefused(RefusalKind.Invalid, "out-of-range", "/1/clarity", "3", "1 to 2");

    [Fact]
    public void One_id_twice_in_an_array_is_refused() =>
        Given(BorderTalks)
            .When(SeptemberClash, SeptemberClash)
            .ThenRefused(RefusalKind.Invalid, "event-id-twice", "/1/eventId", $"{SeptemberClash.EventId}");

    [Fact]
    public void An_act_may_be_about_an_event_before_it_in_the_same_array() =>
        Given(BorderTalks).When(SeptemberClash, Correction).ThenRecords();

    [Fact]
    public void An_act_may_not_be_about_an_event_behind_it_in_the_same_array() =>
        Given(BorderTalks)
            .When(Correction, SeptemberClash)
            .ThenRefused(RefusalKind.Missing, "target-not-found", "/0/target", $"{SeptemberClash.EventId}");

    [Fact]
    public void An_empty_array_is_refused() =>
        Given(BorderTalks)
            .When(new AppendEvents([], IsArray: true))
            .ThenRefused(RefusalKind.Invalid, "nothing-to-record", null, "at least one");

    [Fact]
    public void The_version_the_monitor_saw_is_the_one_decided_on() =>
        Given(BorderTalks).When(new AppendEvents([SeptemberClash], ExpectedVersion: 1)).ThenRecords();

    [Fact]
    public void A_version_someone_else_has_passed_is_stale() =>
        Given(BorderTalks, SeptemberClash)
            .When(new AppendEvents([new RoundHeld().On("2024-07-06").Complete("round")], ExpectedVersion: 1))
            .ThenRefused(RefusalKind.Stale, "stale-version", null, "version 1", "version 2");

    [Fact]
    public void Sending_again_what_is_recorded_is_no_conflict_with_what_came_since() =>
        Given(BorderTalks, SeptemberClash)
            .When(new AppendEvents([SeptemberClash], ExpectedVersion: 1))
            .ThenNothingChanges();

    [Fact]
    public void Nothing_is_appended_to_what_was_never_opened() =>
        Given()
            .When(SeptemberClash)
            .ThenRefused(
                RefusalKind.Missing,
                "negotiation-not-found",
                null,
                "'kg-tj-border'",
                "POST /api/negotiations"
            );

    [Fact]
    public void A_negotiation_is_not_opened_a_second_time_by_appending() =>
        Given(BorderTalks)
            .When(BorderTalks.Named("second opening"))
            .ThenRefused(RefusalKind.Conflict, "already-open", "/type", $"{BorderTalks.EventId}");

    [Fact]
    public void Order_and_sums_are_never_a_reason_to_refuse() =>
        Given(BorderTalks)
            .When(
                new EnteredIntoForce { InstrumentId = "border-treaty" }.On("2020"),
                new SectionsAgreed
                {
                    Length = Exactly(5000),
                    Total = Exactly(970),
                    Remaining = Exactly(960),
                }.On("2024-12-04"),
                new MeetingHeld { MeetingId = "never-scheduled" }.On("1999")
            )
            .ThenRecords();
}

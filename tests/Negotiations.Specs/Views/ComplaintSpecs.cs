using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>What users of other trackers complained of in public, asked of this one.</summary>
public class ComplaintSpecs
{
    private static readonly ClashReported Clash = new() { ClashId = "c" };

    [Fact]
    public void What_time_alone_turns_is_possible_once_its_day_has_begun_anywhere_and_certain_once_everywhere()
    {
        var past = Given(
            BorderTalks,
            Clash.On("2024-12-20"),
            new CeasefireAgreed { EffectiveFrom = Edtf.Parse("2025-01-10") }.On("2025-01-01")
        );

        Assert.Equal(["clashes"], At("2025-01-09T09:59:00Z"));
        Assert.Equal(["ceasefire", "clashes"], At("2025-01-09T10:00:00Z"));
        Assert.Equal(["ceasefire", "clashes"], At("2025-01-10T11:59:00Z"));
        Assert.Equal(["ceasefire"], At("2025-01-10T12:00:00Z"));

        IEnumerable<string> At(string now) => Security(past.Under(Clocks.OfNow(Instant(now))));
    }

    [Fact]
    public void What_is_dated_today_anywhere_on_earth_counts_as_soon_as_it_is_recorded()
    {
        // Recorded at noon of 1 January, UTC: in Bishkek it is evening, on Kiritimati the 2nd has begun.
        var past = Given(
            BorderTalks,
            Clash.On("2025-01-02"),
            new TollReported { ClashId = "c", Killed = Exactly(3) }.On("2025-01-02")
        );
        var now = past.Under(Clocks.OfNow(Instant("2025-01-01T12:00:00Z")));

        Assert.Equal((1, Negotiations.Views.Security.Clashes), (now.Clashes.Count, now.Security.State));
        Assert.Equal(1, past.Under(Clocks.OfNow(new DateOnly(2024, 12, 31))).Clashes.Count);
        Assert.DoesNotContain(now.Uncertain, field => field.Field is "security" or "clashes.count");
    }

    [Fact]
    public void A_replay_counts_what_was_done_where_its_day_had_begun()
    {
        // Recorded at noon of 1 January, UTC: on Kiritimati the 2nd has begun.
        var past = Given(BorderTalks, Clash.On("2025-01-02"));

        Assert.Equal(1, Steps.Of(past.Negotiation, after: 1, count: 1, asOf: null)[0].After!.Clashes.Count);
        Assert.Equal(
            0,
            Steps.Of(past.Negotiation, after: 1, count: 1, asOf: new DateOnly(2025, 1, 1))[0].After!.Clashes.Count
        );
    }

    [Fact]
    public void A_meeting_is_not_over_before_its_day_is_over_everywhere()
    {
        var past = Given(
            BorderTalks,
            new MeetingScheduled { MeetingId = "summit", PlannedFor = Edtf.Parse("2025-01-10") }.On("2025-01-01")
        );

        Assert.Equal((MeetingStatus.Scheduled, 0), At("2025-01-10T09:59:00Z"));
        Assert.Equal((MeetingStatus.Scheduled, 2), At("2025-01-10T10:00:00Z"));
        Assert.Equal((MeetingStatus.Scheduled, 2), At("2025-01-11T11:59:00Z"));
        Assert.Equal((MeetingStatus.OutcomeUnknown, 0), At("2025-01-11T12:00:00Z"));

        (MeetingStatus, int) At(string now) =>
            past.Under(Clocks.OfNow(Instant(now))) is var status
                ? (
                    status.Meetings[0].Status,
                    status.Uncertain.SingleOrDefault(each => each.Field == "meetings[summit].status")?.Possible.Count
                        ?? 0
                )
                : default;
    }

    [Fact]
    public void A_publisher_typed_in_another_unicode_form_is_the_same_voice()
    {
        var past = Given(
            BorderTalks,
            Clash.On("2024-02-01").By("\u0419\u045e\u043b", "2024-02-01"),
            Toll(2).By("\u0419\u045e\u043b", "2024-02-01"),
            Toll(9).By("\u0418\u0306\u0443\u0306\u043b", "2024-02-03")
        );

        Assert.Equal(9, past.Now().Clashes.Killed!.Low);
        Assert.Empty(past.Under(Clocks.On(Today) with { WithoutPublishers = ["\u0419\u045e\u043b"] }).Clashes.Tolls);
    }

    [Fact]
    public void A_clash_and_a_truce_of_one_day_are_uncertain_in_either_order_of_typing()
    {
        var truce = new CeasefireAgreed { CeasefireId = "cf", Form = CeasefireForm.Verbal }.On("2024-05-01");

        Assert.Contains(Given(BorderTalks, truce, Clash.On("2024-05-01")).Now().Uncertain, field =>
            field.Field == "security"
        );
        Assert.Contains(Given(BorderTalks, Clash.On("2024-05-01"), truce).Now().Uncertain, field =>
            field.Field == "security"
        );
    }

    [Fact]
    public void A_report_of_a_day_long_before_the_happening_is_shown_as_not_fitting_and_does_not_make_it_known_earlier()
    {
        var past = Given(
            BorderTalks.By("Example Agency", "2010-02-01"),
            Clash.On("2022-09-14").By("Example Agency", "2012-09-18")
        );

        Assert.Contains(past.Now().Anomalies, anomaly => anomaly.Code == "published-before-it-happened");
        Assert.Equal(
            0,
            past.Under(
                Clocks.On(new DateOnly(2023, 1, 1)) with
                {
                    KnownBy = Instant("2015-01-01T00:00:00Z"),
                    Basis = Basis.Published,
                }
            ).Clashes.Count
        );
    }

    [Theory]
    [InlineData("2026-01-01", "published-in-the-future")]
    [InlineData("2025-01-01", null)]
    public void A_source_dated_after_its_recording_does_not_fit(string published, string? code)
    {
        var anomalies = Given(BorderTalks, Clash.On("2024-09-14").By("24.kg", published)).Now().Anomalies;

        Assert.Equal(
            code,
            anomalies.SingleOrDefault(anomaly => anomaly.Code.StartsWith("published", StringComparison.Ordinal))?.Code
        );
    }

    [Fact]
    public void A_year_centuries_before_all_its_sources_is_perhaps_of_another_calendar() =>
        Assert.Contains(
            Given(BorderTalks, Clash.On("1390-01-01").By("Example Agency", "2011-03-25")).Now().Anomalies,
            anomaly => anomaly.Code == "improbable-year"
        );

    [Fact]
    public void A_correction_to_what_already_stands_is_refused() =>
        Given(BorderTalks, Clash.On("2024-02-01").Named("clash"))
            .When(CorrectionSpecs.Correct("clash", """{"clashId":"c"}"""))
            .ThenRefused(RefusalKind.Invalid, "patch-changes-nothing", "/patch", Id("clash").ToString());

    [Fact]
    public void A_toll_that_repeats_nothing_is_refused() =>
        Given(BorderTalks, Clash.On("2024-02-01").Named("clash"))
            .When(Toll(3) with { Repeats = Id("clash") })
            .ThenRefused(RefusalKind.Invalid, "repeated-not-found", "/repeats", Id("clash").ToString());

    [Fact]
    public void A_bare_day_is_a_day_where_the_negotiation_is()
    {
        var past = Given(BorderTalks with { UtcOffset = "+06:00" }, Clash.On("2024-09-14"));
        var asked = Clocks.On(new DateOnly(2024, 9, 13));

        Assert.Equal(0, past.Under(asked with { At = Instant("2024-09-13T17:59:59Z") }).Clashes.Count);
        Assert.Equal(1, past.Under(asked with { At = Instant("2024-09-13T18:00:00Z") }).Clashes.Count);
    }

    [Fact]
    public void What_a_source_reported_as_done_had_happened_by_the_day_it_reported_it()
    {
        var status = Given(BorderTalks, new RoundHeld().On("2024-09").By("24.kg", "2024-09-10"));

        Assert.Contains(status.AsOf("2024-09-09").Uncertain, field => field.Field == "rounds.held");
        Assert.DoesNotContain(status.AsOf("2024-09-10").Uncertain, field => field.Field == "rounds.held");
    }

    [Fact]
    public void The_view_says_when_anything_was_last_heard()
    {
        var status = Given(BorderTalks, new RoundHeld().On("2024-09")).AsOf("2024-12-31");

        Assert.Equal(new LastHeard(new DateOnly(2024, 9, 30), 92), status.On(new DateOnly(2024, 12, 31)).LastHeard);
    }

    private static TollReported Toll(int killed) =>
        new TollReported { ClashId = "c", Killed = Exactly(killed) }.On("2024-02-01");

    private static IEnumerable<string> Security(Status status) =>
        status.Uncertain.SingleOrDefault(each => each.Field == "security") is { } field
            ? field.Possible.Select(value => (string)value!).Order()
            : [Negotiations.Json.WireName.Of(status.Security.State)];

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// One border, reported by several papers that do not agree, with figures made up for this story. Every question an
/// auditor asks of it is answered as a careful analyst would: what was true, what was known, by whom, and what does
/// not fit.
/// </summary>
public class BorderStorySpecs
{
    private static readonly Scenario Border = Given(
            BorderTalks.By("SCR", "2007-05"),
            new ClashReported { ClashId = "dam" }
                .On("[2021-04-28..2021-04-29]")
                .By("24.kg", "2021-04-29")
                .Named("clash"),
            Toll("KGZ", 13).By("24.kg", "2021-04-29").Named("first toll"),
            Toll("KGZ", 31).By("24.kg", "2021-04-30").Named("higher toll"),
            Toll("TJK", 19).By("Asia-Plus", "2021-05-03").Named("other side's toll"),
            Toll(null, 55).By("Reuters", "2021-05-10").Named("headline toll")
        )
        .AndOn(
            "2025-01-20",
            Toll("KGZ", 13).By("Yearbook", "2024-05-01").Named("toll repeated"),
            new RoundHeld { MeetingId = "round-7", RoundNumber = 7 }
                .On("2024-07-06/2024-07-11")
                .By("24.kg", "2024-07-11")
                .Named("round by 24.kg"),
            new RoundHeld { MeetingId = "round-7", RoundNumber = 7 }
                .On("2024-07-06/2024-07-12")
                .By("Asia-Plus", "2024-07-13")
                .Named("round by Asia-Plus")
        )
        .AndOn(
            "2025-02-25",
            new MeetingScheduled
            {
                MeetingId = "signing",
                Kind = MeetingKind.Ceremony,
                PlannedFor = Edtf.Parse("2025-03-01"),
            }
                .On("2025-01-15")
                .By("24.kg", "2025-01-15")
                .Named("announced"),
            new MeetingChanged
            {
                MeetingId = "signing",
                Change = MeetingChange.Rescheduled,
                NewDate = Edtf.Parse("2025-03-10"),
            }
                .On("2025-02-20")
                .By("24.kg", "2025-02-20")
                .Named("moved"),
            new TextAuthenticated { InstrumentId = "treaty", Mode = AuthenticationMode.DelegationProtocol }
                .On("2025-02-21")
                .By("Asia-Plus", "2025-02-21")
                .Named("delegations sign")
        )
        .AndOn(
            "2025-03-14",
            new MeetingHeld { MeetingId = "signing", Kind = MeetingKind.Ceremony }
                .On("2025-03-13")
                .By("24.kg", "2025-03-13")
                .Named("ceremony"),
            new InstrumentSigned
            {
                InstrumentId = "treaty",
                InstrumentType = InstrumentType.Treaty,
                Signatories = ["KGZ", "TJK"],
                SubjectToRatification = true,
            }
                .On("2025-03-13")
                .By("24.kg", "2025-03-13")
                .Named("heads sign")
        );

    [Fact]
    public void On_the_first_night_the_clash_had_possibly_happened_and_not_certainly()
    {
        var count = Border.AsOf("2021-04-28").Uncertain.Single(field => field.Field == "clashes.count");

        Assert.Equal([0, 1], count.Possible.Select(value => (int)value!));
    }

    [Theory]
    [InlineData("2021-04-29", 13, null)]
    [InlineData("2021-04-30", 31, null)]
    [InlineData("2021-05-03", 50, 50)]
    [InlineData("2021-05-10", 55, 55)]
    [InlineData("2024-12-31", 32, 55)]
    public void The_world_knew_of_more_dead_with_every_report_until_the_yearbook_contradicted_it(
        string day,
        int low,
        int? high
    )
    {
        var killed = Border.KnownBy(day, Basis.Published).Clashes.Killed!;

        Assert.Equal(
            (low, high, high is null ? OpenSide.Above : (OpenSide?)null),
            (killed.Low, killed.High, killed.Open)
        );
    }

    [Fact]
    public void We_knew_nothing_before_we_recorded_it() =>
        Assert.Null(
            StatusFold.Of(
                Border.Negotiation,
                Clocks.On(Today) with
                {
                    KnownBy = new DateTimeOffset(2024, 12, 31, 23, 59, 59, TimeSpan.Zero),
                }
            )
        );

    [Fact]
    public void The_first_toll_is_stored_and_no_longer_the_latest_of_its_source()
    {
        var tolls = Border.Now().Clashes.Tolls.ToDictionary(toll => toll.EventId, toll => toll.Latest);

        Assert.Equal((5, false, true), (tolls.Count, tolls[Id("first toll")], tolls[Id("higher toll")]));
        Assert.True(
            tolls[Id("toll repeated")],
            "Another voice repeats it; that does not take it back for the voice that raised it."
        );
    }

    [Fact]
    public void Without_the_headline_the_sides_are_added_up_and_the_yearbook_lowers_the_floor()
    {
        var killed = Border.Under(Clocks.On(Today) with { WithoutEvents = [Id("headline toll")] }).Clashes.Killed;

        Assert.Equal(new Figure(13 + 19, null, 31 + 19, "people"), killed);
    }

    [Fact]
    public void Without_Reuters_the_headline_was_never_heard() =>
        Assert.DoesNotContain(
            Border.Under(Clocks.On(Today) with { WithoutPublishers = ["Reuters"] }).Clashes.Tolls,
            toll => toll.Source == "Reuters"
        );

    [Fact]
    public void Counters_that_differ_are_a_range_and_nothing_to_doubt() =>
        Assert.DoesNotContain(Border.Now().Anomalies, anomaly => anomaly.Code == "parts-do-not-sum");

    [Fact]
    public void Two_papers_report_one_round_and_disagree_on_its_last_day()
    {
        Assert.Equal(1, Border.Now().Rounds.Held);
        Assert.Equal([Id("round by 24.kg"), Id("round by Asia-Plus")], Anomaly("dates-disagree").Events);
    }

    [Fact]
    public void On_the_eleventh_of_July_the_round_was_certainly_held_by_one_paper_alone()
    {
        Assert.Equal(
            (Phase.Negotiating, "2024-07-06/2024-07-11"),
            Border.AsOf("2024-07-11").Phase is { } phase ? (phase.Certain, phase.Since!.Text) : default
        );
        Assert.Equal(Phase.Registered, Border.AsOf("2024-07-10").Phase!.Certain);
    }

    [Fact]
    public void The_signing_was_announced_moved_and_held_on_a_third_day()
    {
        (MeetingStatus Status, string? PlannedFor) Signing(string day) =>
            Border.AsOf(day).Meetings.Single(meeting => meeting.MeetingId == "signing") is var meeting
                ? (meeting.Status, meeting.PlannedFor?.Text)
                : default;

        Assert.Equal((MeetingStatus.Scheduled, "2025-03-01"), Signing("2025-01-31"));
        Assert.Equal((MeetingStatus.Rescheduled, "2025-03-10"), Signing("2025-03-10"));
        Assert.Equal((MeetingStatus.OutcomeUnknown, "2025-03-10"), Signing("2025-03-12"));
        Assert.Equal((MeetingStatus.Held, "2025-03-10"), Signing("2025-03-13"));
    }

    [Fact]
    public void By_what_we_knew_in_February_the_signing_is_overdue_today() =>
        Assert.Equal(
            MeetingStatus.OutcomeUnknown,
            Border.KnownBy("2025-02-28").Meetings.Single(meeting => meeting.MeetingId == "signing").Status
        );

    [Fact]
    public void The_delegations_established_the_text_and_the_heads_of_state_signed_it()
    {
        var (before, after, treaty) = (
            Border.AsOf("2025-03-12").Phase!,
            Border.Now().Phase!,
            Border.Now().Instruments[0]
        );

        Assert.Equal(
            (Phase.TextAuthenticated, Id("delegations sign")),
            (before.Certain, Assert.Single(before.DecidedBy))
        );
        Assert.Equal((Phase.ConsentPending, Id("heads sign")), (after.Certain, Assert.Single(after.DecidedBy)));
        Assert.Equal("2025-03-13", treaty.Signed!.Text);
        Assert.Equal(["KGZ", "TJK"], treaty.Awaiting);
    }

    [Fact]
    public void Why_it_stands_there_is_shown_with_the_rule_and_the_event()
    {
        var reason = Border.Standing(Clocks.On(Today)).Reasons.Single(reason => reason.Field == "phase");

        Assert.Equal(
            (Id("heads sign"), "An instrument subject to ratification was signed."),
            (reason.EventId, reason.Rule)
        );
    }

    [Fact]
    public void Nothing_else_is_in_doubt() =>
        Assert.Equal(
            ["dates-disagree"],
            Border.Now().Anomalies.Select(anomaly => anomaly.Code).Distinct().Order(StringComparer.Ordinal)
        );

    private static Anomaly Anomaly(string code) =>
        Assert.Single(Border.Now().Anomalies, anomaly => anomaly.Code == code);

    private static TollReported Toll(string? side, int killed) =>
        new TollReported
        {
            ClashId = "dam",
            Side = side,
            Killed = Exactly(killed),
        }.On("[2021-04-28..2021-04-29]");
}

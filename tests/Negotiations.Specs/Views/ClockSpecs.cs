using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>What was true on a day, what was known by then, and by whom.</summary>
public partial class ClockSpecs
{
    private static readonly TollReported Toll = new TollReported { ClashId = "september-2022" }.On("2022-09");

    [Theory]
    [InlineData("2022-09", "2022-08-31", "2022-09-01", "2022-09-30")]
    [InlineData("2022-09-1X", "2022-09-09", "2022-09-10", "2022-09-19")]
    [InlineData("[2022-09-14..2022-09-16]", "2022-09-13", "2022-09-14", "2022-09-16")]
    [InlineData("2022~", "2020-12-31", "2021-01-01", "2023-12-31")]
    [InlineData("2022-23", "2022-08-31", "2022-09-01", "2022-11-30")]
    public void A_clash_dated_over_several_days_is_possible_from_the_first_and_certain_from_the_last(
        string occurred,
        string before,
        string first,
        string last
    )
    {
        var past = Given(BorderTalks, new ClashReported().On(occurred));

        Assert.Equal((0, 0), Clashes(past, before));
        Assert.Equal((0, 1), Clashes(past, first));
        Assert.Equal((1, 1), Clashes(past, last));
    }

    [Theory]
    [InlineData("2022-09-14/2022-09-16", "2022-09-13", "2022-09-14")]
    [InlineData("2022-09-14/..", "2022-09-13", "2022-09-14")]
    [InlineData("2022-09/2022-10", "2022-09-29", "2022-09-30")]
    public void A_clash_that_lasted_is_certain_from_the_day_by_which_it_had_begun(
        string occurred,
        string before,
        string begun
    )
    {
        var past = Given(BorderTalks, new ClashReported().On(occurred));

        Assert.Equal((1, 1), Clashes(past, begun));
        Assert.Equal(0, Clashes(past, before).Item1);
    }

    [Fact]
    public void A_clash_with_an_open_end_is_possible_from_its_first_day_and_never_certain()
    {
        var past = Given(BorderTalks, new ClashReported().On("[2022-09-14..]"));

        Assert.Equal((0, 0), Clashes(past, "2022-09-13"));
        Assert.Equal((0, 1), Clashes(past, "2122-09-14"));
    }

    [Fact]
    public void A_clash_with_an_open_beginning_is_always_possible_and_certain_from_its_last_day()
    {
        var past = Given(BorderTalks, new ClashReported().On("[..2022-09-16]"));

        Assert.Equal((0, 1), Clashes(past, "1991-12-25"));
        Assert.Equal((1, 1), Clashes(past, "2022-09-16"));
    }

    [Fact]
    public void On_an_uncertain_day_both_answers_are_given_side_by_side()
    {
        var status = Given(BorderTalks, new ClashReported().On("2022-09")).AsOf("2022-09-15");
        var security = status.Uncertain.Single(field => field.Field == "security");

        Assert.Null(security.Certain);
        Assert.Equal(["clashes", "not-reported"], security.Possible.Select(value => (string)value!).Order());
        Assert.Equal(Security.Clashes, status.Security.State);
    }

    [Fact]
    public void When_every_date_is_settled_nothing_is_uncertain() =>
        Assert.Empty(Given(BorderTalks, new ClashReported().On("2022-09-14")).Now().Uncertain);

    [Fact]
    public void What_it_is_called_is_known_on_any_day() =>
        Assert.Equal(
            ("Delimitation of the Kyrgyz-Tajik border", 0),
            Given(BorderTalks).AsOf("1991-12-25") is var status ? (status.Title, status.Parties.Count) : default
        );

    [Fact]
    public void What_was_recorded_by_September_does_not_change_when_more_is_recorded_in_October()
    {
        var past = Given(BorderTalks).AndOn("2025-02-18", Kill(24)).AndOn("2025-03-05", Kill(62));

        Assert.Equal((24m, 2), (past.KnownBy("2025-03-04").Clashes.Killed!.Low, past.KnownBy("2025-03-04").Version));
        Assert.Equal((62m, 3), (past.KnownBy("2025-03-05").Clashes.Killed!.High, past.KnownBy("2025-03-05").Version));
    }

    [Fact]
    public void Nothing_is_known_to_have_happened_before_its_own_earliest_day()
    {
        var past = Given(
            BorderTalks.By("SCR", "2007-05"),
            new ClashReported().On("2022-09-14").By("24.kg", "2012-09-18")
        );

        Assert.Equal(0, past.KnownBy("2015-01-01", Basis.Published).Clashes.Count);
        Assert.Equal(1, past.KnownBy("2022-09-14", Basis.Published).Clashes.Count);
        Assert.Contains(past.Now().Anomalies, anomaly => anomaly.Code == "published-before-it-happened");
    }

    [Fact]
    public void A_correction_counts_from_when_its_own_source_spoke()
    {
        var past = Given(
            BorderTalks.By("SCR", "2007-05"),
            Kill(24, "2022-09-18").Named("toll"),
            CorrectionSpecs.Correct("toll", """{"killed":{"best":36}}""").By("24.kg", "2022-09-20")
        );

        Assert.Equal(24, past.KnownBy("2022-09-19", Basis.Published).Clashes.Killed!.Best);
        Assert.Equal(36, past.KnownBy("2022-09-20", Basis.Published).Clashes.Killed!.Best);
    }

    [Fact]
    public void Before_a_negotiation_was_recorded_there_is_no_answer() =>
        Assert.Null(
            StatusFold.Of(
                Given(BorderTalks).Negotiation,
                Clocks.On(Today) with
                {
                    KnownBy = new DateTimeOffset(2024, 12, 31, 0, 0, 0, TimeSpan.Zero),
                }
            )
        );

    [Fact]
    public void An_unopened_negotiation_has_no_status() =>
        Assert.Null(StatusFold.Of(Negotiation.Unopened("kg-tj-border"), Clocks.On(Today)));

    [Fact]
    public void A_version_is_the_fold_of_the_events_up_to_it() =>
        Assert.Equal(
            (2, 24m),
            Given(BorderTalks, Kill(24), Kill(62)).Under(Clocks.On(Today) with { Version = 2 }) is var status
                ? (status.Version, status.Clashes.Killed!.Low!.Value)
                : default
        );

    [Fact]
    public void Without_an_event_the_story_is_shown_as_if_it_had_never_come() =>
        Assert.Equal(
            24,
            Given(BorderTalks, Kill(24), Kill(62).Named("higher"))
                .Under(Clocks.On(Today) with { WithoutEvents = [Id("higher")] })
                .Clashes.Killed!.High
        );

    [Fact]
    public void Without_a_publisher_the_story_is_shown_by_the_others()
    {
        var past = Given(
            BorderTalks,
            new RoundHeld().On("2024-07-06").By("AKIpress").By("Asia-Plus"),
            new DraftingInstructed().On("2024-12-04").By("Asia-Plus")
        );
        var without = past.Under(Clocks.On(Today) with { WithoutPublishers = ["asia-plus"] });

        Assert.Equal((Phase.Negotiating, false), (without.Phase!.Shown, without.DraftingInstructed));
        Assert.Equal(Phase.Drafting, past.Now().Phase!.Shown);
    }

    private static TollReported Kill(int figure, string? published = null) =>
        Toll.By("24.kg", published) with
        {
            Killed = Exactly(figure),
        };

    private static (int Certain, int Possible) Clashes(Scenario past, string day)
    {
        var status = past.AsOf(day);
        var certain = status.Uncertain.FirstOrDefault(field => field.Field == "clashes.count");
        return (
            certain is null ? status.Clashes.Count : certain.Possible.Min(value => (int)value!),
            status.Clashes.Count
        );
    }
}

using System.Text.Json;
using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>What counts: the facts that were not taken back, as the corrections in force leave them.</summary>
public class CorrectionSpecs
{
    private static readonly Event Clash = new ClashReported { ClashId = "september-2022" }
        .On("2022-09")
        .In("Batken")
        .Named("clash");

    [Fact]
    public void A_correction_changes_what_the_event_says() =>
        Assert.Equal("2022-09-14", Last(Correct("clash", """{"occurred":"2022-09-14"}""")).Occurred.Text);

    [Fact]
    public void A_null_in_a_patch_takes_a_member_away() =>
        Assert.Null(Last(Correct("clash", """{"place":null}""")).Place);

    [Fact]
    public void The_last_of_two_corrections_wins_and_the_first_still_counts_for_the_rest()
    {
        var clash = Last(
            Correct("clash", """{"occurred":"2022-09-14","place":{"name":"Ak-Sai"}}"""),
            Correct("clash", """{"occurred":"2022-09-15"}""")
        );

        Assert.Equal(("2022-09-15", "Ak-Sai"), (clash.Occurred.Text, clash.Place));
    }

    [Fact]
    public void A_corrected_date_takes_its_new_place_in_the_order_of_the_world()
    {
        var past = Given(BorderTalks, Clash, new CeasefireAgreed().On("2022-09-16"));

        Assert.Equal(Security.Ceasefire, past.Now().Security.State);
        Assert.Equal(
            Security.Clashes,
            past.AndOn("2025-02-01", Correct("clash", """{"occurred":"2022-09-17"}"""))
                .AsOf("2022-10-01")
                .Security.State
        );
    }

    [Fact]
    public void A_retracted_correction_leaves_the_event_as_it_was() =>
        Assert.Equal(
            "2022-09",
            Last(
                Correct("clash", """{"occurred":"2022-09-14"}""").Named("correction"),
                Retract("correction")
            ).Occurred.Text
        );

    [Fact]
    public void A_retracted_event_no_longer_counts() =>
        Assert.Equal(
            (0, Security.NotReported),
            Given(BorderTalks, Clash, Retract("clash")).Now() is var status
                ? (status.Clashes.Count, status.Security.State)
                : default
        );

    [Fact]
    public void An_event_whose_retraction_is_retracted_counts_again_and_not_after_a_third()
    {
        var twice = Given(BorderTalks, Clash, Retract("clash").Named("first"), Retract("first").Named("second"));

        Assert.Equal(1, twice.Now().Clashes.Count);
        Assert.Equal(0, twice.AndOn("2025-02-01", Retract("second")).Now().Clashes.Count);
    }

    [Fact]
    public void An_event_retracted_twice_stays_out_while_one_of_the_retractions_stands() =>
        Assert.Equal(
            0,
            Given(
                    BorderTalks,
                    Clash,
                    Retract("clash").Named("first"),
                    Retract("clash").Named("second"),
                    Retract("first")
                )
                .Now()
                .Clashes.Count
        );

    [Fact]
    public void The_opening_can_be_corrected() =>
        Assert.Equal(
            "The border",
            Given(BorderTalks, Correct("border talks", """{"title":"The border"}""")).Now().Title
        );

    [Fact]
    public void What_was_true_before_a_correction_was_recorded_can_still_be_asked()
    {
        var past = Given(BorderTalks, Clash).AndOn("2025-02-01", Correct("clash", """{"occurred":"2022-09-14"}"""));

        Assert.Equal(
            ("2022-09", "2022-09-14"),
            (past.KnownBy("2025-01-31").Clashes.Last!.Occurred.Text, past.Now().Clashes.Last!.Occurred.Text)
        );
    }

    [Fact]
    public void A_correction_that_rests_on_one_that_is_gone_is_left_out_and_said_so()
    {
        var past = Given(
            BorderTalks,
            Clash,
            Correct("clash", """{"place":{"point":{"type":"Point","coordinates":[70.8,40.1]}}}""").Named("first"),
            Correct("clash", """{"place":{"point":{"coordinates":[70.9,40.0]}},"occurred":"2022-09-14"}""")
                .Named("second")
        );
        var status = past.AndOn("2025-02-01", Retract("first")).Now();

        Assert.Equal("2022-09", status.Clashes.Last!.Occurred.Text);
        Assert.Equal(
            [Id("second"), Id("clash")],
            status.Anomalies.Single(anomaly => anomaly.Code == "correction-not-applicable").Events
        );
        Assert.Empty(past.Now().Anomalies);
    }

    [Fact]
    public void Acts_are_no_happenings_in_the_world() =>
        Assert.Equal(
            "clash-reported",
            Given(BorderTalks, Clash, Correct("clash", """{"note":"read again"}""").On("2024-01-01"))
                .Now()
                .LastEvent!.Type
        );

    internal static EventCorrected Correct(string target, string patch) =>
        new()
        {
            Target = Id(target),
            Patch = JsonElement.Parse(patch),
            Reason = "The source was misread.",
        };

    private static EventRetracted Retract(string target) =>
        new() { Target = Id(target), Reason = RetractionReason.False };

    private static ClashView Last(params Event[] acts) => Given([BorderTalks, Clash, .. acts]).Now().Clashes.Last!;
}

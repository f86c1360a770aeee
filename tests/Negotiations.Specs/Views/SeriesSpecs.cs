using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// A dialogue series: announced, active, dormant when no edition came within one and a half cadences, ended when
/// closed.
/// </summary>
public class SeriesSpecs
{
    private static readonly NegotiationOpened Series = BorderTalks with
    {
        Title = "EU-Central Asia dialogue",
        Kind = NegotiationKind.DialogueSeries,
        Cadence = "P1Y",
    };

    private static readonly MeetingHeld Edition = new MeetingHeld { Kind = MeetingKind.Ministerial }.On("2022-11-17");

    [Fact]
    public void Before_its_first_edition_it_is_announced() =>
        Assert.Equal(
            Phase.Announced,
            Given(Series, new MeetingScheduled().On("2022-01-01"), new StatementIssued().On("2022-02-01"))
                .Now()
                .Phase!.Shown
        );

    [Fact]
    public void It_is_active_for_one_and_a_half_cadences_after_an_edition_and_then_dormant()
    {
        var past = Given(Series, Edition);

        Assert.Equal(
            [Phase.Announced, Phase.Active, Phase.Active, Phase.Dormant],
            new[] { "2022-11-16", "2022-11-17", "2024-05-17", "2024-05-18" }.Select(day => past.AsOf(day).Phase!.Shown)
        );
    }

    [Fact]
    public void It_is_dormant_since_the_day_one_and_a_half_cadences_ran_out() =>
        Assert.Equal("2024-05-18", Given(Series, Edition).Now().Phase!.Since!.Text);

    [Fact]
    public void A_round_is_an_edition_too() =>
        Assert.Equal(Phase.Active, Given(Series, new RoundHeld().On("2024-06-05")).Now().Phase!.Shown);

    [Fact]
    public void An_edition_that_possibly_was_keeps_it_possibly_awake()
    {
        var phase = Given(Series, Edition, Edition.On("[2023-06-01..2025-12-31]")).Now().Phase!;

        Assert.Null(phase.Certain);
        Assert.Equal([Phase.Dormant, Phase.Active], phase.Possible);
    }

    [Fact]
    public void Without_a_cadence_it_never_falls_asleep() =>
        Assert.Equal(Phase.Active, Given(Series with { Cadence = null }, Edition.On("2005-11-17")).Now().Phase!.Shown);

    [Fact]
    public void A_closed_series_has_ended_and_a_reopened_one_has_not()
    {
        var closed = Given(Series, Edition, new NegotiationClosed { Outcome = ClosingOutcome.Merged }.On("2024-01-01"));

        Assert.Equal(Phase.Ended, closed.Now().Phase!.Shown);
        Assert.Equal(
            Phase.Dormant,
            closed.AndOn("2025-01-01", new NegotiationClosed { Reopened = true }.On("2024-02-01")).Now().Phase!.Shown
        );
    }

    [Fact]
    public void Nothing_signed_at_an_edition_moves_a_series() =>
        Assert.Equal(
            Phase.Active,
            Given(Series, Edition.On("2024-11-17"), new InstrumentSigned().On("2024-11-17")).Now().Phase!.Shown
        );
}

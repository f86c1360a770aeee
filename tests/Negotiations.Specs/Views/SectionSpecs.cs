using Negotiations.Events;
using Negotiations.Values;
using static Negotiations.Specs.Scenario;
using static Negotiations.Specs.Telling;

namespace Negotiations.Specs.Views;

/// <summary>How much of the boundary is agreed, in kilometres.</summary>
public class SectionSpecs
{
    [Fact]
    public void The_lengths_that_rounds_agreed_are_added_up() =>
        Assert.Equal(new Bounds(77, 77, 77), Agreed(Round("r1", 17).On("2024-05-01"), Round("r2", 60).On("2024-07-01")));

    [Fact]
    public void Two_reports_of_one_round_are_one_length() =>
        Assert.Equal(new Bounds(17, 17, 17), Agreed(Round("r1", 17).On("2024-05-01"), Round("r1", 17).On("2024-05-02")));

    [Fact]
    public void A_round_and_the_announcement_of_what_it_agreed_are_one_length() =>
        Assert.Equal(new Bounds(17, 17, 17), Agreed(Round("r1", 17).On("2024-05-01/2024-05-05"), new SectionsAgreed { Length = Exactly(17) }.On("2024-05-05")));

    [Fact]
    public void A_second_report_of_a_round_that_was_announced_is_still_the_same_length() =>
        Assert.Equal(new Bounds(17, 17, 17), Agreed(new SectionsAgreed { Length = Exactly(17) }.On("2024-05-05"), Round("r1", 17).On("2024-05-05").By("24.kg"), Round("r1", 17).On("2024-05-06").By("Asia-Plus")));

    [Fact]
    public void Two_figures_for_one_round_make_an_envelope_and_an_anomaly()
    {
        var status = Given(BorderTalks, Round("r1", 17).On("2024-05-01"), Round("r1", 20).On("2024-05-01").By("Asia-Plus")).Now();

        Assert.Equal(new Bounds(17, null, 20), status.Sections.Agreed);
        Assert.Contains(status.Anomalies, anomaly => anomaly.Code == "totals-disagree");
    }

    [Fact]
    public void A_stated_running_total_replaces_what_was_added_up_before_it() =>
        Assert.Equal(new Bounds(680, 680, 680), Agreed(Round("r1", 17).On("2024-05-01"), new SectionsAgreed { Cumulative = Exactly(664) }.On("2024-06-01"), Round("r2", 16).On("2024-07-01")));

    [Fact]
    public void The_last_source_to_state_total_remaining_and_share_is_believed()
    {
        var sections = Given(
            BorderTalks with { BoundaryLength = Exactly(970) },
            new SectionsAgreed { Remaining = Exactly(300), Share = Exactly(70) }.On("2023-10-01"),
            new SectionsAgreed { Total = Exactly(972), Remaining = Exactly(97), Share = Exactly(90) }.On("2024-01-01")).Now().Sections;

        Assert.Equal((972m, 97m, 90m), (sections.Total!.Value.Best, sections.Remaining!.Value.Best, sections.Share!.Value.Best));
    }

    [Fact]
    public void When_all_remaining_sections_are_agreed_none_is_left()
    {
        var sections = Given(BorderTalks, new SectionsAgreed { Remaining = Exactly(63) }.On("2024-07-01"), new SectionsAgreed { AllRemaining = true }.On("2024-12-04")).Now().Sections;

        Assert.Equal((true, new Bounds(0, 0, 0)), (sections.AllAgreed, sections.Remaining));
    }

    [Fact]
    public void Where_no_source_gives_a_length_none_is_given() =>
        Assert.Equal((null, null, null, null), Given(BorderTalks, new SectionsAgreed().On("2024-01-01")).Now().Sections is var view ? (view.Agreed, view.Total, view.Remaining, view.Share) : default);

    private static RoundHeld Round(string id, decimal kilometres) => new() { MeetingId = id, Kilometres = Exactly(kilometres) };

    private static Bounds? Agreed(params Event[] events) => Given([BorderTalks, .. events]).Now().Sections.Agreed;
}

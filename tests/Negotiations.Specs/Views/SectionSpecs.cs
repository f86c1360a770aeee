using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>How much of the boundary is agreed, in kilometres.</summary>
public class SectionSpecs
{
    [Fact]
    public void The_lengths_that_rounds_agreed_are_added_up() =>
        Assert.Equal(AtLeast(77), Agreed(Round("r1", 17).On("2024-05-01"), Round("r2", 60).On("2024-07-01")));

    [Fact]
    public void Two_reports_of_one_round_are_one_length() =>
        Assert.Equal(AtLeast(17), Agreed(Round("r1", 17).On("2024-05-01"), Round("r1", 17).On("2024-05-02")));

    [Fact]
    public void A_round_and_the_announcement_of_what_it_agreed_are_one_length() =>
        Assert.Equal(
            AtLeast(17),
            Agreed(
                Round("r1", 17).On("2024-05-01/2024-05-05"),
                new SectionsAgreed { Length = Exactly(17) }.On("2024-05-05")
            )
        );

    [Fact]
    public void A_second_report_of_a_round_that_was_announced_is_still_the_same_length() =>
        Assert.Equal(
            AtLeast(17),
            Agreed(
                new SectionsAgreed { Length = Exactly(17) }.On("2024-05-05"),
                Round("r1", 17).On("2024-05-05").By("24.kg"),
                Round("r1", 17).On("2024-05-06").By("Asia-Plus")
            )
        );

    [Fact]
    public void Two_figures_for_one_round_make_a_range_and_an_anomaly()
    {
        var status = Given(
                BorderTalks,
                Round("r1", 17).On("2024-05-01"),
                Round("r1", 20).On("2024-05-01").By("Asia-Plus")
            )
            .Now();

        Assert.Equal(AtLeast(17), status.Sections.Agreed!.ToFigure());
        Assert.Contains(status.Anomalies, anomaly => anomaly.Code == "totals-disagree");
    }

    [Fact]
    public void A_stated_running_total_and_what_was_agreed_after_it_are_at_least() =>
        Assert.Equal(
            AtLeast(680),
            Agreed(
                Round("r1", 17).On("2024-05-01"),
                new SectionsAgreed { Cumulative = Exactly(664) }.On("2024-06-01"),
                Round("r2", 16).On("2024-07-01")
            )
        );

    [Fact]
    public void A_running_total_has_in_it_what_was_agreed_by_its_day_and_says_so()
    {
        var agreed = Given(
                BorderTalks,
                Round("r1", 17).On("2024-05-01").Named("before"),
                new SectionsAgreed { Cumulative = Exactly(664) }
                    .On("2024-06-01")
                    .Named("total"),
                Round("r2", 16).On("2024-07-01").Named("after")
            )
            .Standing(Clocks.On(Today))
            .Derived.Value["sections.agreed"];

        var stated = Assert.Single(agreed.Parts, part => part.Kind == DerivationKind.Latest);
        var within = Assert.Single(stated.SetAside);
        Assert.Equal((SetAsideRule.LaterStated, Id("before")), (within.Rule, Assert.Single(within.What.Events())));
        Assert.Equal([Id("total")], within.By);
        Assert.Equal([Id("total"), Id("after")], agreed.Events());
    }

    [Fact]
    public void A_report_of_a_length_and_of_the_running_total_with_it_leaves_nothing_out()
    {
        var agreed = Given(
                BorderTalks,
                new SectionsAgreed { Length = Exactly(17), Cumulative = Exactly(664) }
                    .On("2024-06-01")
                    .Named("both")
            )
            .Standing(Clocks.On(Today))
            .Derived.Value["sections.agreed"];

        Assert.Equal((DerivationKind.Stated, Figure.Exactly(664, "km")), (agreed.Kind, agreed.Figure));
        Assert.Empty(agreed.SetAside);
    }

    [Fact]
    public void The_last_source_to_state_total_remaining_and_share_is_believed()
    {
        var sections = Given(
                BorderTalks with
                {
                    BoundaryLength = Exactly(970),
                },
                new SectionsAgreed { Remaining = Exactly(300), Share = Exactly(70) }.On("2023-10-01"),
                new SectionsAgreed
                {
                    Total = Exactly(972),
                    Remaining = Exactly(97),
                    Share = Exactly(90),
                }.On("2024-01-01")
            )
            .Now()
            .Sections;

        Assert.Equal((972m, 97m, 90m), (sections.Total!.Best, sections.Remaining!.Best, sections.Share!.Best));
    }

    [Fact]
    public void When_all_remaining_sections_are_agreed_none_is_left()
    {
        var sections = Given(
                BorderTalks,
                new SectionsAgreed { Remaining = Exactly(63) }.On("2024-07-01"),
                new SectionsAgreed { AllRemaining = true }.On("2024-12-04")
            )
            .Now()
            .Sections;

        Assert.Equal(
            (true, Figure.Exactly(0, "km"), "2024-12-04"),
            (sections.AllAgreed, sections.Remaining!.ToFigure(), sections.Remaining.AsOf.Text)
        );
    }

    [Fact]
    public void When_all_is_agreed_the_whole_is_agreed_and_the_share_is_a_hundred_also_by_a_total_stated_later()
    {
        var sections = Given(
                BorderTalks with
                {
                    BoundaryLength = Exactly(970),
                },
                new SectionsAgreed { Cumulative = Exactly(664), Share = Exactly(70) }.On("2023-06-01"),
                new SectionsAgreed { AllRemaining = true }.On("2024-12-04"),
                new SectionsAgreed { Total = Exactly(1006) }.On("2025-03-01")
            )
            .Now()
            .Sections;

        Assert.Equal((1006m, 1006m, 100m), (sections.Agreed!.Best, sections.Total!.Best, sections.Share!.Best));
    }

    [Fact]
    public void That_some_remain_holds_again_once_a_later_source_says_so()
    {
        var sections = Given(
                BorderTalks,
                new SectionsAgreed { AllRemaining = true }.On("2024-12-04"),
                new SectionsAgreed { Remaining = Exactly(40) }.On("2025-02-01")
            )
            .Now()
            .Sections;

        Assert.Equal((false, Figure.Exactly(40, "km")), (sections.AllAgreed, sections.Remaining!.ToFigure()));
    }

    [Fact]
    public void A_running_total_alone_is_what_its_source_states_with_the_day_it_stood()
    {
        var agreed = Given(
                BorderTalks,
                Round("r1", 17).On("2024-05-01"),
                new SectionsAgreed { Cumulative = Exactly(664) }.On("2024-06-01")
            )
            .Now()
            .Sections.Agreed!;

        Assert.Equal((Figure.Exactly(664, "km"), "2024-06-01"), (agreed.ToFigure(), agreed.AsOf.Text));
    }

    [Fact]
    public void What_remained_before_more_was_agreed_is_at_most_that()
    {
        var remaining = Given(
                BorderTalks,
                new SectionsAgreed { Remaining = Exactly(300) }.On("2023-01-01"),
                new SectionsAgreed { Cumulative = Exactly(900) }.On("2024-01-01")
            )
            .Now()
            .Sections.Remaining!;

        Assert.Equal(
            (new Figure(null, null, 300, "km", null, OpenSide.Below), "2023-01-01"),
            (remaining.ToFigure(), remaining.AsOf.Text)
        );
    }

    [Fact]
    public void Rounds_that_may_be_one_count_once() =>
        Assert.Equal(
            AtLeast(10),
            Agreed(
                new RoundHeld { Kilometres = Exactly(10) }
                    .On("2024-05-01/2024-05-03")
                    .By("24.kg"),
                new RoundHeld { Kilometres = Exactly(10) }
                    .On("2024-05-01/2024-05-04")
                    .By("Asia-Plus")
            )
        );

    [Fact]
    public void Lengths_in_other_units_are_converted() =>
        Assert.Equal(
            AtLeast(26.09344m),
            Agreed(
                new RoundHeld
                {
                    Kilometres = new Quantity { Best = 10, Unit = "mi" },
                }.On("2024-05-01"),
                new RoundHeld
                {
                    Kilometres = new Quantity { Best = 10_000, Unit = "m" },
                }.On("2024-06-01")
            )
        );

    [Fact]
    public void Where_no_source_gives_a_length_none_is_given() =>
        Assert.Equal(
            (null, null, null, null),
            Given(BorderTalks, new SectionsAgreed().On("2024-01-01")).Now().Sections is var view
                ? (view.Agreed, view.Total, view.Remaining, view.Share)
                : default
        );

    private static RoundHeld Round(string id, decimal kilometres) =>
        new() { MeetingId = id, Kilometres = Exactly(kilometres) };

    private static Figure AtLeast(decimal length) => new(length, null, null, "km", null, OpenSide.Above);

    private static Figure? Agreed(params Event[] events) =>
        Given([BorderTalks, .. events]).Now().Sections.Agreed?.ToFigure();
}

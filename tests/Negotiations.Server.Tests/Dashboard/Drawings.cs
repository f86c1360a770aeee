using Negotiations.Dashboard.Drawing;
using Negotiations.Dashboard.Languages;
using Negotiations.Dashboard.Models;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>Nothing is drawn more exactly than its source says it.</summary>
public sealed class Drawings
{
    static readonly DateOnly Today = new(2026, 11, 25);
    static readonly Words English = new(Language.English);

    [Theory]
    [InlineData("2024-12-04", MarkShape.Day, false, false)]
    [InlineData("2024-09-10/2024-09-12", MarkShape.Lasted, false, false)]
    [InlineData("../2024-12-04", MarkShape.Lasted, true, false)]
    [InlineData("2018-06~/..", MarkShape.Lasted, true, true)]
    [InlineData("2022-09", MarkShape.Within, false, false)]
    [InlineData("2024-07-0X", MarkShape.Within, false, false)]
    [InlineData("[..2025-01-22]", MarkShape.Within, true, false)]
    [InlineData("[2024-09-27..]", MarkShape.Within, false, true)]
    [InlineData("2018-06~", MarkShape.Within, true, true)]
    public void A_date_is_drawn_as_its_source_has_it(string occurred, MarkShape shape, bool fadesLeft, bool fadesRight)
    {
        var mark = Assert.Single(
            Assert
                .Single(
                    Timeline.Of([Entry(1, new RoundHeld { Occurred = Edtf.Parse(occurred) })], [], Today, English).Lanes
                )
                .Marks
        );

        Assert.Equal((shape, fadesLeft, fadesRight), (mark.Date.Shape, mark.Date.FadesLeft, mark.Date.FadesRight));
    }

    [Fact]
    public void Talks_violence_and_texts_share_one_scale_and_no_mark_covers_another()
    {
        var drawn = Timeline.Of(
            [
                .. Enumerable
                    .Range(1, 40)
                    .Select(i =>
                        Entry(
                            i,
                            i % 3 == 0 ? new ClashReported { Occurred = Edtf.Parse("2022-09") }
                                : i % 3 == 1 ? new RoundHeld { Occurred = Edtf.Parse($"2023-10-{i % 28 + 1:00}") }
                                : new SectionsAgreed { Occurred = Edtf.Parse("2024-12-04") }
                        )
                    ),
            ],
            [],
            Today,
            English
        );

        Assert.Equal([LaneKind.Violence, LaneKind.Talks, LaneKind.Texts], drawn.Lanes.Select(lane => lane.Kind));
        Assert.All(drawn.Lanes, lane => Assert.All(lane.Marks.GroupBy(mark => mark.Y), row =>
            {
                var ordered = row.OrderBy(mark => mark.Date.From).ToList();
                Assert.All(ordered.Zip(ordered.Skip(1)), pair =>
                    Assert.True(pair.First.Date.To <= pair.Second.Date.From)
                );
            }));
        Assert.All(drawn.Lanes.SelectMany(lane => lane.Marks), mark => Assert.InRange(mark.Date.To, 0, Timeline.Width));
    }

    [Theory]
    [InlineData("2023-12-28/2024-01-03", false, false)]
    [InlineData("[2024-09-27..]", false, true)]
    [InlineData("../2024-03-01", true, false)]
    public void What_goes_on_past_a_year_reaches_its_edge_and_only_what_is_open_fades_there(
        string date,
        bool fadesLeft,
        bool fadesRight
    )
    {
        var year = new TimeScale(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31), 100, 900);

        var drawn = DrawnDate.Of(Edtf.Parse(date), year);

        Assert.Equal((fadesLeft, fadesRight), (drawn.FadesLeft, drawn.FadesRight));
        Assert.True(fadesLeft ? drawn.From < year.From : drawn.From >= year.From);
        Assert.True(fadesRight ? drawn.To > year.To : drawn.To <= year.To);
    }

    [Fact]
    public void The_longest_bar_leaves_room_for_what_is_said_at_its_end()
    {
        const double BoldLetter = 7;
        var shown = "at least 137,000";

        var bars = new Bars([
            new Bar("2022-09", new Figure(137_000, null, null, "people", null, OpenSide.Above), shown, "violence"),
            new Bar("2021-04", Bars.Exact(31), "31", "violence"),
        ]);

        Assert.True(bars.X(137_000) + 6 + (shown.Length * BoldLetter) <= Bars.Width);
    }

    [Fact]
    public void What_is_retracted_is_not_drawn()
    {
        var retracted = Entry(1, new ClashReported { Occurred = Edtf.Parse("2022-09") });

        Assert.Empty(
            Timeline
                .Of([retracted with { Entry = retracted.Entry with { Retracted = true } }], [], Today, English)
                .Lanes
        );
    }

    [Fact]
    public void A_meeting_still_to_come_is_drawn_as_planned()
    {
        var meeting = new MeetingView(
            "tenth",
            MeetingKind.Round,
            MeetingStatus.Scheduled,
            Edtf.Parse("2027-02"),
            null,
            null,
            [],
            null,
            [],
            null,
            []
        );

        Assert.True(Assert.Single(Assert.Single(Timeline.Of([], [meeting], Today, English).Lanes).Marks).IsPlanned);
    }

    [Fact]
    public void A_length_that_only_possibly_was_agreed_has_no_floor_yet()
    {
        var negotiation = Negotiation.Of(
            "border",
            Recorded(
                BorderOpened("2021"),
                new RoundHeld
                {
                    Occurred = Edtf.Parse("2023-10-07"),
                    Kilometres = new Quantity { Best = 43, Qualifier = Qualifier.Exact },
                },
                new SectionsAgreed
                {
                    Occurred = Edtf.Parse("[..2024-12-04]"),
                    Length = new Quantity { Best = 24, Qualifier = Qualifier.Exact },
                }
            )
        );
        var clocks = Clocks.On(Today);

        var course = PhasePoint.Of(negotiation, clocks, EffectiveSet.Of(negotiation.Events));

        Assert.Equal(
            [("2021-12-31", 0m, 24m), ("2023-10-07", 43m, 67m), ("2024-12-04", 67m, 67m), ("2026-11-25", 67m, 67m)],
            course.Select(point =>
                ($"{point.Day:yyyy-MM-dd}", Kilometres.Low(point.Agreed!), Kilometres.High(point.Agreed!))
            )
        );
    }

    [Fact]
    public void Days_in_a_phase_are_a_span_where_its_date_is_one()
    {
        Assert.Equal(new Days(721, 721), Days.Since(Edtf.Parse("2024-12-04"), Today));
        Assert.Equal(new Days(725, 754), Days.Since(Edtf.Parse("2024-11"), Today));
        Assert.Equal(new Days(721, null), Days.Since(Edtf.Parse("../2024-12-04"), Today));
        Assert.Null(Days.Since(null, Today));
    }

    [Fact]
    public void A_trend_of_clashes_counts_quarters_and_says_what_is_undated()
    {
        var trend = ClashTrend.Of([Row("2026-10", 2), Row("2025-02", 1), Row("2019-01", 5), Row("unknown", 3)], Today);

        Assert.Equal((2, 1, 3, 3), (trend.LastYear, trend.YearBefore, trend.Undated, trend.Quarters.Sum()));
    }

    [Theory]
    [InlineData("2026-11-20", 1)]
    [InlineData("2026-11", 1)]
    [InlineData("2026-11-10", 0)]
    [InlineData("[..2027-01-31]", 0)]
    [InlineData("2025-06/..", 0)]
    public void What_moved_this_week_is_not_what_may_have_happened_at_any_time(string occurred, int moved)
    {
        var negotiation = Negotiation.Of(
            "border",
            Recorded(BorderOpened("2019"), new RoundHeld { Occurred = Edtf.Parse(occurred) })
        );

        Assert.Equal(
            moved,
            BoardOverview.Of([StatusFold.Of(negotiation, Clocks.On(Today))!.Summary], Today).Moved.Count
        );
    }

    static TollRow Row(string month, int clashes) => new(month, "border", clashes, null, null);

    static EventRow Entry(int version, Fact fact)
    {
        var recorded = Assert.Single(Recorded(fact)) with { Version = version };
        return new EventRow(History.Single(recorded), fact, fact.Occurred);
    }

    static NegotiationOpened BorderOpened(string occurred) =>
        new()
        {
            Title = "Border",
            Kind = NegotiationKind.Negotiation,
            Subject = Subject.Boundary,
            Occurred = Edtf.Parse(occurred),
        };

    static IEnumerable<RecordedEvent> Recorded(params Fact[] facts) =>
        facts.Select(
            (fact, i) =>
                new RecordedEvent(
                    Guid.CreateVersion7(),
                    i + 1,
                    i + 1,
                    DateTimeOffset.Parse("2026-11-25T03:00:00Z", System.Globalization.CultureInfo.InvariantCulture),
                    "monitor",
                    fact with
                    {
                        Sources = [new Source { Publisher = "Kabar" }],
                    }
                )
        );
}

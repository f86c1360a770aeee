using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

// The clock of what the world could have read.
public partial class ClockSpecs
{
    [Fact]
    public void What_the_world_knew_is_shown_by_when_the_sources_spoke_and_not_by_when_we_recorded_them()
    {
        var past = Given(BorderTalks.By("SCR", "2007-05"), Kill(62, "2022-10-05"), Kill(24, "2022-09-18"));

        Assert.Equal(24, past.KnownBy("2022-09-30", Basis.Published).Clashes.Killed!.Low);
        Assert.Equal(62, past.KnownBy("2022-10-05", Basis.Published).Clashes.Killed!.High);
    }

    [Fact]
    public void The_earliest_source_shows_since_when_the_world_knew()
    {
        var past = Given(
            BorderTalks.By("SCR", "2007-05"),
            Toll.By("SCR", "2025-01-31").By("24.kg", "2022-09-18") with
            {
                Killed = Exactly(24),
            }
        );

        Assert.Single(past.KnownBy("2022-09-18", Basis.Published).Clashes.Tolls);
        Assert.Empty(past.KnownBy("2022-09-17", Basis.Published).Clashes.Tolls);
    }

    [Fact]
    public void A_source_dated_to_a_month_shows_it_for_certain_at_the_end_of_the_month()
    {
        var past = Given(BorderTalks.By("SCR", "2007-05"), Kill(24, "2022-09"));

        Assert.Empty(past.KnownBy("2022-09-29", Basis.Published).Clashes.Tolls);
        Assert.Single(past.KnownBy("2022-09-30", Basis.Published).Clashes.Tolls);
    }

    [Fact]
    public void An_older_source_attached_later_shows_that_the_world_knew_before()
    {
        var past = Given(
            BorderTalks.By("SCR", "2007-05"),
            Kill(24, "2025-01-31").Named("toll"),
            new SourceAttached { Target = Id("toll") }
                .By("24.kg", "2022-09-18")
                .Named("attachment")
        );

        Assert.Single(past.KnownBy("2022-09-30", Basis.Published).Clashes.Tolls);
        Assert.Empty(
            past.AndOn(
                    "2025-03-01",
                    new EventRetracted { Target = Id("attachment"), Reason = RetractionReason.False }.By(
                        "24.kg",
                        "2022-09-18"
                    )
                )
                .KnownBy("2022-09-30", Basis.Published)
                .Clashes.Tolls
        );
    }

    [Fact]
    public void A_source_that_disputes_does_not_make_the_world_know() =>
        Assert.Empty(
            Given(
                    BorderTalks.By("SCR", "2007-05"),
                    Kill(24, "2025-01-31").Named("toll"),
                    new SourceAttached { Target = Id("toll"), Stance = Stance.Disputes }.By("24.kg", "2022-09-18")
                )
                .KnownBy("2022-09-30", Basis.Published)
                .Clashes.Tolls
        );

    [Fact]
    public void What_no_dated_source_shows_is_not_counted_on_the_published_clock_and_the_answer_says_how_many()
    {
        var past = Given(BorderTalks.By("SCR", "2007-05"))
            .AndOn("2025-02-01", Toll.By("24.kg") with { Killed = Exactly(24) });
        var clocks = Clocks.On(Today) with
        {
            KnownBy = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero),
            Basis = Basis.Published,
        };

        Assert.Empty(past.Under(clocks).Clashes.Tolls);
        Assert.Equal(1, AnsweredClocks.Of(clocks, past.Negotiation).Undated);
        Assert.Null(AnsweredClocks.Of(clocks with { Basis = Basis.Recorded }, past.Negotiation).Undated);
    }

    // A treaty of 1996 whose negotiation was opened here with a source of 2025, or with one that bears no date.
    [Theory]
    [InlineData("2025-01", 0)]
    [InlineData(null, 1)]
    public void An_opening_that_no_source_shows_yet_hides_nothing_of_what_happened(string? published, int undated)
    {
        var past = Given(
            BorderTalks.By("UN", published).Named("opening"),
            new InstrumentSigned
            {
                InstrumentId = "treaty",
                InstrumentType = InstrumentType.Treaty,
                Signatories = ["KGZ", "TJK"],
            }
                .On("1996-02-01")
                .By("UN", "1996-02-01")
        );
        var clocks = Clocks.On(Today) with
        {
            KnownBy = new DateTimeOffset(2008, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Basis = Basis.Published,
        };
        var status = past.Under(clocks);

        Assert.Equal(
            (BorderTalks.Title, Phase.Signed, 2L, 0),
            (status.Title, status.Phase!.Certain, status.Version, status.Parties.Count)
        );
        Assert.Equal("instrument-signed", status.LastEvent!.Type);
        Assert.Equal(undated, AnsweredClocks.Of(clocks, past.Negotiation).Undated);
        Assert.Equal(
            [Id("opening")],
            Explanation
                .Of(past.Negotiation, clocks, null)!
                .Fields.Single(each => each.Field == "title")
                .Events.Select(each => each.EventId)
        );
        Assert.Null(StatusFold.Of(past.Negotiation, clocks with { KnownBy = clocks.KnownBy.Value.AddYears(-20) }));
    }
}

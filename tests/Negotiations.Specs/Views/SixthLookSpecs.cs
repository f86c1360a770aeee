using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Figures, truces and clocks as an analyst asked of them once more.</summary>
public class SixthLookSpecs
{
    [Theory]
    [InlineData(null, 8, null)]
    [InlineData(200, null, 200)]
    public void A_side_that_lost_more_than_a_headline_says_at_least_raises_it(int? most, int? least, int? high)
    {
        var headline = new Quantity
        {
            Qualifier = most is null ? Qualifier.AtLeast : Qualifier.AtMost,
            Low = least,
            High = most,
        };
        var killed = Given(
                BorderTalks,
                new ClashReported { ClashId = "a" }.On("2021-05-01"),
                new TollReported { ClashId = "a", Killed = headline }
                    .On("2021-05-01")
                    .By("Reuters", "2021-05-02"),
                new TollReported
                {
                    ClashId = "a",
                    Side = "TJK",
                    Killed = EventBuilders.Exactly(64),
                }
                    .On("2021-05-01")
                    .By("PPP", "2021-05-02")
            )
            .Now()
            .Clashes.Killed!;

        Assert.Equal((64, (decimal?)high), (killed.Low, killed.High));
    }

    [Fact]
    public void On_the_published_clock_only_the_papers_that_had_appeared_speak()
    {
        var toll = new TollReported { Killed = EventBuilders.Exactly(5) }
            .On("2015-12-20")
            .By("Late", "2017-01-01")
            .By("AFP", "2015-12-22");
        var story = Given(BorderTalks.By("Registry", "2010-01-01"), toll);

        Assert.Equal(
            [("AFP", "2015-12-22"), ("AFP", "2015-12-22")],
            new[] { story.KnownBy("2015-12-23", Basis.Published), story.Now() }.Select(status =>
                (status.Clashes.Tolls[0].Source, status.Clashes.Tolls[0].Published!.Text)
            )
        );

        var round = new RoundHeld().On("2015-12-17").By("Gazette", "2016-05-01").By("BBC", "2015-12-18");
        var known = Given(BorderTalks.By("Registry", "2010-01-01"), round).KnownBy("2015-12-20", Basis.Published);
        Assert.Equal(["BBC"], known.Headline.Clauses.Select(each => each.Source));
    }

    [Fact]
    public void A_round_without_a_name_and_the_sections_it_agreed_are_one_length()
    {
        var sections = Given(
                BorderTalks,
                new RoundHeld { Kilometres = EventBuilders.Exactly(11.88m) with { Unit = "km" } }.On("2020-03-05"),
                new SectionsAgreed { Length = EventBuilders.Exactly(11.88m) with { Unit = "km" } }.On("2020-03-05")
            )
            .Now()
            .Sections;

        Assert.Equal(11.88m, sections.Agreed!.Low);
    }

    [Fact]
    public void After_a_truce_that_is_over_the_past_clashes_are_past_since_its_end_and_no_other_day()
    {
        var status = Given(
                BorderTalks,
                new ClashReported().On("2018-12-18"),
                new CeasefireAgreed
                {
                    CeasefireId = "truce",
                    EffectiveFrom = Edtf.Parse("2022-04-02"),
                    EffectiveUntil = Edtf.Parse("2022-06-02"),
                }.On("2022-04-01")
            )
            .AsOf("2022-07-01");

        Assert.Equal((Security.PastClashes, "2022-06-03"), (status.Security.State, status.Security.Since!.Text));
        Assert.DoesNotContain(status.Uncertain, each => each.Field == "security.since");
    }

    [Fact]
    public void Of_a_range_of_days_no_day_is_named_beside_it()
    {
        var status = Given(
                BorderTalks,
                new ClashReported { ClashId = "one" }.On("2001-03-16"),
                new ClashReported { ClashId = "two" }.On("[2001-03-10..2001-04-26]")
            )
            .AsOf("2003-01-01");

        Assert.Equal(
            ["\"2002-03-17\"", "\"[2002-03-17..2002-04-27]\""],
            status
                .Uncertain.Single(each => each.Field == "security.since")
                .Possible.Select(each => each!.ToJsonString())
        );
    }
}

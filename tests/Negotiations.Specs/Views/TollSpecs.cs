using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// Losses: every figure side by side, and the range of the counts that stand. No count is averaged or left out
/// without a rule.
/// </summary>
public class TollSpecs
{
    private static readonly TollReported Toll = new TollReported { ClashId = "september-2022" }.On("2022-09");

    [Fact]
    public void Words_give_a_floor_and_nothing_else() =>
        Assert.Equal(AtLeast(24), Killed(Toll with { Killed = Words("dozens", Qualifier.Dozens) }));

    [Fact]
    public void Two_counters_make_a_range_and_commit_to_no_figure() =>
        Assert.Equal(People(36, null, 62), Killed(Kill(36).By("24.kg"), Kill(62).By("Asia-Plus")));

    [Fact]
    public void Two_counters_with_one_figure_commit_to_it() =>
        Assert.Equal(Exact(62), Killed(Kill(62).By("24.kg"), Kill(62).By("Asia-Plus")));

    [Fact]
    public void A_count_without_a_limit_leaves_the_range_open_on_that_side() =>
        Assert.Equal(
            People(81, null, 81, OpenSide.Above),
            Killed(
                Kill(81).By("24.kg"),
                (
                    Toll with
                    {
                        Killed = new Quantity { Qualifier = Qualifier.MoreThan, Low = 100 },
                    }
                ).By("Asia-Plus")
            )
        );

    [Fact]
    public void About_counts_as_its_figure_on_both_ends_and_is_marked() =>
        Assert.Equal(
            People(81, null, 200) with
            {
                Approximate = true,
            },
            Killed(
                Kill(81).By("24.kg"),
                (
                    Toll with
                    {
                        Killed = new Quantity { Qualifier = Qualifier.About, Best = 200 },
                    }
                ).By("Asia-Plus")
            )
        );

    [Fact]
    public void A_later_count_of_one_source_replaces_its_earlier_one()
    {
        var clashes = Clashes(Kill(24).By("24.kg", "2022-09-17"), Kill(36).By("24.kg", "2022-09-18"));

        Assert.Equal(Exact(36), clashes.Killed);
        Assert.Equal([false, true], clashes.Tolls.Select(toll => toll.Latest));
    }

    [Fact]
    public void The_counter_is_whom_the_source_credits_and_not_the_outlet() =>
        Assert.Equal(
            Exact(62),
            Killed(
                Credited(24, "Ministry of Health", "24.kg", "2022-09-17"),
                Credited(36, "ministry of  health", "Asia-Plus", "2022-09-18"),
                Credited(62, "Ministry of Health", "dpa", "2022-09-20")
            )
        );

    [Fact]
    public void A_figure_that_its_counter_has_left_behind_is_that_one_reported_again()
    {
        var clashes = Clashes(
            Credited(24, "Ministry of Health", "24.kg", "2022-09-17"),
            Credited(36, "Ministry of Health", "Asia-Plus", "2022-09-18"),
            Credited(24, "Ministry of Health", "dpa", "2025-01-20")
        );

        Assert.Equal((Exact(36), 3), (clashes.Killed, clashes.Tolls.Count));
        Assert.Equal([false, true, false], clashes.Tolls.Select(toll => toll.Latest));
    }

    [Fact]
    public void A_report_that_repeats_another_bounds_nothing() =>
        Assert.Equal(
            Exact(36),
            Killed(
                Kill(36).By("24.kg", "2022-09-17").Named("first"),
                (Kill(36) with { Repeats = Id("first"), Killed = Exactly(39) }).By("Kayhan", "2022-09-20")
            )
        );

    [Fact]
    public void A_report_that_repeats_one_no_one_knows_is_all_there_is_of_it() =>
        Assert.Equal(Exact(36), Killed((Kill(36) with { Repeats = Id("never recorded") }).By("Kayhan", "2022-09-20")));

    [Fact]
    public void Two_counts_of_one_counter_on_one_day_stand_both() =>
        Assert.Equal(
            People(3, null, 31),
            Killed(Kill(31).By("24.kg", "2022-09-17"), Kill(3).By("24.kg", "2022-09-17"))
        );

    [Fact]
    public void A_later_count_that_is_not_lower_supersedes_no_matter_who_counted() =>
        Assert.Equal(Exact(62), Killed(Kill(36).By("24.kg", "2022-09-17"), Kill(62).By("Asia-Plus", "2022-09-20")));

    [Fact]
    public void A_later_count_that_is_lower_contradicts_and_both_bound_the_range() =>
        Assert.Equal(
            People(36, null, 62),
            Killed(Kill(62).By("24.kg", "2022-09-17"), Kill(36).By("Asia-Plus", "2022-09-20"))
        );

    [Fact]
    public void The_displaced_can_become_fewer_and_no_counter_supersedes_another()
    {
        var clashes = Clashes(
            (Toll with { Displaced = Exactly(137_000) }).By("24.kg", "2022-09-17"),
            (Toll with { Displaced = Exactly(140_000) }).By("Asia-Plus", "2022-09-20")
        );

        Assert.Equal(People(137_000, null, 140_000), Assert.Single(clashes.Incidents).Total.Displaced);
    }

    [Fact]
    public void Households_are_a_series_of_their_own()
    {
        var total = Assert
            .Single(
                Clashes(
                    (
                        Toll with
                        {
                            Displaced = new Quantity { Best = 500, Unit = "households" },
                        }
                    ).By("24.kg"),
                    (Toll with { Displaced = Exactly(2600) }).By("24.kg")
                ).Incidents
            )
            .Total;

        Assert.Equal((Exact(2600), Figure.Exactly(500, "households")), (total.Displaced, total.DisplacedHouseholds));
    }

    [Fact]
    public void The_day_a_count_stood_decides_which_is_later_and_not_when_it_was_recorded() =>
        Assert.Equal(
            Exact(36),
            Killed(Kill(36) with { AsOf = Edtf.Parse("2022-09-20") }, Kill(24) with { AsOf = Edtf.Parse("2022-09-17") })
        );

    [Fact]
    public void Of_two_counts_whose_days_are_not_known_neither_replaces_the_other() =>
        Assert.Equal(People(24, null, 36), Killed(Kill(36), Kill(24)));

    [Fact]
    public void A_later_report_that_gives_no_figure_of_a_kind_leaves_the_last_one()
    {
        var clashes = Clashes(
            Kill(36).By("24.kg", "2022-09-17"),
            (Toll with { Displaced = Exactly(137_000) }).By("24.kg", "2022-09-18")
        );

        Assert.Equal((Exact(36), Exact(137_000)), (clashes.Killed, clashes.Incidents[0].Total.Displaced));
        Assert.All(clashes.Tolls, toll => Assert.True(toll.Latest));
    }

    [Fact]
    public void Further_losses_are_added_to_the_last_count()
    {
        var more = Kill(3) with { Cumulative = false };

        Assert.Equal(Exact(39), Killed(Kill(36).By("24.kg", "2022-09-17"), more.By("24.kg", "2022-09-19")));
        Assert.Equal(Exact(36), Killed(more.By("24.kg", "2022-09-16"), Kill(36).By("24.kg", "2022-09-17")));
        Assert.Equal(People(36, null, 39), Killed(more.By("24.kg", "2022-09-17"), Kill(36).By("24.kg", "2022-09-17")));
    }

    [Fact]
    public void The_losses_of_the_sides_are_added_up() =>
        Assert.Equal(Exact(103), Killed(Kill(62, "KGZ").By("24.kg"), Kill(41, "TJK").By("Asia-Plus")));

    [Fact]
    public void A_side_that_no_source_counts_leaves_the_sum_open() =>
        Assert.Equal(AtLeast(36), Killed(Kill(36, "KGZ")));

    [Fact]
    public void The_sides_are_those_that_reports_of_the_clash_name()
    {
        var clash = new ClashReported { ClashId = "september-2022" }
            .On("2022-09-16")
            .With("KGZ".As(ActorRole.SideA), "TJK".As(ActorRole.SideB), "UZB".As(ActorRole.Observer));
        var three = clash with { Actors = [.. clash.Actors!, "UZB".As(ActorRole.SideB)] };
        TollReported[] tolls = [Kill(62, "KGZ"), Kill(41, "TJK")];

        Assert.Equal(Exact(103), Given([BorderTalks, clash, .. tolls]).Now().Clashes.Killed);
        Assert.Equal(AtLeast(103), Given([BorderTalks, three, .. tolls]).Now().Clashes.Killed);
    }

    [Fact]
    public void A_headline_and_the_sum_of_the_sides_are_both_shown_and_both_bound_the_total()
    {
        var clashes = Clashes(Kill(40, "KGZ").By("24.kg"), Kill(30, "TJK").By("Asia-Plus"), Kill(5).By("Reuters"));

        Assert.Equal(People(5, null, 70), clashes.Killed);
        Assert.Equal(
            [("KGZ", Exact(40)), ("TJK", Exact(30))],
            clashes.Incidents[0].Sides.Select(side => (side.Side, side.Killed!))
        );
        Assert.Equal(People(5, null, 70), clashes.Incidents[0].Total.Killed);
    }

    [Fact]
    public void A_sum_of_sides_that_is_later_and_not_lower_supersedes_the_headline() =>
        Assert.Equal(
            Exact(103),
            Killed(
                Kill(94).By("Reuters", "2022-09-17"),
                Kill(62, "KGZ").By("24.kg", "2022-09-18"),
                Kill(41, "TJK").By("Asia-Plus", "2022-09-20")
            )
        );

    [Fact]
    public void A_headline_that_is_later_and_not_lower_supersedes_the_sum_of_sides() =>
        Assert.Equal(
            Exact(110),
            Killed(
                Kill(62, "KGZ").By("24.kg", "2022-09-18"),
                Kill(41, "TJK").By("Asia-Plus", "2022-09-20"),
                Kill(110).By("Reuters", "2022-09-25")
            )
        );

    [Fact]
    public void A_side_without_a_ceiling_leaves_the_sum_without_one() =>
        Assert.Equal(
            AtLeast(86),
            Killed(Kill(62, "KGZ"), Toll with { Side = "TJK", Killed = Words("dozens", Qualifier.Dozens) })
        );

    [Fact]
    public void Civilians_alone_are_a_floor_for_all() =>
        Assert.Equal(AtLeast(37), Killed(Kill(37) with { Of = TollOf.Civilians }));

    [Fact]
    public void Civilians_and_combatants_together_are_all() =>
        Assert.Equal(
            Exact(62),
            Killed(Kill(37) with { Of = TollOf.Civilians }, Kill(25) with { Of = TollOf.Combatants })
        );

    [Fact]
    public void Combatants_counted_for_another_loss_do_not_make_civilians_all() =>
        Assert.Equal(
            AtLeast(37),
            Killed(Kill(37) with { Of = TollOf.Civilians }, Toll with { Injured = Exactly(80), Of = TollOf.Combatants })
        );

    [Fact]
    public void A_count_of_all_people_is_not_widened_by_one_of_civilians_that_fits_below_it() =>
        Assert.Equal(Exact(62), Killed(Kill(62), Kill(37) with { Of = TollOf.Civilians }));

    [Fact]
    public void More_civilians_than_all_people_are_not_shut_out() =>
        Assert.Equal(
            People(20, null, 20, OpenSide.Above),
            Killed(Kill(20), Toll with { Killed = Words("dozens", Qualifier.Dozens), Of = TollOf.Civilians })
        );

    [Fact]
    public void Clashes_are_added_up() =>
        Assert.Equal(Exact(117), Killed(Kill(62), Kill(55) with { ClashId = "april-2021" }));

    [Fact]
    public void A_toll_of_no_clash_is_a_headline_over_the_clashes_in_its_days()
    {
        var clashes = Clashes(Kill(62), Kill(55) with { ClashId = "april-2022" }, Kill(100) with { ClashId = null });

        Assert.Equal(People(100, null, 117), clashes.Killed);
        Assert.Equal(["september-2022", "april-2022"], clashes.Incidents[^1].Over!);
    }

    [Fact]
    public void A_toll_of_no_clash_on_other_days_is_added() =>
        Assert.Equal(Exact(66), Killed(Kill(62), (Kill(4) with { ClashId = null }).On("2020-05-01")));

    [Fact]
    public void Every_figure_is_listed_as_its_source_gave_it()
    {
        var toll = Clashes(
            (
                Toll with
                {
                    Side = "KGZ",
                    Killed = Words("dozens", Qualifier.Dozens),
                    Of = TollOf.Civilians,
                    AsOf = Edtf.Parse("2022-09-18"),
                }
            ).By("24.kg", "2022-09-19")
        ).Tolls[0];

        Assert.Equal(
            ("september-2022", "KGZ", "24.kg", TollOf.Civilians),
            (toll.ClashId, toll.Side, toll.Source, toll.Of)
        );
        Assert.Equal(
            ("2022-09", "2022-09-18", "2022-09-19"),
            (toll.Occurred.Text, toll.AsOf!.Text, toll.Published!.Text)
        );
        Assert.Equal(
            ("dozens", 24m, null, null),
            (toll.Killed!.Text, toll.Killed.Low, toll.Killed.Best, toll.Killed.High)
        );
    }

    [Fact]
    public void Several_reports_of_one_clash_are_one_clash()
    {
        var clashes = Given(
                BorderTalks,
                new ClashReported { ClashId = "a" }.On("2022-09-14"),
                new ClashReported { ClashId = "a" }
                    .On("2022-09-16")
                    .In("Batken"),
                new ClashReported { Unenumerated = true }.On("2021")
            )
            .Now()
            .Clashes;

        Assert.Equal((2, 1, "Batken"), (clashes.Count, clashes.Unenumerated, clashes.Last!.Place));
    }

    [Fact]
    public void Where_no_source_counts_there_is_no_figure() =>
        Assert.Equal((null, null), Clashes() is var clashes ? (clashes.Killed, clashes.Injured) : default);

    private static TollReported Kill(int figure, string? side = null) =>
        Toll with
        {
            Killed = Exactly(figure),
            Side = side,
        };

    private static TollReported Credited(int figure, string counter, string outlet, string published) =>
        (Kill(figure) with { Claim = new Claim { AttributedTo = counter } }).By(outlet, published);

    private static Figure People(decimal? low, decimal? best, decimal? high, OpenSide? open = null) =>
        new(low, best, high, "people", null, open);

    private static Figure Exact(decimal figure) => Figure.Exactly(figure, "people");

    private static Figure AtLeast(decimal figure) => People(figure, null, null, OpenSide.Above);

    private static Figure? Killed(params TollReported[] tolls) => Clashes(tolls).Killed;

    private static ClashesView Clashes(params TollReported[] tolls) => Given([BorderTalks, .. tolls]).Now().Clashes;
}

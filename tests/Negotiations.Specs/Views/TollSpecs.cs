using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;
using static Negotiations.Specs.Telling;

namespace Negotiations.Specs.Views;

/// <summary>Losses: every figure side by side, and what the latest of each source support together. Nothing is averaged.</summary>
public class TollSpecs
{
    private static readonly TollReported Toll = new TollReported { ClashId = "september-2022" }.On("2022-09");

    [Fact]
    public void Words_give_a_floor_and_nothing_else() =>
        Assert.Equal(new Bounds(24, null, null), Killed(Toll with { Killed = Words("dozens", Qualifier.Dozens) }));

    [Fact]
    public void Two_sources_make_an_envelope_and_commit_to_no_figure() =>
        Assert.Equal(new Bounds(36, null, 62), Killed(Kill(36).By("24.kg"), Kill(62).By("Asia-Plus")));

    [Fact]
    public void Two_sources_with_one_figure_commit_to_it() =>
        Assert.Equal(new Bounds(62, 62, 62), Killed(Kill(62).By("24.kg"), Kill(62).By("Asia-Plus")));

    [Fact]
    public void A_later_count_of_one_source_replaces_its_earlier_one()
    {
        var clashes = Clashes(Kill(24).By("24.kg", "2022-09-17"), Kill(36).By("24.kg", "2022-09-18"));

        Assert.Equal(new Bounds(36, 36, 36), clashes.Killed);
        Assert.Equal([false, true], clashes.Tolls.Select(toll => toll.Latest));
    }

    [Fact]
    public void The_day_a_count_stood_decides_which_is_later_and_not_when_it_was_recorded() =>
        Assert.Equal(new Bounds(36, 36, 36), Killed(Kill(36) with { AsOf = Edtf.Parse("2022-09-20") }, Kill(24) with { AsOf = Edtf.Parse("2022-09-17") }));

    [Fact]
    public void A_later_report_that_gives_no_figure_of_a_kind_leaves_the_last_one_standing()
    {
        var clashes = Clashes(Kill(36).By("24.kg", "2022-09-17"), (Toll with { Displaced = Exactly(137_000) }).By("24.kg", "2022-09-18"));

        Assert.Equal((new Bounds(36, 36, 36), new Bounds(137_000, 137_000, 137_000)), (clashes.Killed, clashes.Displaced));
        Assert.All(clashes.Tolls, toll => Assert.True(toll.Latest));
    }

    [Fact]
    public void Further_losses_are_added_to_the_last_count()
    {
        var more = Kill(3) with { Cumulative = false };

        Assert.Equal(new Bounds(39, 39, 39), Killed(Kill(36).By("24.kg", "2022-09-17"), more.By("24.kg", "2022-09-19")));
        Assert.Equal(new Bounds(36, 36, 36), Killed(more.By("24.kg", "2022-09-16"), Kill(36).By("24.kg", "2022-09-17")));
    }

    [Fact]
    public void The_losses_of_the_sides_are_added_up() =>
        Assert.Equal(new Bounds(103, 103, 103), Killed(Kill(62, "KGZ").By("24.kg"), Kill(41, "TJK").By("Asia-Plus")));

    [Fact]
    public void A_headline_figure_is_of_all_sides_and_stands_for_the_sum() =>
        Assert.Equal(new Bounds(100, 100, 100), Killed(Kill(62, "KGZ").By("24.kg"), Kill(41, "TJK").By("Asia-Plus"), Kill(100).By("Reuters")));

    [Fact]
    public void A_side_without_a_ceiling_leaves_the_sum_without_one() =>
        Assert.Equal(new Bounds(86, null, null), Killed(Kill(62, "KGZ"), Toll with { Side = "TJK", Killed = Words("dozens", Qualifier.Dozens) }));

    [Fact]
    public void Civilians_alone_are_a_floor_for_everybody() =>
        Assert.Equal(new Bounds(37, null, null), Killed(Kill(37) with { Of = TollOf.Civilians }));

    [Fact]
    public void Civilians_and_combatants_together_are_all() =>
        Assert.Equal(new Bounds(62, 62, 62), Killed(Kill(37) with { Of = TollOf.Civilians }, Kill(25) with { Of = TollOf.Combatants }));

    [Fact]
    public void Combatants_counted_for_another_loss_do_not_make_civilians_all() =>
        Assert.Equal(new Bounds(37, null, null), Killed(Kill(37) with { Of = TollOf.Civilians }, Toll with { Injured = Exactly(80), Of = TollOf.Combatants }));

    [Fact]
    public void A_count_of_all_people_is_not_widened_by_one_of_civilians() =>
        Assert.Equal(new Bounds(62, 62, 62), Killed(Kill(62), Kill(37) with { Of = TollOf.Civilians }));

    [Fact]
    public void Clashes_are_added_up_and_a_toll_of_no_clash_stands_alone() =>
        Assert.Equal(new Bounds(121, 121, 121), Killed(Kill(62), Kill(55) with { ClashId = "april-2021" }, Kill(4) with { ClashId = null }));

    [Fact]
    public void Every_figure_is_kept_as_its_source_gave_it()
    {
        var toll = Clashes((Toll with { Side = "KGZ", Killed = Words("dozens", Qualifier.Dozens), Of = TollOf.Civilians, AsOf = Edtf.Parse("2022-09-18") }).By("24.kg", "2022-09-19")).Tolls[0];

        Assert.Equal(("september-2022", "KGZ", "24.kg", TollOf.Civilians), (toll.ClashId, toll.Side, toll.Source, toll.Of));
        Assert.Equal(("2022-09", "2022-09-18", "2022-09-19"), (toll.Occurred.Text, toll.AsOf!.Text, toll.Published!.Text));
        Assert.Equal(("dozens", 24m, null, null), (toll.Killed!.Text, toll.Killed.Low, toll.Killed.Best, toll.Killed.High));
    }

    [Fact]
    public void Several_reports_of_one_clash_are_one_clash()
    {
        var clashes = Given(BorderTalks, new ClashReported { ClashId = "a" }.On("2022-09-14"), new ClashReported { ClashId = "a" }.On("2022-09-16").In("Batken"), new ClashReported { Unenumerated = true }.On("2021")).Now().Clashes;

        Assert.Equal((2, 1, "Batken"), (clashes.Count, clashes.Unenumerated, clashes.Last!.Place));
    }

    private static TollReported Kill(int figure, string? side = null) => Toll with { Killed = Exactly(figure), Side = side };

    private static Bounds Killed(params TollReported[] tolls) => Clashes(tolls).Killed;

    private static ClashesView Clashes(params TollReported[] tolls) => Given([BorderTalks, .. tolls]).Now().Clashes;
}

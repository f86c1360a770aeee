using CsCheck;
using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>Numbers as sources give them, and the bounds their words support. Nothing is averaged and nothing is invented.</summary>
public class QuantitySpecs
{
    private static readonly Gen<decimal?> Figure = Gen.Int[0, 500].Select(figure => (decimal)figure).Nullable(0.3);

    private static readonly Gen<Bounds> Any = Gen.Select(Figure, Figure, Figure, (low, best, high) => new Bounds(low, best, high));

    // As one account gives them: in order.
    private static readonly Gen<Bounds> Ordered = Any.Where(bounds => !bounds.IsOutOfOrder);

    [Theory]
    [InlineData(Qualifier.Several, 3)]
    [InlineData(Qualifier.Tens, 10)]
    [InlineData(Qualifier.Dozens, 24)]
    [InlineData(Qualifier.Scores, 40)]
    [InlineData(Qualifier.Hundreds, 200)]
    [InlineData(Qualifier.Thousands, 2000)]
    public void A_word_gives_the_floor_of_the_published_table_and_neither_figure_nor_ceiling(Qualifier word, int floor) =>
        Assert.Equal(new Bounds(floor, null, null), new Quantity { Text = "as printed", Qualifier = word }.ToBounds());

    [Fact]
    public void The_published_table_is_version_1_and_has_six_words() =>
        Assert.Equal((1, 6), (QuantityConvention.Version, QuantityConvention.Floors.Count));

    [Fact]
    public void A_bound_the_source_gives_wins_over_the_table() =>
        Assert.Equal(new Bounds(30, 35, 90), new Quantity { Qualifier = Qualifier.Dozens, Low = 30, Best = 35, High = 90 }.ToBounds());

    [Theory]
    [InlineData(Qualifier.Exact)]
    [InlineData(Qualifier.Ordinal)]
    [InlineData(Qualifier.All)]
    [InlineData(null)]
    public void A_plain_figure_is_its_own_floor_and_ceiling(Qualifier? qualifier) =>
        Assert.Equal(new Bounds(62, 62, 62), new Quantity { Qualifier = qualifier, Best = 62 }.ToBounds());

    [Theory]
    [InlineData(Qualifier.AtLeast)]
    [InlineData(Qualifier.MoreThan)]
    public void At_least_is_a_floor_wherever_the_figure_was_put(Qualifier qualifier)
    {
        Assert.Equal(new Bounds(40, null, null), new Quantity { Qualifier = qualifier, Low = 40 }.ToBounds());
        Assert.Equal(new Bounds(40, null, null), new Quantity { Qualifier = qualifier, Best = 40 }.ToBounds());
        Assert.Equal(new Bounds(40, 62, null), new Quantity { Qualifier = qualifier, Low = 40, Best = 62 }.ToBounds());
    }

    [Theory]
    [InlineData(Qualifier.AtMost)]
    [InlineData(Qualifier.LessThan)]
    public void At_most_is_a_ceiling_wherever_the_figure_was_put(Qualifier qualifier)
    {
        Assert.Equal(new Bounds(null, null, 40), new Quantity { Qualifier = qualifier, High = 40 }.ToBounds());
        Assert.Equal(new Bounds(null, null, 40), new Quantity { Qualifier = qualifier, Best = 40 }.ToBounds());
    }

    [Fact]
    public void About_commits_to_a_figure_and_to_no_bound() =>
        Assert.Equal(new Bounds(null, 137_000, null), new Quantity { Qualifier = Qualifier.About, Best = 137_000 }.ToBounds());

    [Fact]
    public void Between_gives_two_bounds_and_no_figure() =>
        Assert.Equal(new Bounds(120, null, 140), new Quantity { Qualifier = Qualifier.Between, Low = 120, High = 140 }.ToBounds());

    [Fact]
    public void Words_that_bound_nothing_give_nothing() =>
        Assert.True(new Quantity { Text = "an unknown number", Qualifier = Qualifier.Unknown }.ToBounds().IsEmpty);

    [Fact]
    public void Every_qualifier_has_a_meaning() => Assert.All(Enum.GetValues<Qualifier>(), qualifier => new Quantity { Qualifier = qualifier, Best = 5 }.ToBounds());

    [Fact]
    public void It_does_not_matter_which_of_two_accounts_is_heard_first() => Gen.Select(Any, Any).Sample((a, b) => Assert.Equal(a.Envelope(b), b.Envelope(a)));

    [Fact]
    public void An_account_heard_twice_says_no_more_than_once() => Any.Sample(a => Assert.Equal(a, a.Envelope(a)));

    [Fact]
    public void An_envelope_is_never_narrower_than_an_account_in_it() => Gen.Select(Any, Any).Sample((a, b) =>
    {
        Assert.False(a.Envelope(b).Low > a.Low);
        Assert.False(a.Envelope(b).High < a.High);
    });

    [Fact]
    public void An_envelope_commits_to_a_figure_only_where_both_accounts_do_to_the_same() => Gen.Select(Any, Any).Sample((a, b) =>
        Assert.True(a.Envelope(b).Best is not { } best || a.IsEmpty || b.IsEmpty || (a.Best == best && b.Best == best)));

    [Fact]
    public void A_sum_does_not_depend_on_the_order_of_its_parts() => Gen.Select(Any, Any, Any).Sample((a, b, c) =>
    {
        Assert.Equal(a.Plus(b), b.Plus(a));
        Assert.Equal(a.Plus(b).Plus(c), a.Plus(b.Plus(c)));
    });

    [Fact]
    public void Nothing_said_adds_nothing() => Any.Sample(a => Assert.Equal(a, a.Plus(default)));

    [Fact]
    public void A_sum_has_a_ceiling_only_where_each_part_has_one() => Gen.Select(Any, Any).Sample((a, b) =>
        Assert.True(a.Plus(b).High is null || a.IsEmpty || b.IsEmpty || (a.High is not null && b.High is not null)));

    [Fact]
    public void A_sum_of_accounts_in_order_is_in_order() => Gen.Select(Ordered, Ordered).Sample((a, b) => Assert.False(a.Plus(b).IsOutOfOrder));
}

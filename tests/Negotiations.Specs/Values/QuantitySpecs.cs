using CsCheck;
using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>
/// Numbers as sources give them, and the bounds their words support. Nothing is averaged and nothing is invented.
/// </summary>
public class QuantitySpecs
{
    private static readonly Gen<decimal?> Number = Gen.Int[0, 500].Select(figure => (decimal)figure).Nullable(0.3);

    private static readonly Gen<Figure> Any = Gen.Select(Number, Number, Number, Gen.Bool, (low, best, high, about) =>
            Figure.Of(low, best, high, "people", about)
        )
        .Where(figure => figure is not null)
        .Select(figure => figure!);

    [Theory]
    [InlineData(Qualifier.Several, 3)]
    [InlineData(Qualifier.Tens, 10)]
    [InlineData(Qualifier.Dozens, 24)]
    [InlineData(Qualifier.Scores, 40)]
    [InlineData(Qualifier.Hundreds, 200)]
    [InlineData(Qualifier.Thousands, 2000)]
    public void A_word_gives_the_floor_of_the_published_table_and_neither_figure_nor_ceiling(
        Qualifier word,
        int floor
    ) =>
        Assert.Equal(
            Says(floor, null, null, OpenSide.Above),
            new Quantity { Text = "as printed", Qualifier = word }.ToFigure()
        );

    [Fact]
    public void The_published_table_is_version_1_and_has_six_words() =>
        Assert.Equal((1, 6), (QuantityConvention.Version, QuantityConvention.Floors.Count));

    [Fact]
    public void A_bound_the_source_gives_wins_over_the_table() =>
        Assert.Equal(
            Says(30, 35, 90),
            new Quantity
            {
                Qualifier = Qualifier.Dozens,
                Low = 30,
                Best = 35,
                High = 90,
            }.ToFigure()
        );

    [Theory]
    [InlineData(Qualifier.Exact)]
    [InlineData(Qualifier.Ordinal)]
    [InlineData(Qualifier.All)]
    [InlineData(null)]
    public void A_plain_figure_is_its_own_floor_and_ceiling(Qualifier? qualifier) =>
        Assert.Equal(Says(62, 62, 62), new Quantity { Qualifier = qualifier, Best = 62 }.ToFigure());

    [Theory]
    [InlineData(Qualifier.AtLeast)]
    [InlineData(Qualifier.MoreThan)]
    public void At_least_is_a_floor_wherever_the_figure_was_put(Qualifier qualifier)
    {
        Assert.Equal(Says(40, null, null, OpenSide.Above), new Quantity { Qualifier = qualifier, Low = 40 }.ToFigure());
        Assert.Equal(
            Says(40, null, null, OpenSide.Above),
            new Quantity { Qualifier = qualifier, Best = 40 }.ToFigure()
        );
        Assert.Equal(
            Says(40, 62, null, OpenSide.Above),
            new Quantity
            {
                Qualifier = qualifier,
                Low = 40,
                Best = 62,
            }.ToFigure()
        );
    }

    [Theory]
    [InlineData(Qualifier.AtMost)]
    [InlineData(Qualifier.LessThan)]
    public void At_most_is_a_ceiling_wherever_the_figure_was_put(Qualifier qualifier)
    {
        Assert.Equal(
            Says(null, null, 40, OpenSide.Below),
            new Quantity { Qualifier = qualifier, High = 40 }.ToFigure()
        );
        Assert.Equal(
            Says(null, null, 40, OpenSide.Below),
            new Quantity { Qualifier = qualifier, Best = 40 }.ToFigure()
        );
    }

    [Fact]
    public void More_than_forty_people_are_at_least_forty_one() =>
        Assert.Equal(
            (41m, 39m),
            (
                new Quantity { Qualifier = Qualifier.MoreThan, Low = 40 }
                    .ToFigure("people")!
                    .Low,
                new Quantity { Qualifier = Qualifier.LessThan, High = 40 }
                    .ToFigure("people")!
                    .High
            )
        );

    [Fact]
    public void About_is_its_figure_at_both_ends_and_marked() =>
        Assert.Equal(
            Says(137_000, 137_000, 137_000) with
            {
                Approximate = true,
            },
            new Quantity { Qualifier = Qualifier.About, Best = 137_000 }.ToFigure()
        );

    [Fact]
    public void Between_gives_two_bounds_and_no_figure() =>
        Assert.Equal(
            Says(120, null, 140),
            new Quantity
            {
                Qualifier = Qualifier.Between,
                Low = 120,
                High = 140,
            }.ToFigure()
        );

    [Fact]
    public void Words_that_bound_nothing_give_nothing() =>
        Assert.Null(new Quantity { Text = "an unknown number", Qualifier = Qualifier.Unknown }.ToFigure());

    [Fact]
    public void Every_qualifier_has_a_meaning() =>
        Assert.All(Enum.GetValues<Qualifier>(), qualifier =>
            Assert.NotNull(new Quantity { Qualifier = qualifier, Best = 5 }.ToFigure())
        );

    [Theory]
    [InlineData("m", "km", 1000, 1)]
    [InlineData("mi", "km", 10, 16.09344)]
    [InlineData("ha", "km2", 100, 1)]
    public void A_known_unit_is_converted_for_comparison(string from, string to, decimal figure, decimal converted) =>
        Assert.Equal(
            (converted, to),
            Figure.Exactly(figure, from).In(to) is var read ? (read!.Best, read.Unit) : default
        );

    [Theory]
    [InlineData("households", "people")]
    [InlineData("leagues", "km")]
    [InlineData("ha", "km")]
    public void What_is_of_another_kind_is_not_converted(string from, string to) =>
        Assert.Null(Figure.Exactly(1, from).In(to));

    [Fact]
    public void A_range_is_open_where_a_statement_sets_no_limit() =>
        Assert.Equal(
            Says(81, null, 81, OpenSide.Above),
            Figure.Union([Says(81, 81, 81), Says(101, null, null, OpenSide.Above)])
        );

    [Fact]
    public void At_most_fifty_and_at_least_a_hundred_exclude_nothing() =>
        Assert.Equal(
            Says(50, null, 100, OpenSide.Both),
            Figure.Union([Says(null, null, 50, OpenSide.Below), Says(100, null, null, OpenSide.Above)])
        );

    [Fact]
    public void It_does_not_matter_which_of_two_accounts_is_heard_first() =>
        Gen.Select(Any, Any).Sample((a, b) => Assert.Equal(Figure.Union([a, b]), Figure.Union([b, a])));

    [Fact]
    public void A_report_that_is_repeated_counts_once() => Any.Sample(a => Assert.Equal(a, Figure.Union([a, a])));

    [Fact]
    public void A_range_shuts_out_no_account_in_it() =>
        Any.Array[1, 5]
            .Sample(accounts =>
            {
                var range = Figure.Union(accounts)!;
                Assert.All(accounts, account =>
                {
                    Assert.True(range.Floor is null || range.Floor <= account.Floor);
                    Assert.True(range.Ceiling is null || range.Ceiling >= account.Ceiling);
                });
            });

    [Fact]
    public void A_range_commits_to_a_figure_only_where_all_accounts_do_to_the_same() =>
        Any.Array[1, 5]
            .Sample(accounts =>
                Assert.True(
                    Figure.Union(accounts)!.Best is not { } best || accounts.All(account => account.Best == best)
                )
            );

    [Fact]
    public void A_sum_does_not_depend_on_the_order_of_its_parts() =>
        Any.Array[1, 5].Sample(parts => Assert.Equal(Figure.Sum(parts), Figure.Sum([.. parts.Reverse()])));

    [Fact]
    public void A_sum_has_a_ceiling_only_where_each_part_has_one() =>
        Any.Array[1, 5]
            .Sample(parts =>
                Assert.Equal(parts.All(part => part.Ceiling is not null), Figure.Sum(parts)!.Ceiling is not null)
            );

    [Fact]
    public void Ranges_and_sums_are_in_order() =>
        Any.Array[1, 5]
            .Sample(parts =>
                Assert.All([Figure.Union(parts)!, Figure.Sum(parts)!], figure => Assert.False(figure.Low > figure.High))
            );

    private static Figure Says(decimal? low, decimal? best, decimal? high, OpenSide? open = null) =>
        new(low, best, high, null, null, open);
}

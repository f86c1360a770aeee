using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>Numbers as press items write them become what they support, and their words are stored.</summary>
public class NaturalQuantitySpecs
{
    [Theory]
    [InlineData("62", Qualifier.Exact, null, 62d, null, null)]
    [InlineData("at least 24", Qualifier.AtLeast, 24d, null, null, null)]
    [InlineData("more than 137,000 people", Qualifier.MoreThan, 137000d, null, null, "people")]
    [InlineData("up to 90", Qualifier.AtMost, null, null, 90d, null)]
    [InlineData("fewer than ten", Qualifier.LessThan, null, null, 10d, null)]
    [InlineData("about 100", Qualifier.About, null, 100d, null, null)]
    [InlineData("between 10 and 20", Qualifier.Between, 10d, null, 20d, null)]
    [InlineData("38.3–38.35 km", Qualifier.Between, 38.3, null, 38.35, "km")]
    [InlineData("11.88 km", Qualifier.Exact, null, 11.88, null, "km")]
    [InlineData("94 percent", Qualifier.Exact, null, 94d, null, "percent")]
    [InlineData("three", Qualifier.Exact, null, 3d, null, null)]
    [InlineData("1.5 million", Qualifier.Exact, null, 1500000d, null, null)]
    [InlineData("dozens", Qualifier.Dozens, null, null, null, null)]
    [InlineData("hundreds of families", Qualifier.Hundreds, null, null, null, "households")]
    [InlineData("several", Qualifier.Several, null, null, null, null)]
    [InlineData("an unknown number", Qualifier.Unknown, null, null, null, null)]
    public void A_number_in_words_supports_what_its_words_do(
        string written,
        Qualifier qualifier,
        double? low,
        double? best,
        double? high,
        string? unit
    )
    {
        var read = NaturalQuantity.Read(written);

        Assert.Equal(
            (written, qualifier, (decimal?)low, (decimal?)best, (decimal?)high, unit),
            (read.Text, read.Qualifier!.Value, read.Low, read.Best, read.High, read.Unit)
        );
    }

    [Fact]
    public void Dozens_are_a_floor_by_the_published_table_and_no_figure_of_ours_is_stored()
    {
        var read = NaturalQuantity.Read("dozens", "people");

        Assert.Equal((24m, OpenSide.Above), (read.ToFigure()!.Low, read.ToFigure()!.Open));
        Assert.Null(read.Low);
        Assert.Equal("people", read.Unit);
    }

    [Fact]
    public void Words_that_are_not_understood_are_stored_as_they_are() =>
        Assert.Equal(
            new Quantity { Text = "a good many", Qualifier = Qualifier.Unknown },
            NaturalQuantity.Read("a good many")
        );
}

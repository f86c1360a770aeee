using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>
/// Figures of a field of people, as sources write them in four languages: what they count is what they say.
/// </summary>
public class NaturalQuantityLanguageSpecs
{
    [Theory]
    [InlineData("1,500 households", Qualifier.Exact, null, 1500d, null, "households")]
    [InlineData("1,500 families", Qualifier.Exact, null, 1500d, null, "households")]
    [InlineData("около 1,5 тыс. семей", Qualifier.About, null, 1500d, null, "households")]
    [InlineData("hundreds of families", Qualifier.Hundreds, null, null, null, "households")]
    [InlineData("сотни семей", Qualifier.Hundreds, null, null, null, "households")]
    [InlineData("120 үй-бүлө", Qualifier.Exact, null, 120d, null, "households")]
    [InlineData("жүздөгөн үй-бүлө", Qualifier.Hundreds, null, null, null, "households")]
    [InlineData("300 оила", Qualifier.Exact, null, 300d, null, "households")]
    [InlineData("садҳо оила", Qualifier.Hundreds, null, null, null, "households")]
    [InlineData("7 miles", Qualifier.Exact, null, 7d, null, "mi")]
    [InlineData("12 km", Qualifier.Exact, null, 12d, null, "km")]
    [InlineData("1.500 families", Qualifier.Unknown, null, null, null, "households")]
    [InlineData("1.500", Qualifier.Unknown, null, null, null, "people")]
    [InlineData("1,500 км", Qualifier.Unknown, null, null, null, "km")]
    [InlineData("10 trucks", Qualifier.Unknown, null, null, null, null)]
    [InlineData("3 пункта", Qualifier.Unknown, null, null, null, null)]
    [InlineData("200 families and 20 people", Qualifier.Unknown, null, null, null, null)]
    [InlineData("24 killed and 87 wounded", Qualifier.Unknown, null, null, null, null)]
    [InlineData("a good many", Qualifier.Unknown, null, null, null, "people")]
    [InlineData("up to several hundred", Qualifier.Unknown, null, null, null, "people")]
    [InlineData("не менее 59", Qualifier.AtLeast, 59d, null, null, "people")]
    [InlineData("не менее двух", Qualifier.AtLeast, 2d, null, null, "people")]
    [InlineData("более 140 человек", Qualifier.MoreThan, 140d, null, null, "people")]
    [InlineData("137 тысяч", Qualifier.Exact, null, 137000d, null, "people")]
    [InlineData("137 тысяч человек", Qualifier.Exact, null, 137000d, null, "people")]
    [InlineData("1,11 км", Qualifier.Exact, null, 1.11d, null, "km")]
    [InlineData("11,88 km", Qualifier.Exact, null, 11.88d, null, "km")]
    [InlineData("11,88 км границы", Qualifier.Exact, null, 11.88d, null, "km")]
    [InlineData("около 100 км", Qualifier.About, null, 100d, null, "km")]
    [InlineData("более 90 %", Qualifier.MoreThan, 90d, null, null, "percent")]
    [InlineData("более 90 процентов", Qualifier.MoreThan, 90d, null, null, "percent")]
    [InlineData("не более 30", Qualifier.AtMost, null, null, 30d, "people")]
    [InlineData("до 20", Qualifier.AtMost, null, null, 20d, "people")]
    [InlineData("до 20 человек", Qualifier.AtMost, null, null, 20d, "people")]
    [InlineData("менее 10", Qualifier.LessThan, null, null, 10d, "people")]
    [InlineData("от 10 до 20", Qualifier.Between, 10d, null, 20d, "people")]
    [InlineData("между 10 и 20", Qualifier.Between, 10d, null, 20d, "people")]
    [InlineData("10-20 тысяч", Qualifier.Between, 10000d, null, 20000d, "people")]
    [InlineData("десятки", Qualifier.Tens, null, null, null, "people")]
    [InlineData("десятки человек", Qualifier.Tens, null, null, null, "people")]
    [InlineData("сотни", Qualifier.Hundreds, null, null, null, "people")]
    [InlineData("тысячи людей", Qualifier.Thousands, null, null, null, "people")]
    [InlineData("несколько десятков", Qualifier.Tens, null, null, null, "people")]
    [InlineData("несколько человек", Qualifier.Several, null, null, null, "people")]
    [InlineData("двадцать четыре", Qualifier.Exact, null, 24d, null, "people")]
    [InlineData("сто двадцать", Qualifier.Exact, null, 120d, null, "people")]
    [InlineData("никто", Qualifier.Exact, null, 0d, null, "people")]
    [InlineData("ещё 5,2 км", Qualifier.Exact, null, 5.2d, null, "km")]
    [InlineData("1 234,5 км", Qualifier.Exact, null, 1234.5d, null, "km")]
    [InlineData("2 млрд долларов", Qualifier.Exact, null, 2000000000d, null, "USD")]
    [InlineData("3 млн долларов США", Qualifier.Exact, null, 3000000d, null, "USD")]
    [InlineData("500 тыс. рублей", Qualifier.Exact, null, 500000d, null, "RUB")]
    [InlineData("ондогон", Qualifier.Tens, null, null, null, "people")]
    [InlineData("ондогон адам", Qualifier.Tens, null, null, null, "people")]
    [InlineData("миңдеген адам", Qualifier.Thousands, null, null, null, "people")]
    [InlineData("кеминде 59", Qualifier.AtLeast, 59d, null, null, "people")]
    [InlineData("59дан кем эмес", Qualifier.AtLeast, 59d, null, null, "people")]
    [InlineData("140 адамдан ашык", Qualifier.MoreThan, 140d, null, null, "people")]
    [InlineData("140тан ашык адам", Qualifier.MoreThan, 140d, null, null, "people")]
    [InlineData("20га чейин", Qualifier.AtMost, null, null, 20d, "people")]
    [InlineData("болжол менен 100 км", Qualifier.About, null, 100d, null, "km")]
    [InlineData("137 миң адам", Qualifier.Exact, null, 137000d, null, "people")]
    [InlineData("жыйырма төрт", Qualifier.Exact, null, 24d, null, "people")]
    [InlineData("90 пайыз", Qualifier.Exact, null, 90d, null, "percent")]
    [InlineData("эч ким", Qualifier.Exact, null, 0d, null, "people")]
    [InlineData("даҳҳо", Qualifier.Tens, null, null, null, "people")]
    [InlineData("даҳҳо нафар", Qualifier.Tens, null, null, null, "people")]
    [InlineData("ҳазорҳо нафар", Qualifier.Thousands, null, null, null, "people")]
    [InlineData("на камтар аз 59", Qualifier.AtLeast, 59d, null, null, "people")]
    [InlineData("беш аз 140 нафар", Qualifier.MoreThan, 140d, null, null, "people")]
    [InlineData("то 20 нафар", Qualifier.AtMost, null, null, 20d, "people")]
    [InlineData("тақрибан 100 км", Qualifier.About, null, 100d, null, "km")]
    [InlineData("137 ҳазор нафар", Qualifier.Exact, null, 137000d, null, "people")]
    [InlineData("бисту чор нафар", Qualifier.Exact, null, 24d, null, "people")]
    [InlineData("90 фоиз", Qualifier.Exact, null, 90d, null, "percent")]
    [InlineData("ҳеч кас", Qualifier.Exact, null, 0d, null, "people")]
    [InlineData("dozens", Qualifier.Dozens, null, null, null, "people")]
    [InlineData("several dozen", Qualifier.Dozens, null, null, null, "people")]
    [InlineData("several dozen people", Qualifier.Dozens, null, null, null, "people")]
    [InlineData("two dozen", Qualifier.Exact, null, 24d, null, "people")]
    [InlineData("a dozen", Qualifier.Exact, null, 12d, null, "people")]
    [InlineData("more than a dozen", Qualifier.MoreThan, 12d, null, null, "people")]
    [InlineData("twenty-four", Qualifier.Exact, null, 24d, null, "people")]
    [InlineData("two hundred and four", Qualifier.Exact, null, 204d, null, "people")]
    [InlineData("a hundred people", Qualifier.Exact, null, 100d, null, "people")]
    [InlineData("five thousand", Qualifier.Exact, null, 5000d, null, "people")]
    [InlineData("no one", Qualifier.Exact, null, 0d, null, "people")]
    [InlineData("63 soldiers", Qualifier.Exact, null, 63d, null, "people")]
    [InlineData("at least 24 killed", Qualifier.AtLeast, 24d, null, null, "people")]
    [InlineData("24 people were killed", Qualifier.Exact, null, 24d, null, "people")]
    [InlineData("a further 5.2 km", Qualifier.Exact, null, 5.2d, null, "km")]
    [InlineData("500 m", Qualifier.Exact, null, 500d, null, "m")]
    [InlineData("60 percent of the border", Qualifier.Exact, null, 60d, null, "percent")]
    [InlineData("$2 billion", Qualifier.Exact, null, 2000000000d, null, "USD")]
    [InlineData("$3bn", Qualifier.Exact, null, 3000000000d, null, "USD")]
    [InlineData("$2.5m", Qualifier.Exact, null, 2500000d, null, "USD")]
    [InlineData("USD 3 billion", Qualifier.Exact, null, 3000000000d, null, "USD")]
    [InlineData("3 million dollars", Qualifier.Exact, null, 3000000d, null, "USD")]
    [InlineData("3,000,000 USD", Qualifier.Exact, null, 3000000d, null, "USD")]
    [InlineData("more than €5 million", Qualifier.MoreThan, 5000000d, null, null, "EUR")]
    [InlineData("1.500.000", Qualifier.Exact, null, 1500000d, null, "people")]
    [InlineData("1.234,5 km", Qualifier.Exact, null, 1234.5d, null, "km")]
    public void A_figure_is_read_in_each_language_in_the_unit_that_is_said(
        string written,
        Qualifier qualifier,
        double? low,
        double? best,
        double? high,
        string? unit
    )
    {
        var read = NaturalQuantity.Read(written, Units.People);

        Assert.Equal(
            (written, qualifier, (decimal?)low, (decimal?)best, (decimal?)high, unit),
            (read.Text, read.Qualifier!.Value, read.Low, read.Best, read.High, read.Unit)
        );
    }

    [Theory]
    [InlineData("a lot")]
    [InlineData("no data")]
    [InlineData("нет данных")]
    [InlineData("никто не знает")]
    [InlineData("он сказал")]
    [InlineData("24 or more")]
    [InlineData("1.500")]
    public void Words_that_are_no_number_give_none(string written) =>
        Assert.Equal(new Quantity { Text = written, Qualifier = Qualifier.Unknown }, NaturalQuantity.Read(written));

    [Theory]
    [InlineData("10 trucks", 10d)]
    [InlineData("3 пункта", 3d)]
    public void Where_the_field_has_no_unit_a_noun_stays_in_the_text(string written, double best) =>
        Assert.Equal(
            new Quantity
            {
                Text = written,
                Qualifier = Qualifier.Exact,
                Best = (decimal)best,
            },
            NaturalQuantity.Read(written)
        );
}

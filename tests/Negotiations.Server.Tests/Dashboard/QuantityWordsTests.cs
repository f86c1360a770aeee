using System.Globalization;
using Negotiations.Dashboard.Languages;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>Where the words of the source and the figure say the same, it is written once.</summary>
public sealed class QuantityWordsTests
{
    [Theory]
    [InlineData("302.29 km", "302.29", "km", "302.29\u00a0km")]
    [InlineData("302,29 km", "302.29", "km", "302.29\u00a0km")]
    [InlineData("7,132 weapons", "7132", "weapons", "7,132\u00a0weapons")]
    [InlineData("7 132 weapons", "7132", "weapons", "7,132\u00a0weapons")]
    [InlineData("45%", "45", "percent", "45\u00a0%")]
    [InlineData("some 7,132 weapons", "7132", "weapons", "“some 7,132 weapons” (7,132\u00a0weapons)")]
    [InlineData("302.29 km of the border", "302.29", "km", "“302.29 km of the border” (302.29\u00a0km)")]
    [InlineData("1,234 km", "1235", "km", "“1,234 km” (1,235\u00a0km)")]
    public void A_quantity_is_written_once_where_its_text_says_no_more_than_its_figure(
        string text,
        string best,
        string unit,
        string written
    ) =>
        Assert.Equal(
            written,
            new Words(Language.English).Quantity(
                new Quantity
                {
                    Text = text,
                    Qualifier = Qualifier.Exact,
                    Best = decimal.Parse(best, CultureInfo.InvariantCulture),
                    Unit = unit,
                }
            )
        );
}

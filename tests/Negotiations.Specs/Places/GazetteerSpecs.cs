// cspell:ignore Batkn Bishkik Dushambe Toshken
using Negotiations.Places;

namespace Negotiations.Specs.Places;

/// <summary>A town is where it is in whatever script its name is written.</summary>
public sealed class GazetteerSpecs
{
    [Theory]
    [InlineData("Batken", "KGZ", "Batken")]
    [InlineData("Баткен", null, "Batken")]
    [InlineData("Хуҷанд", "TJK", "Khujand")]
    [InlineData("Хучанд", "TJK", "Khujand")]
    [InlineData("Khodjent", "TJK", "Khujand")]
    [InlineData("Ворух", "TJK", "Vorukh")]
    [InlineData("Isfana", "KGZ", "Razzakov")]
    [InlineData("Buston", "TJK", "Buston")]
    [InlineData("Ак-Сай", "KGZ", "Ak-Say")]
    public void A_town_is_found_in_any_script(string name, string? country, string town) =>
        Assert.Equal(town, Gazetteer.Find(name, country)?.Name);

    [Theory]
    [InlineData("Batken", "TJK")]
    [InlineData("Бустон", "TJK")]
    [InlineData("A gorge without a name", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_is_not_known_or_may_be_one_of_several_is_not_placed(string? name, string? country) =>
        Assert.Null(Gazetteer.Find(name, country));

    [Theory]
    [InlineData("Batkn", "Batken")]
    [InlineData("Баткент", "Batken")]
    [InlineData("Bishkik", "Bishkek")]
    [InlineData("бишке", "Bishkek")]
    [InlineData("Худжант", "Khujand")]
    [InlineData("Dushambe", "Dushanbe")]
    [InlineData("Samarqand", "Samarkand")]
    [InlineData("Toshken", "Tashkent")]
    [InlineData("Ашхабат", "Ashgabat")]
    public void What_is_typed_nearly_so_is_offered_first(string typed, string town) =>
        Assert.Equal(town, Gazetteer.Near(typed, 6)[0].Name);

    [Fact]
    public void Of_several_towns_of_one_name_each_is_offered() =>
        Assert.Equal(["Buston", "Bŭston"], Gazetteer.Near("Бустон", 2).Select(each => each.Name).Order());

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("A gorge without a name")]
    public void Nothing_is_offered_for_what_is_near_to_none(string typed) => Assert.Empty(Gazetteer.Near(typed, 6));
}

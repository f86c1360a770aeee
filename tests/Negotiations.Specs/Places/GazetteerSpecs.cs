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
    [InlineData("Andijan", null, "Andijon")]
    [InlineData("Андижан", "UZB", "Andijon")]
    [InlineData("Urgench", null, "Urganch")]
    [InlineData("Ургенч", null, "Urganch")]
    [InlineData("Termez", null, "Tirmiz")]
    [InlineData("Термез", "UZB", "Tirmiz")]
    [InlineData("Jizzakh", null, "Jizzax")]
    [InlineData("Джизак", null, "Jizzax")]
    [InlineData("Хорог", "TJK", "Khorugh")]
    [InlineData("Хива", null, "Xiva")]
    [InlineData("Коканд", null, "Qo‘qon")]
    [InlineData("Фергана", null, "Fergana")]
    [InlineData("Farg‘ona", null, "Fergana")]
    [InlineData("Тошканд", null, "Tashkent")]
    [InlineData("Ашкабат", null, "Ashgabat")]
    [InlineData("Ашхобод", null, "Ashgabat")]
    [InlineData("Пенджикент", null, "Panjakent")]
    [InlineData("Jalal-Abad", null, "Manas")]
    [InlineData("Жалал-Абад", "KGZ", "Manas")]
    [InlineData("Джалал-Абад", null, "Manas")]
    public void A_town_is_found_in_any_script(string name, string? country, string town) =>
        Assert.Equal(town, Gazetteer.Find(name, country)?.Name);

    [Theory]
    [InlineData("Batken", "TJK")]
    [InlineData("Бустон", "TJK")]
    [InlineData("Jalalabad", null)]
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

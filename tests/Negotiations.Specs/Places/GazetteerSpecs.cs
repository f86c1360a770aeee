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
    [InlineData("Жалалабат", null, "Manas")]
    [InlineData("Jalalabad", "KGZ", "Manas")]
    [InlineData("Termiz", null, "Tirmiz")]
    [InlineData("Термиз", null, "Tirmiz")]
    [InlineData("Gulistan", null, "Guliston")]
    [InlineData("Gulistan", "TJK", "Qayroqqum")]
    [InlineData("Qurghonteppa", null, "Bokhtar")]
    [InlineData("Курган-Тюбе", null, "Bokhtar")]
    [InlineData("Xorog", null, "Khorugh")]
    [InlineData("Sokh", null, "Ravon")]
    [InlineData("Сох", "UZB", "Ravon")]
    [InlineData("Шахимардан", null, "Shohimardon")]
    [InlineData("Фрунзе", null, "Bishkek")]
    [InlineData("Ленинабад", null, "Khujand")]
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

    // Capitals, centres of regions and districts of Kyrgyzstan and Tajikistan, of regions of the others, and towns at
    // their borders: in Russian, Kyrgyz, Tajik and Uzbek, and by older names.
    [Fact]
    public void Each_centre_is_found_by_its_name_in_each_language()
    {
        using var stream = typeof(Gazetteer).Assembly.GetManifestResourceStream("Negotiations.TownNames.txt")!;
        using var lines = new StreamReader(stream);
        var centres = lines
            .ReadToEnd()
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToList();

        Assert.True(centres.Count > 150);
        Assert.All(centres, each => Assert.True(each.Length >= 6, each[0]));
        var faults = (
            from each in centres
            from name in each[2..].Prepend(each[0])
            from country in name[0] == '?' ? (string?[])[each[1]] : [each[1], null]
            from written in Ways(name.TrimStart('?'))
            let found = Gazetteer.Find(written, country)
            where (found?.Name, found?.Country) != (each[0], each[1])
            select $"{written} ({country}) is {found} and not {each[0]}"
        ).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // As all of GeoNames has them.
    [Theory]
    [InlineData("Bulung‘ur", "Bulung’ur Shahri")]
    [InlineData("Булунгур", "Bulung’ur Shahri")]
    [InlineData("Koson", "Koson")]
    [InlineData("Pop", "Pop")]
    public void A_town_is_found_without_the_word_for_town(string name, string town) =>
        Assert.Equal(town, Gazetteer.Find(name, "UZB")?.Name);

    static IEnumerable<string> Ways(string name)
    {
        foreach (var apostrophe in name.Contains('‘', StringComparison.Ordinal) ? "'’‘ʻʼ`" : "‘")
            yield return name.Replace('‘', apostrophe);
    }
}

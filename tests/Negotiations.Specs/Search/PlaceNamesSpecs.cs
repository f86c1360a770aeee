using Negotiations.Search;

namespace Negotiations.Specs.Search;

/// <summary>A place is found by its name in each language, whichever the text has.</summary>
public sealed class PlaceNamesSpecs
{
    [Theory]
    [InlineData("Ashgabat", "Ашхабад")]
    [InlineData("Ashgabat", "Ашкабат")]
    [InlineData("Ashgabat", "Ашхобод")]
    [InlineData("Ashgabat", "Ashxobod")]
    [InlineData("Ashgabat", "Aşgabat")]
    [InlineData("Ашхабад", "Ashgabat")]
    [InlineData("Brussels", "Брюссель")]
    [InlineData("Brussels", "Bryussel")]
    [InlineData("Kabul", "Кобул")]
    [InlineData("Tashkent", "Тошканд")]
    [InlineData("Tehran", "Теҳрон")]
    [InlineData("Beijing", "Пекин")]
    [InlineData("New Delhi", "Деҳлии Нав")]
    [InlineData("Ulaanbaatar", "Улан-Батор")]
    [InlineData("The Hague", "Гаага")]
    [InlineData("Geneva", "Женева")]
    [InlineData("Vienna", "Вена")]
    [InlineData("Riyadh", "Эр-Рияд")]
    public void It_is_found_in_another_language(string written, string asked) => Assert.True(Finds(written, asked));

    [Fact]
    public void Each_name_of_a_place_finds_the_others()
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("Negotiations.PlaceNames.txt")!;
        using var lines = new StreamReader(stream);
        var places = lines.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.True(places.Count > 100);
        Assert.Empty(
            from line in places
            let names = line.Split('|', StringSplitOptions.TrimEntries)
            from written in names
            from asked in names
            where !Finds(written, asked)
            select $"{written} is not found by {asked}"
        );
    }

    [Fact]
    public void A_word_that_no_text_has_is_written_as_those_who_search_write_it()
    {
        Assert.Equal("demarcation", Synonyms.Written(Latin.Fold("demarcation")));
        Assert.Equal("Ашхобод", Synonyms.Written(Latin.Fold("Ашхобод")));
        Assert.Null(Synonyms.Written("nowhere"));
    }

    static bool Finds(string written, string asked)
    {
        var line = new SearchLine(SearchWeight.Place, written);
        return SearchTerms.Of(asked).All.All(line.Has);
    }
}

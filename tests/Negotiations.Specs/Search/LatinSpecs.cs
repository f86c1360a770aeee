using Negotiations.Search;

namespace Negotiations.Specs.Search;

/// <summary>Names are found by their Latin form, whichever script and romanisation they were written in.</summary>
public sealed class LatinSpecs
{
    [Theory]
    [InlineData("Кыргызстан", "Kyrgyzstan")]
    [InlineData("Жапаров", "Japarov")]
    [InlineData("Жапаров", "Zhaparov")]
    [InlineData("Көк-Таш", "Kok-Tash")]
    [InlineData("Үч-Коргон", "Uch-Korgon")]
    [InlineData("Лейлек", "Leylek")]
    [InlineData("Тоҷикистон", "Tojikiston")]
    [InlineData("Хуҷанд", "Khujand")]
    [InlineData("Раҳмон", "Rakhmon")]
    [InlineData("Раҳмон", "Rahmon")]
    [InlineData("Қайроққум", "Qayroqqum")]
    [InlineData("Ғафуров", "Ghafurov")]
    [InlineData("Ворух", "Vorukh")]
    [InlineData("Душанбе", "Dushanbe")]
    [InlineData("Сергей Лавров", "Sergey Lavrov")]
    [InlineData("Сергей Лавров", "Sergei Lavrov")]
    [InlineData("Щербаков", "Shcherbakov")]
    [InlineData("Ёлкин", "Yolkin")]
    [InlineData("Юсупов", "Yusupov")]
    [InlineData("Қазақстан", "Qazaqstan")]
    [InlineData("Ўзбекистон", "O‘zbekiston")]
    [InlineData("Erdoğan", "Erdogan")]
    [InlineData("Türkmenistan", "Turkmenistan")]
    [InlineData("KÖK-TAŞ", "kok tash")]
    public void Two_spellings_of_a_name_are_one(string written, string latin) =>
        Assert.Equal(Spelled(latin), Spelled(written));

    [Theory]
    [InlineData(
        "Oʻzbekiston",
        "O'zbekiston",
        "O‘zbekiston",
        "O’zbekiston",
        "Oʻzbekiston",
        "O`zbekiston",
        "O´zbekiston"
    )]
    [InlineData("Oʻzbekiston", "Ozbekiston", "Ўзбекистон", "У\u0306збекистон", "ozbek")]
    [InlineData("Ўзбекистон", "O'zbekiston", "Oʻzbekiston", "У\u0306збекистон")]
    [InlineData("choʻli va gʻarb", "choʼli", "chol", "чўли", "g'arb", "ғарб", "GARB")]
    [InlineData("Buxoro, Xoʻjand", "Бухоро", "Хўжанд", "Bukhoro", "Hojand")]
    [InlineData("Бухоро", "Buxoro")]
    [InlineData("Александр", "Alexandr", "Aleksandr")]
    [InlineData("Берёзовка", "Березовка", "Бере\u0308зовка", "Beryozovka", "Berezovka")]
    [InlineData("Елкин", "Ёлкин", "Yolkin", "Yelkin")]
    [InlineData("Йўлдош", "Yoʻldosh", "Yoldosh")]
    [InlineData("Баткенский район", "рай", "rayon", "raion")]
    [InlineData("surveyed", "survey")]
    [InlineData("Türkiye, Š", "Tu\u0308rkiye", "S\u030C", "sh")]
    [InlineData("İSTANBUL", "Istanbul", "istanbul", "I\u0307stanbul")]
    [InlineData("Ис\u00ADфа\u00ADна", "Исфана", "Ис\u200Bфана")]
    [InlineData("ＫＯＫ", "kok")]
    [InlineData("agreements and projects", "agreement", "agreements", "project", "projects")]
    [InlineData("Donets, Kuznets", "Донец", "Кузнец", "Donec")]
    [InlineData("Донец", "Donets")]
    [InlineData("finalized", "finalised")]
    [InlineData("counter-terrorism", "counterterrorism", "counter terrorism", "counter-terrorism")]
    [InlineData("counterterrorism", "counter-terrorism")]
    [InlineData("Кыргызстан", "Кыргызстандын")]
    public void A_name_is_found_by_every_way_to_write_it(string text, params string[] written) =>
        Assert.All(written, each =>
            Assert.NotEmpty(new SearchLine(SearchWeight.Title, text).Find(SearchTerms.Of(each)))
        );

    [Theory]
    [InlineData("Shanghai Cooperation Organisation", "organization", "SCO", "ШОС", "organiz")]
    [InlineData("a conference on women, peace and security", "WPS")]
    [InlineData("the WPS agenda", "women", "peace", "women, peace and security")]
    [InlineData("pipeline Turkmenistan-Afghanistan-Pakistan-India", "TAPI")]
    [InlineData("annual meeting", "summit")]
    [InlineData("Граница", "границы", "границе", "border", "frontier")]
    [InlineData("Kishida", "Kishida's", "Кисида")]
    [InlineData("a talk", "talks", "negotiations")]
    [InlineData("organisation", "organiz")]
    [InlineData("S.C.O. summit", "SCO", "S.C.O.", "ШОС")]
    [InlineData("the SCO", "S.C.O.")]
    [InlineData("C5+1", "С5+1")]
    [InlineData("Таджикистан", "таджикская", "таджикско")]
    [InlineData("the Qosh Tepa canal", "Qo'shtepa kanali", "Куштепа")]
    [InlineData("талибы", "Tolibonning")]
    public void A_text_is_found_by_what_means_the_same_and_without_the_endings_of_grammar(
        string text,
        params string[] written
    )
    {
        var line = new SearchLine(SearchWeight.Text, text);

        Assert.All(written, each => Assert.All(SearchTerms.Of(each).All, term => Assert.True(line.Has(term), each)));
        Assert.False(line.Has(SearchTerms.Of("gherkin").All[0]));
    }

    [Fact]
    public void Small_words_are_looked_for_only_where_nothing_else_is()
    {
        Assert.Equal(["talks", "border"], SearchTerms.Of("the talks on the border").All.Select(term => term.Text));
        Assert.Equal(["of", "the"], SearchTerms.Of("of the").All.Select(term => term.Text));
    }

    [Fact]
    public void Apostrophes_by_themselves_are_no_word() => Assert.Empty(Latin.Words("ʻ ʼ ' ‘’ \u200B"));

    [Theory]
    [InlineData("Batken", "Bishkek")]
    [InlineData("Isfara", "Isfana")]
    [InlineData("S/2007/279", "S/2007/29")]
    public void Different_names_stay_different(string one, string other) =>
        Assert.NotEqual(Spelled(one), Spelled(other));

    [Fact]
    public void A_word_knows_where_it_stands_in_the_text() =>
        Assert.Equal(
            [new Word(3, 6, "voruh"), new Word(10, 7, "ozbek")],
            Latin.Words("at Vorukh O‘zbek’".Replace("at", "—,", StringComparison.Ordinal))
        );

    [Fact]
    public void A_spelling_spelled_again_stays_as_it_is()
    {
        foreach (var name in new[] { "Жээнбеков", "Xinjiang", "Qosh Tepa", "Ҷумъа", "Zhezkazgan", "Issyk-Kul" })
            Assert.Equal(Spelled(name), Spelled(string.Join(' ', Spelled(name))));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(5000)]
    public void A_word_is_spelled_to_its_end_however_long_it_is(int letters) =>
        Assert.Equal(
            string.Concat(Enumerable.Repeat("ksh", letters / 2)),
            Latin.Fold(string.Concat(Enumerable.Repeat("кщ", letters / 2)))
        );

    [Fact]
    public void Scripts_it_does_not_know_are_left_as_they_are() => Assert.Equal(["上海"], Spelled("上海"));

    static List<string> Spelled(string text) => [.. Latin.Words(text).Select(word => word.Folded)];
}

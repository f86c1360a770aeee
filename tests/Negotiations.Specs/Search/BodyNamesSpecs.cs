using Negotiations.Actors;
using Negotiations.Search;
using Negotiations.Values;

namespace Negotiations.Specs.Search;

/// <summary>An international body is found by its full name in each language as by its abbreviation, whichever the
/// text has.</summary>
public sealed class BodyNamesSpecs
{
    // Of each line: in English, Russian, Kyrgyz, Tajik and Uzbek in Latin letters, then what else it is called.
    private const int Languages = 5;

    private static readonly IReadOnlyList<string[]> Bodies = Read();

    private static readonly IReadOnlyList<KnownActor> Organisations =
    [
        .. ActorRegistry.BuiltIn.All.Where(each => each.Kind == ActorKind.Organisation),
    ];

    [Fact]
    public void Each_has_a_name_in_each_language()
    {
        Assert.True(Organisations.Count > 90);
        foreach (var each in Organisations)
        {
            var names = Assert.Single(Bodies, line => line[0] == each.Names["en"]);
            Assert.Equal(["en", "ky", "ru", "tg"], each.Names.Keys.Order(StringComparer.Ordinal));
            Assert.Equal([each.Names["en"], each.Names["ru"], each.Names["ky"], each.Names["tg"]], names[..4]);
            Assert.Contains(names[4], each.NamesInUse());
        }
    }

    [Fact]
    public void A_text_with_one_name_or_abbreviation_is_found_by_each_of_the_others() =>
        Assert.Empty(
            from body in Bodies
            from written in body
            from asked in Ways(body)
            where !Finds([written], asked)
            select $"{written} is not found by {asked}"
        );

    // Also by those abbreviations that say nothing in a text (WHO).
    [Fact]
    public void Who_records_an_actor_by_its_code_records_all_its_names() =>
        Assert.Empty(
            from each in Organisations
            let names = each.NamesInUse().Prepend(each.Code).ToArray()
            from asked in Ways([.. Bodies.Single(line => line[0] == each.Names["en"]), .. names])
            where !Finds(names, asked)
            select $"{each.Code} is not found by {asked}"
        );

    [Theory]
    [InlineData(
        "the SCO summit",
        "Шанхай Кызматташтык Уюму",
        "Созмони Ҳамкории Шанхай",
        "Shanxay hamkorlik tashkiloti"
    )]
    [InlineData("the SCO summit", "Шанхай кызматташтык уюмунун саммити", "Шанхай ҳамкорлик ташкилоти саммити")]
    [InlineData("ODKB, CSTO", "Жамааттык коопсуздук жөнүндө келишим уюму", "Созмони Аҳдномаи амнияти дастаҷамъӣ")]
    [InlineData("a UN Security Council briefing", "Xavfsizlik Kengashi", "Коопсуздук Кеңеши", "Шӯрои Амният", "ООН")]
    [InlineData("projects", "loyihalar", "лоиҳаҳо", "долбоору", "проекты")]
    [InlineData("a road map", "xaritasi", "харитаи роҳ", "yo'l xaritasi", "жол картасы")]
    [InlineData("the ambassador of Uzbekistan", "элчилери", "embassy", "elchixonasi", "сафорати", "посольство")]
    [InlineData("a gas pipeline", "түтүгү", "газ түтүгү")]
    [InlineData("relations", "мамиле", "муносибатҳо", "munosabatlar", "отношения")]
    [InlineData("early warning", "огоҳонии барвақт", "эрте эскертүү", "erta ogohlantirish")]
    public void Words_of_the_field_find_each_other(string text, params string[] asked) =>
        Assert.All(asked, each => Assert.True(Finds([text], each), each));

    [Theory]
    [InlineData("those who signed", "Всемирная организация здравоохранения")]
    [InlineData("мы поздравляем вас", "Восточноафриканское сообщество")]
    public void A_word_that_is_an_abbreviation_too_names_no_body(string text, string asked) =>
        Assert.False(Finds([text], asked));

    static IEnumerable<string> Ways(string[] names)
    {
        var uzbek = names[4];
        foreach (var apostrophe in "'’‘ʻʼ`´")
            yield return uzbek.Replace('‘', apostrophe).Replace('’', apostrophe);

        yield return Cyrillic(uzbek);
        foreach (var each in names)
            yield return each;
    }

    // As Uzbek is written in Cyrillic letters.
    static string Cyrillic(string latin)
    {
        (string Latin, string Letter)[] letters =
        [
            ("o‘", "ў"),
            ("g‘", "ғ"),
            ("sh", "ш"),
            ("ch", "ч"),
            ("ya", "я"),
            ("yo", "ё"),
            ("yu", "ю"),
            ("ye", "е"),
            ("a", "а"),
            ("b", "б"),
            ("d", "д"),
            ("e", "е"),
            ("f", "ф"),
            ("g", "г"),
            ("h", "ҳ"),
            ("i", "и"),
            ("j", "ж"),
            ("k", "к"),
            ("l", "л"),
            ("m", "м"),
            ("n", "н"),
            ("o", "о"),
            ("p", "п"),
            ("q", "қ"),
            ("r", "р"),
            ("s", "с"),
            ("t", "т"),
            ("u", "у"),
            ("v", "в"),
            ("x", "х"),
            ("y", "й"),
            ("z", "з"),
            ("’", "ъ"),
        ];
        return letters.Aggregate(latin.ToLowerInvariant(), (text, each) =>
            text.Replace(each.Latin, each.Letter, StringComparison.Ordinal)
        );
    }

    static bool Finds(string[] written, string asked)
    {
        var lines = written.Select(each => new SearchLine(SearchWeight.Text, each)).ToList();
        return SearchTerms.Of(asked).All.All(term => lines.Exists(line => line.Has(term)));
    }

    static List<string[]> Read()
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("Negotiations.Bodies.txt")!;
        using var lines = new StreamReader(stream);
        return
        [
            .. lines
                .ReadToEnd()
                .Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Where(names => names.Length >= Languages),
        ];
    }
}

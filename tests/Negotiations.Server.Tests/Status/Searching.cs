using System.Text.Json;
using Negotiations.Actors;

namespace Negotiations.Server.Tests.Status;

/// <summary>What the words of a search find, and in which order.</summary>
public sealed class Searching(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("x")]
    [InlineData("ш")]
    [InlineData("語")]
    public async Task A_word_too_long_for_an_index_is_recorded_whole_and_found_by_its_beginning(string letter)
    {
        var id = $"long-{(int)letter[0]}";
        var word = string.Concat(Enumerable.Repeat(letter, 1_900));

        await server.Monitor.Records(id, Report.Of("clash-reported", "2022-09", $$""" "note": "{{word}}" """));

        foreach (var length in new[] { 100, 180 })
        {
            var q = Uri.EscapeDataString(string.Concat(Enumerable.Repeat(letter, length)));
            var found = await server.Anonymous.Asks($"/api/negotiations?q={q}").Succeeds();
            Assert.Equal([id], found.Each("items", "id"));
        }

        var history = await server.Anonymous.Asks($"/api/negotiations/{id}/history").Succeeds();
        Assert.Contains(word, history.Each("items", "data.note"));
    }

    [Fact]
    public async Task A_name_is_found_by_its_Latin_form_in_titles_actors_places_and_texts_and_the_best_fit_comes_first()
    {
        await server.Monitor.Opens(Report.Opening("in-title", title: "Переговоры о Ворухе")).Succeeds();
        await server.Monitor.Records(
            "in-place",
            Report.Of("clash-reported", "2022-09", """ "place": { "name": "Ворух" } """)
        );
        await server.Monitor.Records(
            "in-text",
            Report.Of("statement-issued", "2022-10", """ "form": "remarks", "summary": "Дороге в Ворух" """)
        );
        await server.Monitor.Records(
            "in-actor",
            Report.Of("round-held", "2022-10", """ "actors": [{ "id": "TJK", "representative": "Воруҳов" }] """)
        );

        foreach (var q in new[] { "Vorukh", "voruh", "ВОРУХ" })
        {
            var found = await server.Anonymous.Asks("/api/negotiations?q=" + Uri.EscapeDataString(q)).Succeeds();

            Assert.Equal(["in-title", "in-actor", "in-place", "in-text"], found.Each("items", "id"));
            Assert.Equal("Дороге в Ворух", found["highlights.in-text.0.text"]);
            Assert.Equal(
                ("9", "5"),
                (found["highlights.in-text.0.spans.0.start"], found["highlights.in-text.0.spans.0.length"])
            );
        }
    }

    [Fact]
    public async Task The_negotiation_of_an_id_comes_before_all_that_its_words_find()
    {
        await server.Monitor.Opens(Report.Opening("kg-line", title: "A")).Succeeds();
        await server.Monitor.Opens(Report.Opening("zz-other", title: "Kg line, the line of KG")).Succeeds();

        foreach (var question in new[] { "kg-line", "KG-Line%20", "kg-line&asOf=2025" })
            Assert.Equal(
                ["kg-line", "zz-other"],
                (await server.Anonymous.Asks($"/api/negotiations?q={question}").Succeeds()).Each("items", "id")
            );
    }

    [Fact]
    public async Task A_state_is_found_by_its_name_in_every_language_of_the_pages()
    {
        await server.Monitor.Records(
            "of-armenia",
            Report.Of("round-held", "2022-10", """ "actors": [{ "id": "ARM", "role": "party" }] """)
        );

        foreach (var q in new[] { "Armenia", "Армения", "Арманистон" })
        foreach (var clocks in new[] { "", "&asOf=2030" })
            Assert.Equal(
                ["of-armenia"],
                (await server.Anonymous.Asks($"/api/negotiations?q={Uri.EscapeDataString(q)}{clocks}").Succeeds()).Each(
                    "items",
                    "id"
                )
            );
    }

    [Theory]
    [InlineData("GEO", "Georgia", "Грузия")]
    [InlineData("JPN", "Japan", "Ҷопон")]
    [InlineData("KOR", "Республика Корея", "ROK")]
    [InlineData("UNRCCA", "Preventive Diplomacy", "РЦПДЦА")]
    public async Task Any_actor_of_the_registry_is_found_by_any_name_it_has_today(string code, params string[] names)
    {
        var id = "of-" + code.ToLowerInvariant();
        await server.Monitor.Records(
            id,
            Report.Of("round-held", "2022-10", $$""" "actors": [{ "id": "{{code}}" }] """)
        );

        foreach (var q in names)
        foreach (var clocks in new[] { "", "&asOf=2030" })
            Assert.Contains(
                id,
                (await server.Anonymous.Asks($"/api/negotiations?q={Uri.EscapeDataString(q)}{clocks}").Succeeds()).Each(
                    "items",
                    "id"
                )
            );
    }

    [Theory]
    [MemberData(nameof(Dashboard.LanguagesTests.Codes), MemberType = typeof(Dashboard.LanguagesTests))]
    public void Whatever_a_page_calls_an_actor_finds_it(string language)
    {
        using var words = JsonDocument.Parse(
            typeof(Negotiations.Dashboard.Languages.Language).Assembly.GetManifestResourceStream(
                $"languages/{language}.json"
            )!
        );

        Assert.All(words.RootElement.GetProperty("actor").EnumerateObject(), each =>
            Assert.Contains(
                each.Value.GetString()!,
                ActorRegistry.BuiltIn.At(each.Name)!.NamesInUse().Append(each.Name)
            )
        );
    }

    [Theory]
    [InlineData("O'zbekiston")]
    [InlineData("O‘zbekiston")]
    [InlineData("O’zbekiston")]
    [InlineData("Oʻzbekiston")]
    [InlineData("Ozbekiston")]
    [InlineData("Ўзбекистон")]
    [InlineData("choʼli")]
    [InlineData("чўли")]
    [InlineData("g'arb")]
    [InlineData("Buxoro")]
    [InlineData("Бухоро")]
    [InlineData("Березовка")]
    [InlineData("Бере\u0308зовка")]
    [InlineData("Beryozovka")]
    public async Task A_title_is_found_by_every_way_to_write_it(string q)
    {
        if (!(await server.Anonymous.Asks("/api/negotiations?q=srch").Succeeds()).Each("items", "id").Contains("srch"))
            await server
                .Monitor.Opens(Report.Opening("srch", title: "Oʻzbekiston choʻli va gʻarb, Buxoro, Берёзовка"))
                .Succeeds();

        foreach (var clocks in new[] { "", "&asOf=2030" })
        {
            var found = await server
                .Anonymous.Asks($"/api/negotiations?q={Uri.EscapeDataString(q)}{clocks}")
                .Succeeds();

            Assert.Equal(["srch"], found.Each("items", "id"));
            Assert.Single(found.Each("highlights.srch.0.spans", "start"));
        }
    }

    [Fact]
    public async Task All_words_have_to_be_found_and_a_list_on_other_clocks_finds_the_same()
    {
        await server.Monitor.Opens(Report.Opening("canal-one", title: "Canal of Qosh Tepa")).Succeeds();
        await server.Monitor.Opens(Report.Opening("canal-two", title: "Canal of the north")).Succeeds();

        foreach (var clocks in new[] { "", "&asOf=2030" })
        {
            Assert.Equal(
                ["canal-one"],
                (await server.Anonymous.Asks("/api/negotiations?q=canal+kosh" + clocks).Succeeds()).Each("items", "id")
            );
            Assert.Equal(
                ["canal-two", "canal-one"],
                (await server.Anonymous.Asks("/api/negotiations?q=canal" + clocks).Succeeds()).Each("items", "id")
            );
            Assert.Empty(
                (await server.Anonymous.Asks("/api/negotiations?q=%27%3A%2A+%26" + clocks).Succeeds()).Each(
                    "items",
                    "id"
                )
            );
        }
    }

    [Fact]
    public async Task A_code_of_another_collection_finds_the_negotiation_and_one_that_names_nothing_is_refused()
    {
        await server.Monitor.Records(
            "of-pax",
            Report.Of("clash-reported", "2022-09", """ "externalIds": [{ "scheme": "PAX", "id": "8810/1" }] """)
        );

        foreach (var clocks in new[] { "", "&asOf=2030" })
            Assert.Equal(
                ["of-pax"],
                (await server.Anonymous.Asks("/api/negotiations?externalId=pax:8810/1" + clocks).Succeeds()).Each(
                    "items",
                    "id"
                )
            );

        await server
            .Anonymous.Asks("/api/negotiations?externalId=pax:8810")
            .IsRefused(400, "unknown-value", "pax:8810");
        await server.Anonymous.Asks("/api/negotiations?externalId=8810").IsRefused(400, "bad-parameter", "pax:549");
    }

    [Fact]
    public async Task Where_nothing_has_all_the_words_the_answer_says_so_and_what_comes_near()
    {
        await server.Monitor.Opens(Report.Opening("near-one", title: "Zaamin reservoir commission")).Succeeds();
        await server.Monitor.Opens(Report.Opening("near-two", title: "Zaamin pasture")).Succeeds();

        var found = await server.Anonymous.Asks("/api/negotiations?q=zaamin+reservoar+comission").Succeeds();

        Assert.Empty(found.Each("items", "id"));
        Assert.Equal("reservoar", found["near.words.0.word"]);
        Assert.Equal("reservoir", found["near.words.0.suggestions.0"]);
        Assert.Equal("near-one", found["near.items.0.id"]);
        Assert.Equal("reservoar", found["near.items.0.missing.0"]);
        Assert.Contains("near-two", found.Each("near.items", "id"));
        Assert.Contains("Did you mean reservoir?", found["near.text"], StringComparison.Ordinal);
        Assert.Null((await server.Anonymous.Asks("/api/negotiations?q=zaamin").Succeeds())["near.text"]);
    }
}

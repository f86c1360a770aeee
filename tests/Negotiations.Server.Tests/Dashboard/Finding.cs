// cspell:ignore Kambarata Kambarta resevoir
using System.Net;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>What the palette asks: the search of the board, with events, places and parties, in four
/// languages.</summary>
public sealed class Finding(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_negotiation_its_place_its_event_and_its_party_are_found_in_the_language_of_who_asks()
    {
        await server.Monitor.Opens(Report.Opening("found-talks", title: "Talks to be found")).Succeeds();
        var place = Report.Of("clash-reported", "2024-05-02", """ "clashId": "c", "place": {"name": "Vorukh"} """);
        await server.Monitor.Appends("found-talks", new JsonArray(place)).Succeeds();
        foreach (var words in new[] { "Vorukh", "Ворух" })
        {
            var found = await AskAsync(words, "ru");

            Assert.Equal(["Переговоры", "Места", "События", "Ещё"], Names(found));
            Assert.Equal("/negotiations/found-talks", found["groups.0.items.0.address"]);
            Assert.Equal("/?q=Vorukh", found["groups.1.items.0.address"]);
            Assert.StartsWith(
                "/negotiations/found-talks?event=",
                found["groups.2.items.0.address"],
                StringComparison.Ordinal
            );
            Assert.EndsWith("Talks to be found", found["groups.2.items.0.under"], StringComparison.Ordinal);
            Assert.Equal("Найдено: 3", found["said"]);
        }
    }

    [Fact]
    public async Task A_party_is_found_by_a_name_in_any_language_and_only_where_it_has_a_page()
    {
        await server.Monitor.Opens("found-parties").Succeeds();

        var party = await AskAsync("Кыргызстан", "ky");
        var absent = await AskAsync("Uruguay", "en");

        Assert.Contains("Тараптар", Names(party));
        Assert.Contains("/parties/KGZ", party.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/parties/", absent.Text, StringComparison.Ordinal);
        await server.Anonymous.Asks("/parties/KGZ").Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_nearly_so_is_offered_as_other_words_and_nothing_is_said_to_be_nothing()
    {
        await server.Monitor.Opens(Report.Opening("found-nearly", title: "A reservoir at Kambarata")).Succeeds();

        var near = await AskAsync("Kambarta resevoir", "en");
        var none = await AskAsync("penguins", "en");

        Assert.Contains("Did you mean", Names(near));
        Assert.Contains("Kambarata", near.Text, StringComparison.Ordinal);
        Assert.True(none["said"] == "Nothing is found. Try fewer words.", none.Text);
        Assert.Empty(Names(none));
    }

    [Fact]
    public async Task No_words_find_nothing_and_what_is_not_understood_is_refused()
    {
        Assert.Empty(Names(await AskAsync("", "en")));
        Assert.Empty(Names(await AskAsync("…!", "en")));
        await server.Anonymous.Asks($"/find?q={new string('a', 201)}").Is(HttpStatusCode.BadRequest);
        await server.Anonymous.Asks("/find?x=1").IsRefused(400, "unknown-parameter", "'x' is not known here");
    }

    async Task<Answer> AskAsync(string words, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/find?q={Uri.EscapeDataString(words)}");
        request.Headers.Add("Accept-Language", language);
        using var answer = await server.Anonymous.SendAsync(request, Postgres.Scratch.Stop);
        return await Answer.Of(answer);
    }

    static List<string> Names(Answer found) =>
        [.. JsonNode.Parse(found.Text)!["groups"]!.AsArray().Select(group => (string)group!["name"]!)];
}

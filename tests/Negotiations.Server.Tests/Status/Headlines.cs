using System.Net;
using Negotiations.Server.Tests.Actors;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Status;

/// <summary>One sentence says what matters most, in the reader's language, wherever a negotiation is shown.</summary>
public sealed class Headlines(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("en", "Kyrgyzstan and Tajikistan signed “Border Treaty” on 13 March 2025 (Kabar).")]
    [InlineData("ru", "13 марта 2025 года подписан документ «Border Treaty» (Кыргызстан и Таджикистан) («Kabar»).")]
    [InlineData(
        "ky",
        "2025-жылдын 13-мартында документке кол коюлду «Border Treaty» (Кыргызстан жана Тажикстан) («Kabar»)."
    )]
    [InlineData("tg", "13 марти соли 2025 ҳуҷҷат имзо шуд «Border Treaty» (Қирғизистон ва Тоҷикистон) («Kabar»).")]
    public async Task Status_list_feed_and_brief_say_it_in_the_language_of_the_reader(string language, string sentence)
    {
        var id = $"said-in-{language}";
        await server.Monitor.Records(id, Treaty());

        foreach (var clocks in new[] { "", "?asOf=2025-03-20", "?version=2" })
            Assert.Equal(sentence, (await AskInAsync(language, $"/api/negotiations/{id}{clocks}"))["headline.text"]);

        foreach (var clocks in new[] { "", "&asOf=2025-03-20" })
            Assert.Equal(
                sentence,
                (await AskInAsync(language, $"/api/negotiations?q={id}{clocks}"))["items.0.headline.text"]
            );

        var feed = await AskInAsync(language, $"/api/events?negotiation={id}&type=instrument-signed");
        Assert.Equal(sentence, feed["items.0.headline.text"]);
        Assert.Contains(
            sentence,
            WebUtility.HtmlDecode((await AskInAsync(language, $"/negotiations/{id}/brief")).Text)
        );
        Assert.Contains(sentence, WebUtility.HtmlDecode((await AskInAsync(language, $"/negotiations/{id}")).Text));
        Assert.Contains(sentence, WebUtility.HtmlDecode((await AskInAsync(language, $"/?q={id}")).Text));
        foreach (
            var path in new[]
            {
                $"/api/feed.atom?negotiation={id}",
                $"/api/events.csv?negotiation={id}",
                $"/api/negotiations/{id}/history.csv",
            }
        )
            Assert.Contains(
                sentence,
                (await AskInAsync(language, path)).Text.Replace("\"\"", "\"", StringComparison.Ordinal)
            );

        var live = new Feeds.Follower($"?after=0&negotiation={id}&type=instrument-signed") { Language = language };
        await live.FollowsAsync(server.Anonymous, 1);
        Assert.Equal([sentence], live.Said);
    }

    [Fact]
    public async Task A_calendar_says_it_beside_the_meeting()
    {
        await server.Monitor.Records(
            "said-in-a-calendar",
            Report.Of("meeting-held", "2025-03-12", """ "kind": "summit", "meetingId": "summit" """),
            Treaty()
        );

        var calendar = (await AskInAsync("en", "/api/calendar.ics?negotiation=said-in-a-calendar")).Text;

        Assert.Contains(
            "Kyrgyzstan and Tajikistan signed “Border Treaty” on 13 March 2025 (Kabar).",
            calendar.Replace("\r\n ", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task It_names_its_events_and_the_explanation_names_them_too()
    {
        const string Treaties = "3ac5be3d-4bd6-4bd5-86b9-e6f92a4a6e4b";
        await server.Monitor.Records("said-of-events", Treaty(Treaties));

        var status = await server.Anonymous.Asks("/api/negotiations/said-of-events").Succeeds();
        var explanation = await server.Anonymous.Asks("/api/negotiations/said-of-events/explanation").Succeeds();

        Assert.Equal((Treaties, "signed.by"), (status["headline.events.0"], status["headline.clauses.0.code"]));
        var field = explanation.Json["fields"]!.AsArray().Single(each => (string?)each!["field"] == "headline")!;
        Assert.Equal(Treaties, (string?)field["events"]![0]!["eventId"]);
    }

    [Fact]
    public async Task An_actor_that_was_registered_is_named()
    {
        await server.Monitor.SendsEntry("/api/actors", Entry.Of("RIVER-COMMISSION", "River Commission")).Succeeds();
        await server.Monitor.Records(
            "said-of-a-new-actor",
            Report.Of(
                "commitment-reported",
                "2025-03-13",
                """ "by": "RIVER-COMMISSION", "amount": { "best": 2500000 }, "currency": "USD", "status": "pledged" """
            )
        );

        var status = await server.Anonymous.Asks("/api/negotiations/said-of-a-new-actor").Succeeds();

        Assert.Equal("The River Commission pledged 2.5 million USD on 13 March 2025 (Kabar).", status["headline.text"]);
    }

    static System.Text.Json.Nodes.JsonObject Treaty(string? eventId = null) =>
        Report.Of(
            "instrument-signed",
            "2025-03-13",
            """
            "instrumentId": "treaty", "title": "Border Treaty", "instrumentType": "treaty",
            "signatories": [ "KGZ", "TJK" ]
            """,
            eventId
        );

    async Task<Answer> AskInAsync(string language, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", language);
        using var response = await server.Anonymous.SendAsync(request, Scratch.Stop);
        return await Answer.Of(response);
    }
}

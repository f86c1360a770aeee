using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Audit;

/// <summary>The same negotiation as if one event or one source had never been.</summary>
public sealed class WithoutSources(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Without_an_event_the_story_is_shown_as_if_it_had_never_come()
    {
        await RecordAsync("event");

        var without = await server
            .Anonymous.Asks($"/api/negotiations/event?without={Ids.Of("event higher")}")
            .Succeeds();

        Assert.Equal(("24", "4"), (without["clashes.killed.low"], without["version"]));
        Assert.Equal(Ids.Of("event higher"), without["clocks.without.0"]);
    }

    [Fact]
    public async Task Without_a_publisher_what_it_alone_said_was_never_heard_and_what_others_said_too_was()
    {
        await RecordAsync("publisher");
        var round = Report.Round("2023-10-03", 1);
        round["sources"]!.AsArray().Add(new JsonObject { ["publisher"] = "Asia-Plus" });
        await server.Monitor.Appends("publisher", round).Succeeds();

        var without = await server.Anonymous.Asks("/api/negotiations/publisher?without=ASIA-plus").Succeeds();

        Assert.Equal(("24", "1"), (without["clashes.killed.low"], without["rounds.held"]));
        var shown = (
            await server.Anonymous.Asks("/api/negotiations/publisher/history?without=Asia-Plus").Succeeds()
        ).Text;
        Assert.DoesNotContain(
            "\"Asia-Plus\"",
            JsonNode.Parse(shown)!["items"]!.ToJsonString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Several_are_left_out_together_and_with_other_clocks()
    {
        await RecordAsync("several");

        var without = await server
            .Anonymous.Asks(
                $"/api/negotiations/several?without=Asia-Plus&without={Ids.Of("several first")}&asOf=2022-09-30"
            )
            .Succeeds();
        var published = await server
            .Anonymous.Asks("/api/negotiations/several?without=24.kg&basis=published&knownBy=2022-09-30")
            .Succeeds();
        var version = await server.Anonymous.Asks("/api/negotiations/several?without=24.kg&version=3").Succeeds();

        Assert.Equal(("1", "[]"), (without["clashes.count"], without["clashes.tolls"]));
        Assert.Equal(("0", "1"), (Count(published["clashes.tolls"]), published["clashes.count"]));
        Assert.Equal(("0", "2", "3"), (Count(version["clashes.tolls"]), version["version"], version["clocks.version"]));
    }

    [Fact]
    public async Task Lists_parties_and_histories_leave_it_out_too_and_say_on_which_clocks_they_answer()
    {
        await RecordAsync("lists");

        var list = await server.Anonymous.Asks("/api/negotiations?without=Kabar&q=lists").Succeeds();
        var history = await server.Anonymous.Asks("/api/negotiations/lists/history?without=Kabar").Succeeds();
        var parties = await server.Anonymous.Asks("/api/parties?without=Kabar").Succeeds();

        // The tolls of others still make the incident known.
        Assert.Equal("past-clashes", Assert.Single(list.Each("items", "security")));
        Assert.DoesNotContain("clash-reported", history.Each("items", "type"));
        Assert.Contains("KGZ", parties.Each("items", "id"));
        foreach (var answer in new[] { list, history, parties })
            Assert.Equal("Kabar", answer["clocks.without.0"]);

        await server
            .Anonymous.Asks("/api/parties/KGZ?without=Foreign ministries")
            .IsRefused(404, "party-not-found", "KGZ");
    }

    [Theory]
    [InlineData("negotiations?")]
    [InlineData("parties?")]
    [InlineData("parties/KGZ?")]
    [InlineData("map.geojson?")]
    [InlineData("statistics/tolls?")]
    public async Task What_no_negotiation_has_cannot_be_left_out_of_many(string route)
    {
        await RecordAsync("many-" + Guid.NewGuid().ToString("n")[..8]);

        await server
            .Anonymous.Asks($"/api/{route}without=Kabar&without=Unheard Press")
            .IsRefused(400, "without-not-found", "Unheard Press");
        await server
            .Anonymous.Asks($"/api/{route}without=0198f0aa-0000-7000-8000-0000000000ff")
            .IsRefused(400, "without-not-found", "0198f0aa");
        await server.Anonymous.Asks($"/api/{route}without=KABAR").Succeeds();
    }

    [Theory]
    [InlineData("without=Unheard Press", "without-not-found", "Unheard Press")]
    [InlineData("without=0198f0aa-0000-7000-8000-0000000000ff", "without-not-found", "0198f0aa")]
    [InlineData("version=99", "version-not-found", "versions 1 to")]
    [InlineData("version=0", "version-not-found", "version=0")]
    [InlineData("knownBy=2999-01-01", "known-by-in-future", "2999-01-01")]
    [InlineData("knownBy=soon", "malformed-clock", "soon")]
    [InlineData("asOf=2022-09-31", "malformed-clock", "2022-09-31")]
    [InlineData("asOf=2022/..", "malformed-clock", "no end")]
    [InlineData("basis=rumoured", "unknown-value", "recorded, published")]
    public async Task A_question_with_an_impossible_value_is_refused_with_the_remedy(
        string query,
        string type,
        string says
    )
    {
        if ((await server.Anonymous.Asks("/api/negotiations/refused")).Status == System.Net.HttpStatusCode.NotFound)
            await RecordAsync("refused");

        await server.Anonymous.Asks("/api/negotiations/refused?" + query).IsRefused(400, type, says);
    }

    Task RecordAsync(string id) =>
        server.Monitor.Records(
            id,
            Report.Of("clash-reported", "2022-09-14", published: "2022-09-15"),
            Toll(24, Ids.Of(id + " first"), "24.kg", "2022-09-18"),
            Report.Of("statement-issued", "2022-09-20"),
            Toll(62, Ids.Of(id + " higher"), "Asia-Plus", "2022-10-05")
        );

    static string Count(string? array) => $"{JsonNode.Parse(array!)!.AsArray().Count}";

    static JsonObject Toll(int killed, string id, string publisher, string published) =>
        Report.Of(
            "toll-reported",
            "2022-09-14",
            $$"""
            "clashId": "september-2022", "killed": { "text": "{{killed}}", "qualifier": "at-least",
            "low": {{killed}} }
            """,
            id,
            publisher,
            published
        );
}

using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>Who follows by a filter learns what becomes of the events it let through.</summary>
public sealed class ActsInFeeds(TestServer server) : IClassFixture<TestServer>
{
    const string Uzbekistan = """ "actors": [{ "id": "UZB", "role": "party" }] """;

    [Fact]
    public async Task A_filter_by_type_brings_what_corrects_and_takes_back_events_of_it_in_every_format()
    {
        await server.Monitor.Opens("fates").Succeeds();
        var recorded = await server
            .Monitor.Appends("fates", new JsonArray(Report.Clash(), Toll("40"), Report.Round("2022-10", 1)))
            .Succeeds();
        var (clash, toll) = (recorded["events.0.eventId"]!, recorded["events.1.eventId"]!);
        await server.Monitor.Appends("fates", Report.Correction(toll, """{ "killed": { "best": 4 } }""")).Succeeds();
        var retraction = await server.Monitor.Appends("fates", Report.Retraction(clash)).Succeeds();
        await server.Monitor.Appends("fates", Report.Retraction(retraction["events.0.eventId"]!)).Succeeds();
        await server
            .Monitor.Appends(
                "fates",
                Report.Of("source-attached", null, $""" "target": "{toll}" """, publisher: "Asia-Plus")
            )
            .Succeeds();

        foreach (
            var (type, expected) in new (string, string[])[]
            {
                ("toll-reported", ["3 toll-reported", "5 event-corrected", "8 source-attached"]),
                ("clash-reported", ["2 clash-reported", "6 event-retracted", "7 event-retracted"]),
                ("round-held", ["4 round-held"]),
                ("event-corrected", ["5 event-corrected", "8 source-attached"]),
                ("event-retracted", ["6 event-retracted", "7 event-retracted"]),
            }
        )
        {
            var query = $"?after=0&negotiation=fates&type={type}";
            var follower = new Follower(query);
            await follower.FollowsAsync(server.Anonymous, expected.Length);

            Assert.Equal(expected, await PageAsync(query));
            Assert.Equal(expected.Select(each => "fates " + each), follower.Seen);
            foreach (var file in new[] { "events.csv", "events.ndjson", "feed.atom" })
            {
                var text = (await server.Anonymous.Asks($"/api/{file}?negotiation=fates&type={type}").Succeeds()).Text;
                foreach (var act in new[] { "event-corrected", "event-retracted", "source-attached" })
                    Assert.Equal(
                        Array.Exists(expected, each => each.EndsWith(act, StringComparison.Ordinal)),
                        text.Contains(act, StringComparison.Ordinal)
                    );
            }
        }
    }

    [Fact]
    public async Task An_actor_is_named_by_what_stands_and_the_act_that_changes_it_passes()
    {
        await server.Monitor.Opens("named").Succeeds();
        var named = await server.Monitor.Appends("named", Report.Of("round-held", "2022-10", Uzbekistan)).Succeeds();
        await server.Monitor.Appends("named", Report.Clash()).Succeeds();
        await server
            .Monitor.Appends(
                "named",
                Report.Correction(named["events.0.eventId"]!, """{ "actors": [{ "id": "KAZ", "role": "party" }] }""")
            )
            .Succeeds();
        await server.Monitor.Appends("named", Report.Round("2022-11", 2)).Succeeds();

        // Of one that is not named any more it has what brought it in and what took it away.
        Assert.Equal(
            ["2 round-held entered", "4 event-corrected left"],
            await PageAsync("?after=0&negotiation=named&party=UZB")
        );
        Assert.Equal(
            ["1 negotiation-opened", "2 round-held", "3 clash-reported", "4 event-corrected entered", "5 round-held"],
            await PageAsync("?after=0&negotiation=named&party=KAZ")
        );
        Assert.Equal(
            ["2 round-held", "4 event-corrected entered", "5 round-held"],
            await PageAsync("?after=0&negotiation=named&party=KAZ&type=round-held")
        );
        Assert.Equal(
            ["4 event-corrected entered"],
            await PageAsync("?after=0&negotiation=named&party=KAZ&type=toll-reported")
        );
    }

    [Fact]
    public async Task Who_follows_an_actor_is_given_where_to_read_what_came_in_and_what_left_by_an_event_of_any_type()
    {
        await server.Monitor.Opens("comes-and-goes").Succeeds();
        const string Asked = "?after=0&negotiation=comes-and-goes&party=KAZ&type=round-held&phaseChange=true";
        const string Address = "/api/events?after=0&negotiation=comes-and-goes&type=round-held&phaseChange=true";
        var clash = await server
            .Monitor.Appends(
                "comes-and-goes",
                Report.Of("clash-reported", "2022-09", Uzbekistan.Replace("UZB", "KAZ", StringComparison.Ordinal))
            )
            .Succeeds();
        await server
            .Monitor.Appends(
                "comes-and-goes",
                Report.Of(
                    "source-attached",
                    null,
                    $""" "target": "{clash["events.0.eventId"]}", "stance": "denies" """,
                    publisher: "Asia-Plus"
                )
            )
            .Succeeds();

        var page = await server.Anonymous.Asks("/api/events" + Asked).Succeeds();

        Assert.Equal(["clash-reported", "source-attached"], page.Each("items", "type"));
        Assert.Equal(("entered", Address), (page["items.0.filter.change"], page["items.0.filter.events"]));
        Assert.Equal(("left", null), (page["items.1.filter.change"], page["items.1.filter.events"]));
        await server.Anonymous.Asks(Address).Succeeds();
    }

    [Fact]
    public async Task What_undoes_a_move_of_the_phase_passes()
    {
        await server.Monitor.Opens("moved").Succeeds();
        var round = await server.Monitor.Appends("moved", Report.Round("2022-10", 1)).Succeeds();
        await server.Monitor.Appends("moved", Report.Round("2022-11", 2)).Succeeds();
        await server.Monitor.Appends("moved", Report.Retraction(round["events.0.eventId"]!)).Succeeds();

        Assert.Equal(
            ["1 negotiation-opened", "2 round-held", "4 event-retracted"],
            await PageAsync("?after=0&negotiation=moved&phaseChange=true")
        );
    }

    static JsonObject Toll(string killed) =>
        Report.Of("toll-reported", "2022-09", $$""" "clashId": "september-2022", "killed": { "best": {{killed}} } """);

    async Task<IEnumerable<string>> PageAsync(string query)
    {
        var page = await server.Anonymous.Asks("/api/events" + query).Succeeds();
        return page.Json["items"]!
            .AsArray()
            .Select(each => $"{each!["version"]} {each["type"]} {each["filter"]?["change"]}".TrimEnd());
    }
}

using Negotiations.Server.Tests.Importing;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>The live stream: every event once, in order, without a hole.</summary>
public sealed class Following(TestServer server) : IClassFixture<TestServer>
{
    // As many events as each connection lives; drawn once, and stored so that a failure can be had again.
    static readonly int[] Lives = [1, 7, 2, 19, 1, 1, 30, 4, 11, 3, 23, 1, 8, 5, 2, 2];

    [Fact]
    public async Task A_consumer_that_keeps_disconnecting_sees_every_event_once_and_in_order_across_nodes_and_restarts()
    {
        await server.Monitor.Opens("restless").Succeeds();
        var before = await HeadAsync();
        var follower = new Follower($"?after={before}");
        var second = await RunningServer.StartAsync(server.ConnectionString, server.Folder);
        var writing = Task.WhenAll(
            WriteAsync(server.Monitor, Lives.Sum() / 2),
            WriteAsync(second.Client(TestServer.KeyOf("monitor")), Lives.Sum() / 2)
        );
        for (var i = 0; i < Lives.Length; i++)
        {
            if (i == Lives.Length / 2)
            {
                await writing;
                await second.DisposeAsync();
                second = await RunningServer.StartAsync(server.ConnectionString, server.Folder);
            }

            await follower.FollowsAsync(i % 2 == 0 ? server.Anonymous : second.Client(key: null), Lives[i]);
        }

        await second.DisposeAsync();
        var stored = await AllAfterAsync(before);
        Assert.Equal(stored.Take(follower.Sequences.Count), follower.Sequences);
        Assert.Equal(Lives.Sum(), follower.Sequences.Count);
    }

    [Fact]
    public async Task An_event_recorded_by_another_node_arrives_without_asking()
    {
        await using var second = await RunningServer.StartAsync(server.ConnectionString, server.Folder);
        await server.Monitor.Opens("elsewhere").Succeeds();
        var follower = new Follower("?after=0&negotiation=elsewhere");

        await follower.FollowsAsync(server.Anonymous, 2, () =>
            second.Client(TestServer.KeyOf("monitor")).Appends("elsewhere", Report.Clash()).Succeeds()
        );

        Assert.Equal(["elsewhere 1 negotiation-opened", "elsewhere 2 clash-reported"], follower.Seen);
    }

    [Fact]
    public async Task A_consumer_that_is_connected_during_an_import_sees_all_of_it_in_order()
    {
        const int Rows = 6000;
        var before = await HeadAsync();
        var follower = new Follower($"?after={before}");

        await follower.FollowsAsync(server.Anonymous, Rows + 1, async () =>
            (
                await server.Monitor.Imports(
                    "pax",
                    "PP,PPName,AgtId,Agt,Dat,Stage\n"
                        + string.Concat(
                            Enumerable.Range(0, Rows).Select(n => $"crowd,Talks,{n},Agreement {n},1997-06-27,Pre\n")
                        ),
                    "2019-07-01",
                    "&dataset=crowd"
                )
            ).IsDone()
        );

        Assert.Equal((await AllAfterAsync(before)).Take(Rows + 1), follower.Sequences);
        Assert.Equal(
            Enumerable.Range(1, Rows + 1).Select(version => $"{version}"),
            follower
                .Seen.Where(seen => seen.StartsWith("pax-crowd ", StringComparison.Ordinal))
                .Select(seen => seen.Split(' ')[1])
        );
    }

    [Fact]
    public async Task Filters_leave_what_was_not_asked_for_out_of_the_stream_and_of_the_page()
    {
        var before = await HeadAsync();
        await server.Monitor.Records(
            "filtered",
            Report.Clash(),
            Report.Round("2022-10", 1),
            Report.Round("2022-11", 2)
        );
        await server
            .Monitor.Opens(
                Report.Opening("filtered-elsewhere", more: """ "actors": [{ "id": "KAZ", "role": "party" }] """)
            )
            .Succeeds();
        await server.Monitor.Appends("filtered-elsewhere", Report.Round("2022-12", 1)).Succeeds();
        foreach (
            var (query, expected) in new (string, string[])[]
            {
                (
                    "negotiation=filtered&type=clash-reported&type=round-held",
                    ["filtered 2 clash-reported", "filtered 3 round-held", "filtered 4 round-held"]
                ),
                ("party=KAZ", ["filtered-elsewhere 1 negotiation-opened", "filtered-elsewhere 2 round-held"]),
                (
                    "phaseChange=true",
                    [
                        "filtered 1 negotiation-opened",
                        "filtered 3 round-held",
                        "filtered-elsewhere 1 negotiation-opened",
                        "filtered-elsewhere 2 round-held",
                    ]
                ),
            }
        )
        {
            var follower = new Follower($"?after={before}&{query}");
            await follower.FollowsAsync(server.Anonymous, expected.Length);
            var page = await server.Anonymous.Asks($"/api/events?after={before}&{query}").Succeeds();

            Assert.Equal(expected, follower.Seen.Take(expected.Length));
            Assert.Equal(
                follower.Sequences.Select(each => (string?)$"{each}").Take(expected.Length),
                page.Each("items", "sequence").Take(expected.Length)
            );
        }
    }

    [Theory]
    [InlineData("/api/events?type=war", "unknown-value", "type=war", "clash-reported")]
    [InlineData("/api/events?phaseChange=yes", "bad-parameter", "phaseChange=yes", "neither true nor false")]
    [InlineData("/api/events?after=first", "bad-parameter", "after=first", "0 for all")]
    [InlineData("/api/events?cursor=7@XYZ", "bad-parameter", "cursor=7@XYZ", "0 for all")]
    [InlineData("/api/events?cursor=0&after=0", "bad-parameter", "cursor", "Send one of them")]
    public async Task A_filter_that_cannot_be_read_is_named(string path, string type, string value, string remedy) =>
        await server.Anonymous.Asks(path).IsRefused(400, type, value, remedy);

    [Fact]
    public async Task An_id_that_no_stream_gave_is_refused() =>
        await server
            .Anonymous.SendAsync(
                HttpMethod.Get,
                "/api/events",
                null,
                ("Accept", "text/event-stream"),
                ("Last-Event-ID", "first")
            )
            .IsRefused(400, "bad-parameter", "first", "id of a stream");

    [Fact]
    public async Task A_filter_takes_no_event_for_its_neighbour_when_a_page_is_full()
    {
        var before = await HeadAsync();
        await server.Monitor.Records(
            "paged",
            Report.Round("2022-10", 1),
            Report.Clash(),
            Report.Round("2022-11", 2),
            Report.Clash("2022-12")
        );
        List<string?> seen = [];
        for (string? after = $"{before}"; after is not null; )
        {
            var page = await server
                .Anonymous.Asks($"/api/events?after={after}&limit=1&phaseChange=true&negotiation=paged")
                .Succeeds();
            seen.AddRange(page.Each("items", "version"));
            after = page["next"];
        }

        Assert.Equal(["1", "2"], seen);
    }

    static async Task WriteAsync(HttpClient monitor, int count)
    {
        for (var i = 0; i < count; i++)
            await monitor.Appends("restless", Report.Clash()).Succeeds();
    }

    async Task<long> HeadAsync() => (await AllAfterAsync(0)).LastOrDefault();

    async Task<List<long>> AllAfterAsync(long after)
    {
        List<long> all = [];
        while (true)
        {
            var page = await server.Anonymous.Asks($"/api/events?after={after}&limit=200").Succeeds();
            var items = page.Each("items", "sequence")
                .Select(each => long.Parse(each!, System.Globalization.CultureInfo.InvariantCulture))
                .ToList();
            if (items.Count == 0)
                return all;

            all.AddRange(items);
            after = items[^1];
        }
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Negotiations.Server.Tests.Actors;
using Negotiations.Server.Tests.Dashboard;
using Negotiations.Server.Tests.Feeds;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Replicas;

/// <summary>A node that only reads, on a standby: what it answers, what it refuses, and its lag.</summary>
public sealed partial class Readers(ReadFromStandby nodes) : IClassFixture<ReadFromStandby>
{
    // Of the node, not of the record.
    static readonly string[] OfTheNode = ["/health/live", "/health/ready", "/metrics"];

    static readonly string[] Questions =
    [
        "",
        "?asOf=2022-09-15",
        "?knownBy=2022-10-05&basis=published",
        "?version=2",
        "?from=1&to=2",
        "?limit=1",
    ];

    [Fact]
    public async Task Every_route_that_reads_answers_as_on_the_primary_byte_for_byte()
    {
        var routes = await RoutesAsync();
        await nodes.WaitAsync();
        var answered = 0;
        List<string> others = [];
        foreach (var address in routes.SelectMany(route => Questions.Select(question => route + question)))
        {
            var (recorded, read) = await BothAsync(address);

            // The ledger and the deliveries go on meanwhile.
            for (var again = 0; again < 3 && recorded != read; again++)
            {
                await nodes.WaitAsync();
                (recorded, read) = await BothAsync(address);
            }

            if (recorded != read || read.Status >= 500)
                others.Add($"{address}: {recorded} on the primary, and {read}");

            answered += read.Status == 200 ? 1 : 0;
        }

        Assert.Empty(others);
        Assert.True(answered > 100, $"{answered} answers were of something.");

        async Task<(Copied Recorded, Copied Read)> BothAsync(string address) =>
            (await CopyAsync(nodes.Recorded, address), await CopyAsync(nodes.Read, address));
    }

    [Fact]
    public async Task Pages_are_shown_without_a_form_that_would_change_something()
    {
        using var person = await new DashboardVisitor(nodes.Primary.Address).SignsInAsync(nodes.KeyOf("admin"));
        await nodes.Database.SqlAsync(
            "update negotiations.session set last_seen_at = last_seen_at - interval '1 hour'"
        );
        await nodes.WaitAsync();
        using var reader = person.At(nodes.Standby.Address);
        foreach (
            var path in new[]
            {
                "/",
                "/calendar",
                "/parties",
                "/parties/KGZ",
                "/statistics",
                "/audit",
                "/negotiations/every-read",
                "/negotiations/every-read/steps",
                "/negotiations/every-read/changes",
                "/negotiations/every-read/brief",
            }
        )
        {
            var page = await reader.Asks(path).Is(HttpStatusCode.OK);
            Assert.Contains("This node only reads", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("method=\"post\"", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"/record\"", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"/sign-in", page.Text, StringComparison.Ordinal);
        }

        foreach (var path in new[] { "/record", "/open", "/actors", "/negotiations/every-read/report", "/sign-in" })
            Assert.Equal(ReadFromStandby.Writer + path, (await reader.Asks(path).Is(HttpStatusCode.Redirect)).Location);
    }

    [Fact]
    public async Task A_stream_on_the_reader_has_what_the_primary_records()
    {
        var follower = new Follower();
        await follower.FollowsAsync(nodes.Read, 20, async () =>
        {
            await nodes.Monitor.Opens("followed").Succeeds();
            for (var number = 1; number < 20; number++)
                await nodes.Monitor.Appends("followed", Report.Clash()).Succeeds();
        });

        Assert.Equal(Enumerable.Range(1, 20).Select(each => $"followed {each}"), follower.Seen.Select(FirstTwo));

        static string FirstTwo(string seen) => string.Join(' ', seen.Split(' ').Take(2));
    }

    [Fact]
    public async Task A_name_that_is_recorded_on_the_primary_and_a_key_that_is_revoked_there_hold_on_the_reader()
    {
        await nodes.Monitor.Registers("COMMISSION", "First Commission");
        var made = await nodes
            .Recorded.SendAsync(HttpMethod.Post, "/api/keys", Json("""{"name":"guest","role":"monitor"}"""))
            .Succeeds();
        using var guest = nodes.Standby.Client(made["key"]);
        await Scratch.Eventually("the key is known", async () =>
            (await guest.Asks("/api/subscriptions")).Status == HttpStatusCode.OK
        );
        var feed = await nodes
            .Recorded.SendAsync(HttpMethod.Post, "/api/feed-addresses", Json("""{"path":"/api/calendar.ics"}"""))
            .Succeeds();
        using var calendar = nodes.Standby.Client(key: null);
        await Scratch.Eventually("the feed is known", async () =>
            (await calendar.Asks(feed["address"]!)).Status == HttpStatusCode.OK
        );
        await Scratch.Eventually("the name is known", async () =>
            (await guest.Asks("/api/actors/COMMISSION"))["actor.name"] == "First Commission"
        );

        await nodes.Recorded.SendAsync(HttpMethod.Delete, $"/api/keys/{made["id"]}", null).Succeeds();
        await Scratch.Eventually("the key opens nothing", async () =>
            (await guest.Asks("/api/subscriptions")).Status == HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Whatever_would_change_something_is_refused_and_the_node_that_records_is_named()
    {
        var contract = await nodes.Read.Asks("/openapi/v1.json").Succeeds();
        var refused = 0;
        foreach (var (path, item) in contract.Json["paths"]!.AsObject())
        foreach (var (method, _) in item!.AsObject().Where(each => each.Key is "post" or "put" or "patch" or "delete"))
        {
            var address = Real(path, eventId: Guid.Empty.ToString(), id: Guid.Empty.ToString());
            var answer = nodes.Read.SendAsync(HttpMethod.Parse(method), address, Json("{}"));
            if (path == "/api/imports/template")
            {
                Assert.NotEqual(HttpStatusCode.MethodNotAllowed, (await answer).Status);
                continue;
            }

            await answer.IsRefused(405, "node-only-reads", ReadFromStandby.Writer, "nothing was done");
            refused++;
        }

        Assert.True(refused > 15, $"{refused} were refused.");
        using var assistant = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = Json("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""),
            Headers = { { "Accept", "application/json, text/event-stream" } },
        };
        using var tools = await nodes.Read.SendAsync(assistant, Scratch.Stop);
        Assert.Equal(HttpStatusCode.OK, tools.StatusCode);
        await nodes.Read.SendAsync(HttpMethod.Post, "/api/events", null).IsRefused(405, "method-not-allowed");
        await nodes.Read.SendAsync(HttpMethod.Post, "/sign-out", null).IsRefused(405, "node-only-reads");
    }

    [Fact]
    public async Task Every_answer_says_how_old_it_may_be_and_what_is_not_here_yet_is_503()
    {
        await nodes.WaitAsync();
        Assert.True(await LagAsync() < 15);
        await nodes.Database.SqlAsync("select pg_wal_replay_pause()::text", "p1");
        try
        {
            var recorded = await nodes.Monitor.Opens("paused").Succeeds();
            var sequence = long.Parse(recorded["events.0.sequence"]!, CultureInfo.InvariantCulture);
            await Scratch.Eventually("the lag grows", async () => await LagAsync() > 1);
            await nodes
                .Read.Asks($"/api/negotiations?atLeast={sequence}")
                .IsRefused(503, "not-here-yet", $"sequence {sequence} ");
            Assert.True(await HeaderAsync("Reader-Sequence") < sequence);
            var health = await nodes.Read.Asks("/health/ready").Is(HttpStatusCode.OK);
            Assert.Equal("degraded", health["parts.reader.status"]);
            Assert.Contains("replay is paused", health["parts.reader.text"], StringComparison.Ordinal);

            await nodes.Database.SqlAsync("select pg_wal_replay_resume()::text", "p1");
            await nodes.Read.Asks($"/api/negotiations/paused?atLeast={sequence}").Succeeds();
            await Scratch.Eventually("nothing is behind", async () => await LagAsync() == 0);
            Assert.True(await HeaderAsync("Reader-Sequence") >= sequence);
            await Scratch.Eventually("it is healthy", async () =>
                (await nodes.Read.Asks("/health/ready"))["parts.reader.status"] == "healthy"
            );
        }
        finally
        {
            await nodes.Database.SqlAsync("select pg_wal_replay_resume()::text", "p1");
        }

        async Task<double> LagAsync() => await HeaderAsync("Reader-Lag");
    }

    [Fact]
    public async Task A_reader_of_a_standby_that_is_promoted_stays_one_and_says_so()
    {
        await using var reader = await nodes.StartReaderAsync("p2");
        using var admin = reader.Client(nodes.KeyOf("admin"));
        Assert.Equal("healthy", (await admin.Asks("/health/ready").Succeeds())["parts.reader.status"]);

        await nodes.Database.PromoteAsync("p2");

        await Scratch.Eventually("health says so", async () =>
            (await admin.Asks("/health/ready"))["parts.reader.text"]!.Contains("was promoted", StringComparison.Ordinal)
        );
        await admin.Opens("after-promotion").IsRefused(405, "node-only-reads");
        await admin.Asks("/api/negotiations/every-read").Succeeds();
    }

    async Task<double> HeaderAsync(string name)
    {
        using var response = await nodes.Read.GetAsync("/api/negotiations", Scratch.Stop);
        return double.Parse(response.Headers.GetValues(name).Single(), CultureInfo.InvariantCulture);
    }

    async Task<List<string>> RoutesAsync()
    {
        var eventId = (await nodes.Recorded.Asks("/api/negotiations/every-read/history").Succeeds())[
            "items.0.eventId"
        ]!;
        await Scratch.Eventually("the event is in the ledger", async () =>
            (await nodes.Recorded.Asks($"/api/ledger/entries/{eventId}/proof")).Status == HttpStatusCode.OK
        );
        var contract = await nodes.Recorded.Asks("/openapi/v1.json").Succeeds();
        return
        [
            .. contract.Json["paths"]!
                .AsObject()
                .Where(path => path.Value!.AsObject().ContainsKey("get"))
                .Select(path =>
                    path.Key.Replace("/api/audits/{id}", nodes.Audit, StringComparison.Ordinal)
                        .Replace("/api/subscriptions/{id}", nodes.Subscription, StringComparison.Ordinal)
                )
                .Select(path => Real(path, eventId))
                .Except(OfTheNode),
        ];
    }

    static string Real(string path, string eventId, string id = "every-read") =>
        path.Replace("{id}", id, StringComparison.Ordinal)
            .Replace("{eventId}", eventId, StringComparison.Ordinal)
            .Replace("{deliveryId}", eventId, StringComparison.Ordinal)
            .Replace("{code}", "KGZ", StringComparison.Ordinal)
            .Replace("{list}", "parties", StringComparison.Ordinal)
            .Replace("{bundle}", "0", StringComparison.Ordinal)
            .Replace("{path}", "0/000.p/1", StringComparison.Ordinal);

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    static async Task<Copied> CopyAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, Scratch.Stop);
        var bytes = await response.Content.ReadAsByteArrayAsync(Scratch.Stop);
        return new Copied(
            (int)response.StatusCode,
            TraceId.Replace(Encoding.Latin1.GetString(bytes), ""),
            response.Headers.ETag?.ToString()
        );
    }

    sealed record Copied(int Status, string Text, string? Tag);

    // A refusal names its own request.
    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId { get; }
}

using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Http;

/// <summary>A server that has an address of its own, is read by pages of one origin, and says whose its data
/// is.</summary>
public sealed class PublishedServer(TestDatabase databases) : TestServer(databases)
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(RunningServer.NoCasebook)
        {
            ["public:address"] = "https://talks.example/",
            ["cors:origins"] = "https://notebook.example",
            ["dataset:licence"] = "https://creativecommons.org/licenses/by/4.0/",
            ["dataset:attribution"] = "Example Institute",
            ["dataset:publisher"] = "Example Institute",
            ["security:contact"] = "mailto:security@talks.example",
        };
}

/// <summary>The address of the server is one, whatever name a request came by.</summary>
public sealed class PublicAddressTests(PublishedServer server, TestServer bare)
    : IClassFixture<PublishedServer>,
        IClassFixture<TestServer>
{
    const string Foreign = "evil.example";

    [Fact]
    public async Task No_answer_carries_an_address_from_the_Host_header()
    {
        var written = 0;
        foreach (var path in await PathsAsync(server))
        {
            using var response = await AskAsync(server, path);
            var text = await TextOf(response);

            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {text}");
            Assert.False(text.Contains(Foreign, StringComparison.Ordinal), $"{path} bears the Host header.");
            if (text.Contains("https://talks.example/", StringComparison.Ordinal))
                written++;
        }

        Assert.True(written >= 6, $"{written} answers bear the public address.");
    }

    // A page that has its own name point to this machine (DNS rebinding) is shown none of it either.
    [Fact]
    public async Task Without_an_address_of_its_own_a_server_of_this_machine_writes_that_on_which_it_listens()
    {
        foreach (var path in await PathsAsync(bare))
        {
            using var response = await AskAsync(bare, path);

            Assert.DoesNotContain(Foreign, await TextOf(response), StringComparison.Ordinal);
        }

        using var feed = await AskAsync(bare, "/api/feed.atom");
        Assert.Contains(
            $"<id>{bare.Anonymous.BaseAddress!.ToString().TrimEnd('/')}/api/feed.atom</id>",
            await TextOf(feed),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_feed_has_one_identity_under_all_names()
    {
        using var one = await AskAsync(server.Anonymous, "/api/feed.atom");
        using var other = await server.Anonymous.GetAsync(new Uri("/api/feed.atom", UriKind.Relative), Scratch.Stop);

        Assert.Equal(await TextOf(one), await TextOf(other));
        Assert.Contains("<id>https://talks.example/api/feed.atom</id>", await TextOf(one), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://notebook.example", true)]
    [InlineData("https://elsewhere.example", false)]
    public async Task Pages_of_a_named_origin_may_read_and_others_may_not(string origin, bool may)
    {
        foreach (var path in new[] { "/api/negotiations", "/api/negotiations/nowhere", "/openapi/v1.json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", origin } } };
            using var response = await server.Anonymous.SendAsync(request, Scratch.Stop);
            Assert.Equal(may, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed));
            if (may)
                Assert.Equal([origin], allowed);

            Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task A_page_of_a_named_origin_may_ask_ahead_for_reading_with_a_key_and_for_nothing_else()
    {
        using var reading = await PreflightAsync("GET");
        using var writing = await PreflightAsync("DELETE");

        Assert.Equal(HttpStatusCode.NoContent, reading.StatusCode);
        Assert.Contains("GET", string.Join(',', reading.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Contains(
            "authorization",
            string.Join(',', reading.Headers.GetValues("Access-Control-Allow-Headers")),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.DoesNotContain(
            "DELETE",
            writing.Headers.TryGetValues("Access-Control-Allow-Methods", out var allowed)
                ? string.Join(',', allowed)
                : "",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_the_setting_no_origin_reads()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/negotiations")
        {
            Headers = { { "Origin", "https://notebook.example" } },
        };
        using var response = await bare.Anonymous.SendAsync(request, Scratch.Stop);

        Assert.DoesNotContain(response.Headers, header =>
            header.Key.StartsWith("Access-Control", StringComparison.Ordinal)
        );
    }

    static async Task<List<string>> PathsAsync(TestServer of)
    {
        const string Id = "addressed";
        if ((await of.Anonymous.Asks($"/api/negotiations/{Id}")).Status == HttpStatusCode.NotFound)
            await of.Monitor.Records(Id, Report.Clash(), Report.Round("2022-10", 1));

        var contract = await of.Anonymous.Asks("/openapi/v1.json").Succeeds();
        return
        [
            .. contract.Json["paths"]!
                .AsObject()
                .Where(path => path.Value!["get"] is not null)
                .Select(path => path.Key.Replace("/negotiations/{id}", $"/negotiations/{Id}", StringComparison.Ordinal))
                .Select(path => path.Replace("{code}", "KGZ", StringComparison.Ordinal))
                .Where(path => !path.Contains('{', StringComparison.Ordinal))
                .Select(path => path.EndsWith("/changes", StringComparison.Ordinal) ? path + "?from=1&to=3" : path)
                .Where(path => !path.StartsWith("/api/ledger", StringComparison.Ordinal)),
            "/openapi/v1.json",
            "/",
            "/calendar",
            "/statistics",
            $"/negotiations/{Id}",
            $"/negotiations/{Id}/brief",
        ];
    }

    static Task<HttpResponseMessage> AskAsync(TestServer of, string path) => AskAsync(of.Admin, path);

    static async Task<HttpResponseMessage> AskAsync(HttpClient reader, string path) =>
        await reader.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = Foreign } },
            Scratch.Stop
        );

    static async Task<string> TextOf(HttpResponseMessage response) =>
        response.Headers + await response.Content.ReadAsStringAsync(Scratch.Stop);

    Task<HttpResponseMessage> PreflightAsync(string method) =>
        server.Anonymous.SendAsync(
            new HttpRequestMessage(HttpMethod.Options, "/api/negotiations")
            {
                Headers =
                {
                    { "Origin", "https://notebook.example" },
                    { "Access-Control-Request-Method", method },
                    { "Access-Control-Request-Headers", "authorization" },
                },
            },
            Scratch.Stop
        );
}

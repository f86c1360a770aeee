// cspell:ignore mispelt Kyrgyzistan draftin publishd Nlcjpw Evnt
using System.Net;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Contract;

/// <summary>A value that names nothing is refused with what may have been meant, and never answered as
/// "none".</summary>
public sealed class UnknownValues(TestServer server) : IClassFixture<TestServer>
{
    const string There = "values-misspelt";

    [Fact]
    public async Task Every_value_of_the_contract_misspelt_is_refused_with_the_nearest_on_every_route_that_reads()
    {
        var asked = 0;
        foreach (var (path, parameter) in await ReadsAsync())
        foreach (var value in ValuesOf(parameter))
        {
            var misspelt = value[..^1] + "q";
            var answer = await server.Admin.Asks($"{path}?{parameter["name"]}={misspelt}");

            Assert.True(
                answer.Status == HttpStatusCode.BadRequest
                    && answer.Text.Contains("Did you mean " + value, StringComparison.Ordinal),
                $"{path}?{parameter["name"]}={misspelt}: {answer.Status} {answer.Text}"
            );
            Assert.Equal((string?)parameter["name"], answer["at"]);
            asked++;
        }

        Assert.True(asked > 300, $"{asked} values were misspelt.");
    }

    [Fact]
    public async Task A_negotiation_that_is_not_there_is_refused_wherever_a_filter_names_one()
    {
        var asked = 0;
        foreach (var (path, _) in (await ReadsAsync()).Where(each => (string?)each.Parameter["name"] == "negotiation"))
        {
            var answer = await server
                .Admin.Asks($"{path}?negotiation={There}&negotiation=values-mispelt")
                .IsRefused(400, "unknown-negotiation", "'values-mispelt'", $"Did you mean {There}?");
            Assert.Equal("negotiation", answer["at"]);
            await server.Admin.Asks($"{path}?negotiation={There}").Succeeds();
            asked++;
        }

        Assert.True(asked >= 7, $"{asked} routes were asked.");
        await server
            .Anonymous.SendAsync(
                HttpMethod.Get,
                "/api/events?negotiation=values-mispelt",
                null,
                ("Accept", "text/event-stream")
            )
            .IsRefused(400, "unknown-negotiation", There);
    }

    [Fact]
    public async Task An_actor_that_is_not_known_is_refused_wherever_a_filter_names_one()
    {
        var asked = 0;
        foreach (var (path, _) in (await ReadsAsync()).Where(each => (string?)each.Parameter["name"] == "party"))
        {
            await server.Admin.Asks($"{path}?party=Kyrgyzistan").IsRefused(400, "unknown-actor", "KGZ (Kyrgyzstan)");
            asked++;
        }

        Assert.True(asked >= 9, $"{asked} routes were asked.");
    }

    [Fact]
    public async Task The_words_of_a_title_lead_to_an_id_that_is_written_otherwise()
    {
        await ReadyAsync();
        await server
            .Anonymous.Asks("/api/feed.atom?negotiation=tajik-delimitation")
            .IsRefused(400, "unknown-negotiation", $"Did you mean {There}");
    }

    [Fact]
    public async Task An_unknown_thing_in_a_path_is_404_on_every_route()
    {
        foreach (var path in await PathsAsync("nowhere", "Kyrgyzistan", Guid.Empty.ToString()))
            Assert.True(
                (await server.Admin.Asks(path)).Status == HttpStatusCode.NotFound,
                $"{path}: {await server.Admin.Asks(path)}"
            );
    }

    [Theory]
    [InlineData("/?phase=draftin", "phase=draftin is not known", "Did you mean drafting?")]
    [InlineData("/?sort=lastEvnt", "sort=lastEvnt is not known", "Did you mean lastEvent?")]
    [InlineData("/?party=Kyrgyzistan", "'Kyrgyzistan' names no single known actor", "KGZ")]
    [InlineData("/statistics?by=mont", "by=mont is not known", "Did you mean month?")]
    [InlineData("/statistics?negotiation=values-mispelt", "is the id of no negotiation", There)]
    [InlineData("/audit?negotiation=values-mispelt", "is the id of no negotiation", There)]
    public async Task A_page_is_shown_and_names_the_value_it_does_not_know(string path, params string[] says)
    {
        await ReadyAsync();
        var page = await server.Anonymous.Asks(path).Is(HttpStatusCode.OK);

        var notice = WebUtility.HtmlDecode(
            page.Text[page.Text.IndexOf("class=\"notice\"", StringComparison.Ordinal)..]
        );
        Assert.All(says, words => Assert.Contains(words, notice, StringComparison.Ordinal));
    }

    // A clock that a page left out would show now for then.
    [Fact]
    public async Task A_page_with_a_clock_that_cannot_be_read_is_refused() =>
        await server.Anonymous.Asks("/?basis=publishd").Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_wrong_key_is_401_on_every_route_that_reads_and_none_at_all_is_not()
    {
        await ReadyAsync();
        using var wrong = server.First.Client("ngt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        var paths = await PathsAsync(There, "KGZ", Guid.Empty.ToString());
        string[] others = ["/api/negotiations", "/api/events", "/api/parties", "/openapi/v1.json", "/metrics", "/"];
        foreach (var path in paths.Concat(others))
            await wrong.Asks(path).IsRefused(401, "key-unknown", "unknown, expired or revoked");

        Assert.True(paths.Count > 20, $"{paths.Count} routes were asked.");
        await server.Anonymous.Asks("/api/negotiations").Succeeds();
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer not-a-key")]
    [InlineData("Token ngt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_credential_that_is_no_key_is_refused_and_not_repeated(string header)
    {
        var answer = await server
            .Anonymous.SendAsync(HttpMethod.Get, "/api/negotiations", null, ("Authorization", header))
            .IsRefused(401, "key-unknown", "Send 'Authorization: Bearer <key>'");

        if (header.Contains(' ', StringComparison.Ordinal))
            Assert.DoesNotContain(header, answer.Text, StringComparison.Ordinal);
    }

    static IEnumerable<string> ValuesOf(JsonNode parameter) =>
        (parameter["schema"]!["enum"] ?? parameter["schema"]!["items"]?["enum"])
            ?.AsArray()
            .Select(value => value!.ToString())
            .Where(value => value.Length > 3 && value is not ("true" or "false"))
            .Where(value => value[0] != '-')
        ?? [];

    async Task ReadyAsync()
    {
        if ((await server.Anonymous.Asks($"/api/negotiations/{There}")).Status == HttpStatusCode.NotFound)
            await server.Monitor.Records(There, Report.Clash(), Report.Round("2022-10", 1));
    }

    async Task<List<(string Path, JsonNode Parameter)>> ReadsAsync()
    {
        await ReadyAsync();
        var contract = (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json;
        return
        [
            .. contract["paths"]!
                .AsObject()
                .Where(path => path.Value!["get"] is not null && !IsOfOne(path.Key))
                .SelectMany(path =>
                    (path.Value!["get"]!["parameters"]?.AsArray() ?? [])
                        .Where(each => (string?)each!["in"] == "query")
                        .Select(each => (Fill(path.Key, There, "KGZ", ""), each!))
                ),
        ];
    }

    async Task<List<string>> PathsAsync(string negotiation, string actor, string id)
    {
        var contract = (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json;
        return
        [
            .. contract["paths"]!
                .AsObject()
                .Where(path => path.Value!["get"] is not null && path.Key.Contains('{', StringComparison.Ordinal))
                .Where(path => !path.Key.StartsWith("/api/ledger/tile", StringComparison.Ordinal))
                .Select(path => Fill(path.Key, negotiation, actor, id)),
        ];
    }

    // What has an id of its own and takes no filter.
    static bool IsOfOne(string path) =>
        path.Contains("{eventId}", StringComparison.Ordinal)
        || (
            path.Contains("{id}", StringComparison.Ordinal)
            && !path.Contains("/negotiations/", StringComparison.Ordinal)
        );

    static string Fill(string path, string negotiation, string actor, string id) =>
        path.Replace("/negotiations/{id}", "/negotiations/" + negotiation, StringComparison.Ordinal)
            .Replace("{eventId}", id, StringComparison.Ordinal)
            .Replace("{deliveryId}", id, StringComparison.Ordinal)
            .Replace("{id}", id, StringComparison.Ordinal)
            .Replace("{code}", actor, StringComparison.Ordinal)
            .Replace("{bundle}", "999", StringComparison.Ordinal)
            .Replace("{path}", "0/000", StringComparison.Ordinal);
}

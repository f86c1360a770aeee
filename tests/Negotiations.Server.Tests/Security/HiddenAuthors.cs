using System.Net;
using Negotiations.Server.Tests.Assistants;
using Negotiations.Server.Tests.Feeds;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Security;

/// <summary>
/// Whatever the public asks, in whatever form: no name of who recorded, no id of their key, and no time finer than the
/// minute. Auditors and admins see both.
/// </summary>
public sealed partial class HiddenAuthors(HiddenAuthors.Record server) : IClassFixture<HiddenAuthors.Record>
{
    [Fact]
    public async Task No_route_in_any_form_names_an_author_or_a_second_to_the_public()
    {
        var addresses = await Walk.AddressesAsync(server.Anonymous, server.Things);
        var asked = 0;
        List<string> said = [];
        using var reader = await server.KeyAsync("only.reads", "reader");
        using var another = await server.KeyAsync("records.elsewhere", "monitor");
        foreach (var address in addresses)
        foreach (var who in new[] { server.Anonymous, reader, another })
        {
            var answer = await SeenAsync(who, address, who == reader ? "ru" : "en");
            asked += who == server.Anonymous && answer.Status == HttpStatusCode.OK ? 1 : 0;
            said.AddRange(server.Secrets.In(answer.Text).Select(each => $"{address}: {each}"));
        }

        Assert.True(said.Count == 0, string.Join('\n', said.Distinct().Take(60)));
        Assert.True(asked > 120, $"{asked} of {addresses.Count} addresses answered.");
    }

    [Fact]
    public async Task No_page_names_them_to_the_public_or_to_a_monitor()
    {
        var pages = await Walk.PagesAsync(server.Anonymous);
        using var another = await server.KeyAsync("another.one", "monitor");
        List<string> said = [];
        foreach (var page in pages)
        foreach (var reader in new[] { server.Anonymous, another })
            said.AddRange(
                server.Secrets.In((await SeenAsync(reader, page, "en")).Text).Select(each => $"{page}: {each}")
            );

        Assert.True(said.Count == 0, string.Join('\n', said.Distinct().Take(60)));
        Assert.True(pages.Count > 20, string.Join('\n', pages));
        Assert.Contains("/negotiations/hidden/steps", pages);
    }

    [Fact]
    public async Task No_live_stream_and_no_webhook_names_them_to_any_follower()
    {
        var follower = new Follower("?after=0");
        await follower.FollowsAsync(server.Anonymous, 8);
        Assert.Empty(server.Secrets.In(string.Join('\n', follower.All.Select(each => each.ToJsonString()))));

        await using var receiver = await Receiver.StartAsync();
        var subscription = (await server.Auditor.Subscribes(receiver.Url).Succeeds())["id"];
        var made = await server.Someone.Appends("hidden", Report.Round("2025-02", 7)).Succeeds();
        await receiver.Got(1);
        foreach (var each in receiver.All)
            Assert.Empty(server.Secrets.With([made["events.0.recordedAt"]!]).In(each.Body));

        await server.Auditor.SendAsync(HttpMethod.Delete, $"/api/subscriptions/{subscription}", null).Succeeds();
    }

    [Fact]
    public async Task An_assistant_without_a_key_hears_no_name()
    {
        await using var assistant = await Asking.ConnectAsync(server);
        foreach (var tool in new[] { "status", "history", "explanation", "changes" })
            Assert.Empty(
                server.Secrets.In((await Asking.AskAsync(assistant, tool, new() { ["id"] = "hidden" })).ToJsonString())
            );

        foreach (var tool in new[] { "recent_events", "coming_meetings", "find_negotiations", "parties", "tolls" })
            Assert.Empty(server.Secrets.In((await Asking.AskAsync(assistant, tool, [])).ToJsonString()));

        Assert.Empty(
            server.Secrets.In(
                (
                    await Asking.AskAsync(assistant, "proof", new() { ["eventId"] = server.Things["{eventId}"][0] })
                ).ToJsonString()
            )
        );
    }

    [Fact]
    public async Task Auditors_and_admins_see_who_and_when()
    {
        var (id, at) = server.Secrets.Times[0];
        string[] paths =
        [
            "/api/negotiations/hidden/history?limit=200",
            "/api/negotiations/hidden/history.csv",
            "/api/negotiations/hidden/steps",
            "/api/negotiations/hidden/provenance",
            "/api/events?limit=200",
            "/api/events.ndjson",
            "/api/events.csv",
            $"/api/ledger/entries/{id}",
            "/api/ledger/data/0",
        ];
        foreach (var reader in new[] { server.Auditor, server.Admin })
        foreach (var path in paths)
        {
            var answer = await reader.Asks(path).Succeeds();
            Assert.True(answer.Text.Contains(Record.Name, StringComparison.Ordinal), path);
            Assert.True(answer.Text.Contains(at, StringComparison.Ordinal), path);
        }
    }

    [Fact]
    public async Task An_author_has_one_pseudonym_in_a_negotiation_and_another_in_the_next()
    {
        var here = (await server.Anonymous.Asks("/api/negotiations/hidden/history?limit=200").Succeeds()).Each(
            "items",
            "recordedBy"
        );
        var there = (await server.Anonymous.Asks("/api/negotiations/hidden-too/history").Succeeds()).Each(
            "items",
            "recordedBy"
        );

        Assert.Matches("^author-[0-9a-f]{12}$", Assert.Single(here.Distinct()));
        Assert.Matches("^author-[0-9a-f]{12}$", Assert.Single(there.Distinct()));
        Assert.NotEqual(here[0], there[0]);
        var node = await server.StartAnotherAsync();
        Assert.Equal(
            here[0],
            (await node.Client(key: null).Asks("/api/negotiations/hidden/history").Succeeds())["items.0.recordedBy"]
        );
        await server.StopAsync(node);
    }

    [Fact]
    public async Task Who_recorded_sees_their_own_name_and_no_one_elses()
    {
        using var other = await server.KeyAsync("writes.too", "monitor");
        await other.Opens("two-hands").Succeeds();
        await server.Someone.Appends("two-hands", Report.Clash()).Succeeds();

        foreach (var (reader, name, place) in new[] { (other, "writes.too", 0), (server.Someone, Record.Name, 1) })
        foreach (var path in new[] { "negotiations/two-hands/history?clock=recorded", "events?negotiation=two-hands" })
        {
            var seen = (await reader.Asks("/api/" + path).Succeeds()).Each("items", "recordedBy");
            var open = (await server.Anonymous.Asks("/api/" + path).Succeeds()).Each("items", "recordedBy");

            Assert.Equal(name, seen[place]);
            Assert.Matches("^author-[0-9a-f]{12}$", seen[1 - place]);
            Assert.Equal(open[1 - place], seen[1 - place]);
        }

        // It is theirs alone, by another tag than the public's.
        foreach (var path in new[] { "/api/negotiations/two-hands/history", "/api/events.csv" })
        {
            using var own = await other.GetAsync(path, Scratch.Stop);
            using var shared = await server.Anonymous.GetAsync(path, Scratch.Stop);
            Assert.True(own.Headers.CacheControl!.Private, path);
            Assert.False(shared.Headers.CacheControl!.Private, path);
            Assert.NotEqual(own.Headers.ETag, shared.Headers.ETag);
        }
    }

    [Fact]
    public async Task The_whole_record_with_its_proof_is_for_auditors()
    {
        await server.Anonymous.Asks("/api/events.ndjson?proof=true").IsRefused(401, "key-missing");
        using var reader = await server.KeyAsync("a.reader", "reader");
        await reader.Asks("/api/events.ndjson?proof=true").IsRefused(403, "role-not-allowed");
        var id = server.Things["{eventId}"][0];
        await server
            .Anonymous.Asks($"/api/ledger/entries/{id}/proof?show=author")
            .IsRefused(400, "bad-parameter", "auditors and admins");
        await server.Auditor.Asks($"/api/ledger/entries/{id}/proof?show=author").Succeeds();
    }

    [Fact]
    public async Task Who_sends_anothers_event_again_learns_the_minute()
    {
        var (id, at) = server.Secrets.Times[^1];
        using var another = await server.KeyAsync("yet.another", "monitor");
        var again = server.Last.DeepClone().AsObject();
        again["eventId"] = id;

        var mine = await server.Someone.Appends("hidden", again).Succeeds();
        var theirs = await another.Appends("hidden", again).Succeeds();
        using var promised = new HttpRequestMessage(HttpMethod.Post, "/api/negotiations/hidden/events")
        {
            Content = Subscribing.Json(again),
            Headers = { { "Prefer", "receipt" } },
        };
        using var receipt = await another.SendAsync(promised, Scratch.Stop);
        var promise = await receipt.Content.ReadAsStringAsync(Scratch.Stop);

        Assert.Equal(at, mine["events.0.recordedAt"]);
        Assert.Equal(at[..17] + "00.000000Z", theirs["events.0.recordedAt"]);
        Assert.Matches(@"by \d{4}-\d\d-\d\dT\d\d:\d\d:59Z", promise);
    }

    // With the headers, but for the time of the answer.
    static async Task<(HttpStatusCode Status, string Text)> SeenAsync(HttpClient reader, string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await reader.SendAsync(request, Scratch.Stop);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(each => each.Key != "Date")
            .Select(each => $"{each.Key}: {string.Join(", ", each.Value)}");
        var body = await response.Content.ReadAsByteArrayAsync(Scratch.Stop);
        return (response.StatusCode, string.Join('\n', headers) + "\n\n" + Walk.TextOf(body));
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>The place of a follower: it is in this record, or the answer says that it is not.</summary>
public sealed class Places(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_cursor_names_the_leaf_of_the_event_it_is_behind_before_and_after_that_is_in_the_log()
    {
        await server.Monitor.Records("leaves", Report.Clash(), Report.Round("2022-10", 1));
        var page = await server.Anonymous.Asks("/api/events?negotiation=leaves").Succeeds();
        var (id, sequence) = (page["items.2.eventId"], page["items.2.sequence"]);
        await Scratch.Eventually("the event is in the log", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{id}")).Status == System.Net.HttpStatusCode.OK
        );

        var leaf = (await server.Anonymous.Asks($"/api/ledger/entries/{id}").Succeeds()).Json["leaf"]!;
        var hash = SHA256.HashData([0, .. Encoding.UTF8.GetBytes(Canonical(leaf))]);

        Assert.Equal($"{sequence}@{Convert.ToHexStringLower(hash)[..8]}", page["cursor"]);
        Assert.Equal(
            page["cursor"],
            (await server.Anonymous.Asks("/api/events?negotiation=leaves").Succeeds())["cursor"]
        );
    }

    [Fact]
    public async Task Next_is_there_while_there_is_more_and_the_place_to_resume_always()
    {
        await server.Monitor.Records("paged-feed", Report.Clash(), Report.Round("2022-10", 1));
        var (first, firstLink) = await AsksAsync("/api/events?negotiation=paged-feed&limit=2");
        var (last, lastLink) = await AsksAsync($"/api/events?negotiation=paged-feed&limit=2&after={first["next"]}");

        Assert.Equal($"</api/events?negotiation=paged-feed&limit=2&cursor={first["cursor"]}>; rel=\"next\"", firstLink);
        Assert.Equal((1, null), (last.Each("items", "version").Count, last["next"]));
        Assert.EndsWith($"cursor={last["cursor"]}>; rel=\"monitor\"", lastLink, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/events?after=1000000000", "after=1000000000")]
    [InlineData("/api/events?cursor=1000000000", "cursor=1000000000")]
    [InlineData("/api/events?cursor=1000000000@0123abcd", "cursor=1000000000@0123abcd")]
    [InlineData("/api/events?cursor=1@0123abcd", "cursor=1@0123abcd")]
    [InlineData("/api/events.csv?after=1000000000", "after=1000000000")]
    [InlineData("/api/events.ndjson?cursor=1@0123abcd", "cursor=1@0123abcd")]
    public async Task A_place_that_is_not_in_this_record_is_answered_with_the_last_one(string path, string value)
    {
        var answer = await server.Anonymous.Asks(path);

        await Task.FromResult(answer).IsRefused(410, "place-gone", value, "go on from the last place");
        await server.Anonymous.Asks($"/api/events?cursor={answer["cursor"]}").Succeeds();
    }

    [Fact]
    public async Task A_stream_refuses_an_id_of_another_record_and_goes_on_from_the_one_it_names()
    {
        await server.Monitor.Records("gone-stream", Report.Clash());

        var answer = await server.Anonymous.SendAsync(
            HttpMethod.Get,
            "/api/events",
            null,
            ("Accept", "text/event-stream"),
            ("Last-Event-ID", "1@0123abcd")
        );

        await Task.FromResult(answer).IsRefused(410, "place-gone", "1@0123abcd", "another one here");
    }

    [Theory]
    [InlineData("2999-01-01")]
    [InlineData("2999")]
    [InlineData("2999-01-01T00:00:00Z")]
    public async Task Nothing_has_changed_since_a_time_to_come_and_the_answer_says_so(string since) =>
        await server
            .Anonymous.Asks($"/api/negotiations?changedSince={since}")
            .IsRefused(400, "changed-since-in-future", $"changedSince={since}", "still to come");

    [Fact]
    public async Task Every_list_links_its_next_page_where_it_has_one_and_refuses_a_cursor_that_it_did_not_give()
    {
        foreach (var path in await PagedRoutesAsync())
        {
            var asked = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1";
            using var response = await server.Admin.GetAsync(new Uri(asked, UriKind.Relative), Scratch.Stop);
            var page = await Answer.Of(response);
            Assert.True(response.IsSuccessStatusCode, $"{asked}: {page.Text}");
            var links = response.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values) : "";
            Assert.True(
                page["next"] is not null == links.Contains("rel=\"next\"", StringComparison.Ordinal),
                $"{asked} has next {page["next"]} and the links {links}."
            );

            // No list is in the order of such places.
            foreach (var foreign in Enumerable.Range(1, 4).Select(n => Cursor.Write([.. Enumerable.Repeat("x", n)])))
                Assert.True(
                    (await server.Admin.Asks($"{asked}&cursor={foreign}")).Status
                        == System.Net.HttpStatusCode.BadRequest
                        || path is "/api/parties" or "/api/actors",
                    $"{asked}&cursor={foreign} was taken."
                );
        }
    }

    async Task<IReadOnlyList<string>> PagedRoutesAsync()
    {
        await server.Monitor.Records("paged-lists", Report.Clash(), Report.Round("2022-10", 1));
        string[] elsewhere = ["/api/imports/{id}", "/api/subscriptions/{id}"];
        var paged = (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json["paths"]!
            .AsObject()
            .Where(path =>
                path.Value!["get"]?["parameters"]?.AsArray() is { } known
                && known.Any(each => (string?)each!["name"] == "cursor")
                && known.Any(each => (string?)each!["name"] == "limit")
                && !Array.Exists(elsewhere, other => path.Key.StartsWith(other, StringComparison.Ordinal))
            )
            .Select(path =>
                path.Key.Replace("{id}", "paged-lists", StringComparison.Ordinal)
                    .Replace("{list}", "parties", StringComparison.Ordinal)
            )
            .Select(path => path.EndsWith("/changes", StringComparison.Ordinal) ? path + "?from=2020&to=2024" : path)
            .ToList();
        Assert.True(paged.Count >= 9, string.Join(", ", paged));
        return paged;
    }

    static string Canonical(JsonNode leaf) =>
        new JsonObject(
            leaf.AsObject()
                .OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        ).ToJsonString();

    async Task<(Answer Page, string Link)> AsksAsync(string path)
    {
        using var response = await server.Anonymous.GetAsync(new Uri(path, UriKind.Relative), Scratch.Stop);
        return (await Answer.Of(response), response.Headers.GetValues("Link").Single());
    }
}

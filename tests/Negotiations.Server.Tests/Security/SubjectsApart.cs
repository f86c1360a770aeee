using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Tests.Security;

/// <summary>A key, a person and a token of one name are three subjects, and a name in the record means one.</summary>
public sealed class SubjectsApart(SubjectsApart.Trusting server) : IClassFixture<SubjectsApart.Trusting>
{
    [Fact]
    public async Task A_token_of_a_keys_name_sees_changes_and_records_nothing_as_that_key()
    {
        var own = (await server.Monitor.Subscribes("http://127.0.0.1:8443/a").Succeeds())["subscription.id"];
        await server.Monitor.Appends(await OpenAsync("namesakes"), Report.Clash(), key: "same-key").Succeeds();
        using var reader = With("reader", "monitor");
        using var monitor = With("monitor", "monitor");

        Assert.Empty((await reader.Asks("/api/subscriptions").Succeeds()).Json["items"]!.AsArray());
        foreach (var act in new[] { "secret", "pause", "resume", "test" })
            await reader
                .SendAsync(HttpMethod.Post, $"/api/subscriptions/{own}/{act}", null)
                .IsRefused(404, "subscription-not-found");
        await monitor.Appends("namesakes", Report.Round("2022-10", 1), key: "same-key").Succeeds();

        var history = await server.Auditor.Asks("/api/negotiations/namesakes/history").Succeeds();
        Assert.Equal(
            ["monitor", "monitor", $"{LocalIssuer.Name}#monitor"],
            history.Each("items", "recordedBy").Order(StringComparer.Ordinal).Reverse()
        );
    }

    [Theory]
    [InlineData("mon1tor")]
    [InlineData("MONITOR")]
    [InlineData("rnonitor")]
    [InlineData("monіtor", 422)]
    [InlineData("ｍｏｎｉｔｏｒ", 422)]
    [InlineData("ⓜⓞnitor", 422)]
    [InlineData("monitor\u200b", 422)]
    [InlineData("\u202emonitor", 422)]
    [InlineData("casebооk", 422)]
    [InlineData("сasebook", 422)]
    [InlineData("key:monitor", 422)]
    [InlineData("person:monitor", 422)]
    public async Task A_name_that_looks_like_anothers_is_refused(string name, int status = 409)
    {
        var type = status == 409 ? "name-taken" : "malformed-name";
        foreach (
            var body in new JsonObject[]
            {
                new() { ["name"] = name, ["role"] = "monitor" },
                new()
                {
                    ["name"] = "a device",
                    ["person"] = name,
                    ["role"] = "monitor",
                },
            }
        )
            await server.Admin.SendAsync(HttpMethod.Post, "/api/keys", Subscribing.Json(body)).IsRefused(status, type);
    }

    [Fact]
    public async Task Two_keys_of_one_name_are_two_and_only_a_person_has_several()
    {
        JsonObject Named(string name, string? person = null)
        {
            var body = new JsonObject { ["name"] = name, ["role"] = "reader" };
            if (person is not null)
                body["person"] = person;

            return body;
        }

        Task<Answer> Make(JsonObject body) =>
            server.Admin.SendAsync(HttpMethod.Post, "/api/keys", Subscribing.Json(body));

        await Make(Named("travelling")).Is(HttpStatusCode.Created);
        await Make(Named("travelling")).IsRefused(409, "name-taken", "'travelling'", "person");
        await Make(Named("first", "travelling")).IsRefused(409, "name-taken");
        await Make(Named("first", "b. reader")).Is(HttpStatusCode.Created);
        await Make(Named("first", "b. reader")).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("rn", "m")]
    [InlineData("Паша", "паша")]
    [InlineData("сосо", "coco")]
    [InlineData("José", "jose")]
    public void Names_that_look_alike_have_one_skeleton(string one, string other) =>
        Assert.Equal(SubjectName.Skeleton(one), SubjectName.Skeleton(other));

    [Fact]
    public async Task A_token_that_needs_an_extension_or_is_of_another_kind_is_refused_and_brings_no_claims_of_ours()
    {
        JsonObject With(string member, JsonNode value)
        {
            var header = LocalIssuer.Header("RS256");
            header[member] = value;
            return header;
        }

        foreach (
            var header in new[]
            {
                With("crit", new JsonArray("exp")),
                With("crit", new JsonArray("urn:example:extension")),
                With("typ", "secevent+jwt"),
                With("typ", "logout+jwt"),
            }
        )
            await server
                .First.Client(server.Issuer.Sign(header, LocalIssuer.Claims()))
                .Opens("by-a-strange-token")
                .IsRefused(401, "key-unknown", "The token is not taken");

        await server
            .First.Client(server.Issuer.Sign(With("typ", "at+jwt"), LocalIssuer.Claims()))
            .Opens("by-at-jwt")
            .Succeeds();
        var claims = LocalIssuer.Claims("reader");
        claims[Roles.SubjectClaim] =
            await server.SqlAsync("select 'key:' || id from negotiations.api_key where name = 'admin'") as string;
        claims["negotiations:key"] = Guid.NewGuid().ToString();
        claims["negotiations:session"] = Guid.NewGuid().ToString();
        var made = await server
            .First.Client(server.Issuer.Token(claims))
            .SendAsync(
                HttpMethod.Post,
                "/api/feed-addresses",
                Subscribing.Json(new JsonObject { ["path"] = "/api/feed.atom" })
            )
            .Is(HttpStatusCode.Created);
        Assert.Equal(
            $"{LocalIssuer.Name}#someone@issuer.example",
            await server.SqlAsync($"select subject from negotiations.feed_address where id = '{made["id"]}'")
        );
    }

    [Fact]
    public async Task What_was_subscribed_with_a_token_is_paused_when_no_token_opens_anything_any_more()
    {
        await using var receiver = await Receiver.StartAsync();
        using var consumer = server.First.Client(
            server.Issuer.Token(LocalIssuer.Claims("reader", "short lived", to: 2))
        );
        var id = (await consumer.Subscribes(receiver.Url).Succeeds())["subscription.id"];

        await Scratch.Eventually("it is paused", async () =>
            (await server.Admin.Asks($"/api/subscriptions/{id}"))["state"] == "paused"
        );
        Assert.Contains(
            "No token of its owner",
            (await server.Admin.Asks($"/api/subscriptions/{id}"))["pauseReason"],
            StringComparison.Ordinal
        );
    }

    async Task<string> OpenAsync(string id)
    {
        await server.Monitor.Opens(id).Succeeds();
        return id;
    }

    HttpClient With(string role, string subject) =>
        server.First.Client(server.Issuer.Token(LocalIssuer.Claims(role, subject)));

    public sealed class Trusting(TestDatabase databases) : TrustingServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>(base.Settings)
            {
                ["webhooks:allowLocal"] = "true",
                ["webhooks:sweep"] = "0:0:1",
            };
    }
}

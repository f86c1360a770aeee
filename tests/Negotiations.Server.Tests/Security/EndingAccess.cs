using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json.Nodes;
using System.Xml;
using Negotiations.Server.Tests.Dashboard;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Security;

/// <summary>Sessions end where they are ended, addresses of feeds open one path, and one act ends all of a
/// subject.</summary>
public sealed class EndingAccess(EndedCredentials.ClosedAndTrusting server)
    : IClassFixture<EndedCredentials.ClosedAndTrusting>
{
    [Fact]
    public async Task Signing_out_ends_the_session_wherever_its_cookie_is()
    {
        using var browser = await SignedInAsync(TestServer.KeyOf("monitor"));
        using var thief = browser.WithSameCookies();
        await thief.Asks("/record").Is(HttpStatusCode.OK);

        var left = await browser.Sends("/sign-out", await browser.Asks("/open"));

        Assert.Equal(HttpStatusCode.Redirect, left.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.Asks("/record")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.Asks("/api/negotiations")).Status);
    }

    [Fact]
    public async Task A_session_is_listed_and_ended_by_its_owner_and_by_an_admin_and_by_no_one_else()
    {
        using var browser = await SignedInAsync(TestServer.KeyOf("auditor"));
        var mine = await server.Auditor.Asks("/api/sessions").Succeeds();
        var id = mine["items.0.id"]!;
        var begun = DateTimeOffset.Parse(mine["items.0.begunAt"]!, null);

        Assert.Equal("auditor", mine["items.0.name"]);
        Assert.Equal(begun.AddHours(12), DateTimeOffset.Parse(mine["items.0.endsAt"]!, null));
        Assert.DoesNotContain(id, (await server.Monitor.Asks("/api/sessions").Succeeds()).Each("items", "id"));
        Assert.Contains(id, (await server.Admin.Asks("/api/sessions").Succeeds()).Each("items", "id"));
        await End(server.Monitor, id).IsRefused(404, "session-not-found");
        await browser.Asks("/").Is(HttpStatusCode.OK);

        await End(server.Auditor, id).Is(HttpStatusCode.NoContent);
        await browser.Asks("/").Is(HttpStatusCode.Redirect);
        Assert.DoesNotContain(id, (await server.Auditor.Asks("/api/sessions").Succeeds()).Each("items", "id"));
    }

    [Fact]
    public async Task A_session_is_over_at_its_end_however_it_is_used()
    {
        using var browser = await SignedInAsync(TestServer.KeyOf("admin"));
        await browser.Asks("/").Is(HttpStatusCode.OK);

        await server.SqlAsync("update negotiations.session set ends_at = clock_timestamp()");

        await Postgres.Scratch.Eventually("it is over", async () =>
            (await browser.Asks("/")).Status == HttpStatusCode.Redirect
        );
    }

    [Fact]
    public async Task The_address_of_a_feed_opens_its_one_path_until_it_is_taken_back()
    {
        await server.Monitor.Records("fed", Report.Clash());
        await server.Monitor.Records("not-fed", Report.Clash());
        var made = await Make(server.Auditor, "/api/feed.atom?negotiation=fed").Is(HttpStatusCode.Created);
        var address = made["address"]!;

        var feed = await server.Anonymous.Asks(address).Is(HttpStatusCode.OK);
        Assert.Equal("application/atom+xml", feed.ContentType);
        Assert.Contains("/fed", feed.Text, StringComparison.Ordinal);
        using (var xml = XmlReader.Create(new StringReader(feed.Text)))
            Assert.Equal(
                address,
                SyndicationFeed.Load(xml).Links.Single(link => link.RelationshipType == "self").Uri.PathAndQuery
            );

        Assert.DoesNotContain("not-fed", feed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "not-fed",
            (await server.Anonymous.Asks(address + "?negotiation=not-fed").Is(HttpStatusCode.OK)).Text,
            StringComparison.Ordinal
        );
        foreach (
            var other in new[]
            {
                Path.ChangeExtension(address, ".ics"),
                "/feeds/ngf_guess.atom",
                "/feeds/.atom",
                $"/feeds/{new string('a', 4000)}.ics",
            }
        )
            await server.Anonymous.Asks(other).IsRefused(404, "feed-not-found");
        await server
            .First.Client(Path.GetFileNameWithoutExtension(address))
            .Asks("/api/events")
            .IsRefused(401, "key-unknown");
        Assert.DoesNotContain(
            "ngf_",
            (await server.Auditor.Asks("/api/feed-addresses")).Text,
            StringComparison.Ordinal
        );
        await Remove(server.Monitor, made["id"]!).IsRefused(404, "feed-not-found");

        await Remove(server.Auditor, made["id"]!).Is(HttpStatusCode.NoContent);
        await server.Anonymous.Asks(address).IsRefused(404, "feed-not-found");
    }

    [Theory]
    [InlineData("/api/events")]
    [InlineData("/api/keys")]
    [InlineData("https://elsewhere.example/api/feed.atom")]
    [InlineData("/api/feed.atom/../keys")]
    public async Task No_other_path_gets_an_address(string path) =>
        await Make(server.Admin, path).IsRefused(422, "not-a-feed");

    [Fact]
    public async Task One_act_ends_all_keys_sessions_tokens_and_feeds_of_a_person()
    {
        var (laptop, phone) = (await KeyAsync("laptop"), await KeyAsync("phone"));
        using var browser = await SignedInAsync(laptop);
        using var token = server.First.Client(server.Issuer.Token(Issued(-5)));
        var address = (await Make(server.First.Client(phone), "/api/calendar.ics").Succeeds())["address"]!;
        await token.Asks("/api/negotiations").Is(HttpStatusCode.OK);

        await End("person:c. reader", server.Monitor).IsRefused(403, "role-not-allowed");
        await End("person:no one", server.Admin).IsRefused(404, "subject-not-found");
        var ended = await End("person:c. reader", server.First.Client(phone)).Is(HttpStatusCode.Created);
        await End($"{LocalIssuer.Name}#c. reader", server.Admin).Is(HttpStatusCode.Created);

        Assert.Equal(("2", "1", "1"), (ended["keys"], ended["sessions"], ended["feedAddresses"]));
        foreach (var key in new[] { laptop, phone })
            await server.First.Client(key).Asks("/api/negotiations").IsRefused(401, "key-unknown");
        await browser.Asks("/").Is(HttpStatusCode.Redirect);
        await server.Anonymous.Asks(address).IsRefused(404, "feed-not-found");
        await token.Asks("/api/negotiations").IsRefused(401, "key-unknown", "The token is not taken");

        await server.First.Client(server.Issuer.Token(Issued(2))).Asks("/api/negotiations").Is(HttpStatusCode.OK);
        await server.First.Client(await KeyAsync("found again")).Asks("/api/negotiations").Is(HttpStatusCode.OK);
    }

    static JsonObject Issued(int seconds)
    {
        var claims = LocalIssuer.Claims("reader", "c. reader");
        claims["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;
        return claims;
    }

    static Task<Answer> End(HttpClient who, string session) =>
        who.SendAsync(HttpMethod.Delete, $"/api/sessions/{session}", null);

    static Task<Answer> End(string subject, HttpClient who) =>
        who.SendAsync(HttpMethod.Post, "/api/access/end", Subscribing.Json(new JsonObject { ["subject"] = subject }));

    static Task<Answer> Make(HttpClient who, string path) =>
        who.SendAsync(HttpMethod.Post, "/api/feed-addresses", Subscribing.Json(new JsonObject { ["path"] = path }));

    static Task<Answer> Remove(HttpClient who, string id) =>
        who.SendAsync(HttpMethod.Delete, $"/api/feed-addresses/{id}", null);

    async Task<string> KeyAsync(string device) =>
        (
            await server
                .Admin.SendAsync(
                    HttpMethod.Post,
                    "/api/keys",
                    Subscribing.Json(
                        new JsonObject
                        {
                            ["name"] = device,
                            ["role"] = "reader",
                            ["person"] = "c. reader",
                        }
                    )
                )
                .Succeeds()
        )["key"]!;

    Task<DashboardVisitor> SignedInAsync(string key) => new DashboardVisitor(server.First.Address).SignsInAsync(key);
}

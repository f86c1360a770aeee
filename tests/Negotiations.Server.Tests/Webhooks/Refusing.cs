// cspell:ignore Kyrgyzistan
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Webhooks;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>Nothing is sent where a stranger must not reach, and no one sees what is another's.</summary>
public sealed class Refusing(TestServer server, WebhookServer local)
    : IClassFixture<TestServer>,
        IClassFixture<WebhookServer>
{
    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.1.2.3/hooks")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://127.0.0.1:5432/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://localhost/")]
    public async Task An_address_that_is_not_public_is_refused(string url)
    {
        server.Services.GetRequiredService<WebhookClient>().Resolve = Dns.GetHostAddressesAsync;

        await server.Monitor.Subscribes(url).IsRefused(422, "bad-target", "not public", "public hosts");
    }

    [Theory]
    [InlineData("https://93.184.215.14:22/", "443 and 8443")]
    [InlineData("http://93.184.215.14/", "https")]
    [InlineData("ftp://93.184.215.14/", "https")]
    [InlineData("/hooks", "absolute https address")]
    [InlineData("", "absolute https address")]
    [InlineData("https://user:password@93.184.215.14/", "Leave them out")]
    [InlineData("https://93.184.215.14/#part", "Leave them out")]
    public async Task What_is_no_receivers_address_is_refused(string url, string remedy)
    {
        var answer = await server.Monitor.Subscribes(url).IsRefused(422, "bad-target", remedy);

        Assert.DoesNotContain("password@", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_that_begins_beyond_the_end_is_refused()
    {
        Resolving(server, "93.184.215.14");

        await server
            .Monitor.Subscribes("https://receiver.example/", """ "after": 1000000000 """)
            .IsRefused(410, "place-gone", "after=1000000000", "Leave it out");
    }

    [Fact]
    public async Task A_url_that_is_too_long_is_refused() =>
        await server
            .Monitor.Subscribes("https://93.184.215.14/" + new string('a', 2000))
            .IsRefused(422, "bad-target", "2022 characters", "2000");

    [Theory]
    [InlineData("10.0.0.8")]
    [InlineData("93.184.215.14", "169.254.169.254")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:0:7f00:1")]
    [InlineData("::ffff:10.0.0.8")]
    public async Task A_name_with_any_address_that_is_not_public_is_refused(params string[] addresses)
    {
        Resolving(server, addresses);

        await server
            .Monitor.Subscribes("https://receiver.example/")
            .IsRefused(422, "bad-target", "receiver.example", "not public");
    }

    [Fact]
    public async Task A_name_that_no_one_knows_is_refused()
    {
        server.Services.GetRequiredService<WebhookClient>().Resolve = (_, _) =>
            throw new SocketException((int)SocketError.HostNotFound);

        await server
            .Monitor.Subscribes("https://nowhere.example/")
            .IsRefused(422, "bad-target", "nowhere.example", "cannot be found");
    }

    [Fact]
    public async Task A_name_that_is_public_when_subscribed_and_this_machine_when_sent_to_gets_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        Resolving(server, "93.184.215.14");
        var made = await server.Monitor.Subscribes("https://localhost:8443/hooks").Succeeds();
        await server.SqlAsync(
            $"update negotiations.subscription set url = 'https://localhost:{new Uri(receiver.Url).Port}/hooks' "
                + $"where id = '{made["subscription.id"]}'"
        );

        var test = await server.Monitor.Does(made["subscription.id"], "test").Succeeds();

        await Postgres.Scratch.Eventually("it has been tried", async () =>
            (await server.Monitor.Asks(test.Location!).Succeeds())["error"] is not null
        );
        Assert.Equal(
            "The host has an address that is not public, and nothing was sent.",
            (await server.Monitor.Asks(test.Location!).Succeeds())["error"]
        );
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_leads_nowhere()
    {
        await using var inside = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        (receiver.Answers, receiver.Location) = (_ => 307, inside.Url);
        var made = await local.Monitor.Subscribes(receiver.Url).Succeeds();

        var test = await local.Monitor.Does(made["subscription.id"], "test").Succeeds();

        await Postgres.Scratch.Eventually("it has been tried", async () =>
            (await local.Monitor.Asks(test.Location!).Succeeds())["status"] == "307"
        );
        Assert.Contains(
            "Redirects are not followed",
            (await local.Monitor.Asks(test.Location!).Succeeds())["error"],
            StringComparison.Ordinal
        );
        Assert.Empty(inside.All);
    }

    [Theory]
    [InlineData(""" "type": ["war"] """, 400, "unknown-value", "'war'")]
    [InlineData(""" "negotiation": ["Not An Id"] """, 422, "bad-id", "Not An Id")]
    [InlineData(""" "negotiation": ["nowhere-at-all"] """, 422, "unknown-negotiation", "'nowhere-at-all'")]
    [InlineData(""" "party": "Kyrgyzistan" """, 422, "unknown-actor", "KGZ (Kyrgyzstan)")]
    [InlineData(""" "after": -1 """, 422, "out-of-range", "-1")]
    [InlineData(""" "party": "" """, 422, "bad-actor", "KGZ")]
    [InlineData(""" "secret": "mine" """, 400, "unknown-member", "secret")]
    public async Task A_filter_that_cannot_be_meant_is_refused(string more, int status, string type, string value) =>
        await local.Monitor.Subscribes("http://127.0.0.1:9/", more).IsRefused(status, type, value);

    [Fact]
    public async Task Someone_elses_subscription_is_not_there_except_for_an_admin()
    {
        var mine = await local.ReaderAsync("one reader");
        var theirs = await local.ReaderAsync("another reader");
        var id = (
            await mine.SubscribesAhead(local, "http://127.0.0.1:9/", """ "negotiation": ["nothing"] """)
                .Is(HttpStatusCode.Created)
        )["subscription.id"];

        await theirs.Asks($"/api/subscriptions/{id}").IsRefused(404, "subscription-not-found", id!);
        await theirs.Asks($"/api/subscriptions/{id}/deliveries").IsRefused(404, "subscription-not-found", id!);
        foreach (var what in new[] { "pause", "resume", "secret", "test", $"deliveries/{id}/redelivery" })
            await theirs.Does(id, what).IsRefused(404, "subscription-not-found", id!);

        await theirs
            .SendAsync(HttpMethod.Delete, $"/api/subscriptions/{id}", null)
            .IsRefused(404, "subscription-not-found", id!);
        Assert.DoesNotContain(id!, (await theirs.Asks("/api/subscriptions").Succeeds()).Text, StringComparison.Ordinal);
        Assert.Contains(id, await local.Admin.Walks("/api/subscriptions?limit=1", "id"));
        Assert.Equal("one reader", (await local.Admin.Sees(id))["owner"]);
        await local.Admin.SendAsync(HttpMethod.Delete, $"/api/subscriptions/{id}", null).Is(HttpStatusCode.NoContent);
        await mine.Asks($"/api/subscriptions/{id}").IsRefused(404, "subscription-not-found", id!);
    }

    [Fact]
    public async Task One_owner_has_only_so_many()
    {
        var eager = await local.ReaderAsync("eager reader");
        for (var i = 0; i < 20; i++)
            await eager.SubscribesAhead(local, "http://127.0.0.1:9/", """ "negotiation": ["nothing"] """).Succeeds();

        await eager.Subscribes("http://127.0.0.1:9/").IsRefused(409, "too-many-subscriptions", "eager reader", "20");
    }

    [Fact]
    public async Task A_delivery_that_never_was_is_not_there()
    {
        var reader = await local.ReaderAsync("mistaken reader");
        var id = (
            await reader.SubscribesAhead(local, "http://127.0.0.1:9/", """ "negotiation": ["nothing"] """).Succeeds()
        )["subscription.id"];

        await reader
            .Asks($"/api/subscriptions/{id}/deliveries/{Guid.Empty}")
            .IsRefused(404, "delivery-not-found", Guid.Empty.ToString());
        await reader
            .Does(id, $"deliveries/{Guid.Empty}/redelivery")
            .IsRefused(404, "delivery-not-found", Guid.Empty.ToString());
        await reader
            .Asks($"/api/subscriptions/{id}/deliveries?state=lost")
            .IsRefused(400, "unknown-value", "lost", "parked");
    }

    static void Resolving(TestServer server, params string[] addresses) =>
        server.Services.GetRequiredService<WebhookClient>().Resolve = (_, _) =>
            Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
}

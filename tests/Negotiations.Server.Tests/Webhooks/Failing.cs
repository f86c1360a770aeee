using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>
/// Receivers fail. What they missed is tried again, then stored for them, and those that take nothing are left in
/// peace.
/// </summary>
public sealed class Failing(WebhookServer server) : IClassFixture<WebhookServer>
{
    // The first attempt and one after each pause of the settings.
    const int Attempts = 3;

    [Fact]
    public async Task A_receiver_that_fails_once_gets_the_event_again_under_the_same_id_and_nothing_overtakes_it()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("hiccup reader");
        var made = await consumer.SubscribesAhead(server, receiver.Url, """ "negotiation": ["hiccup"] """).Succeeds();
        receiver.Answers = _ => receiver.All.Count == 1 ? 500 : 200;

        await server.Monitor.Records("hiccup", Report.Round("2023-01", 1), Report.Round("2023-02", 2));

        await receiver.Got(4);
        Assert.Equal(["hiccup 1", "hiccup 1", "hiccup 2", "hiccup 3"], receiver.All.Select(each => each.Event));
        Assert.Single(receiver.All.Take(2).Select(each => each.Id).Distinct());
        await consumer.Eventually(made["subscription.id"], "waiting", "0");
        var deliveries = await consumer.SeesDeliveries(made["subscription.id"]);
        Assert.Equal(["1", "1", "2"], deliveries.Each("items", "attempts"));
        Assert.All(deliveries.Each("items", "state"), state => Assert.Equal("delivered", state));
        Assert.Equal("0", (await consumer.Sees(made["subscription.id"]))["failures"]);
    }

    [Fact]
    public async Task An_event_that_is_never_taken_is_parked_and_shown_while_the_rest_goes_on()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("choosy reader");
        var made = await consumer
            .SubscribesAhead(server, receiver.Url, """ "negotiation": ["choosy", "welcome"] """)
            .Succeeds();
        var id = made["subscription.id"];
        receiver.Answers = each =>
        {
            if (each.Event != "choosy 2")
                return 200;

            // Something else is taken between its first attempt and its last.
            if (receiver.All.Count(other => other.Event == "choosy 2") == 1)
            {
                server.Monitor.Opens("welcome").Succeeds().Wait(Scratch.Stop);
                Scratch
                    .Eventually("something else is taken", () => receiver.All.Any(other => other.Event == "welcome 1"))
                    .Wait(Scratch.Stop);
            }

            return 503;
        };

        await server.Monitor.Records("choosy", Report.Round("2023-01", 1), Report.Round("2023-02", 2));

        await Scratch.Eventually("what follows the parked one is delivered", () =>
            receiver.All.Any(each => each.Event == "choosy 3")
        );
        Assert.Equal(Attempts, receiver.All.Count(each => each.Event == "choosy 2"));
        var parked = await consumer.SeesDeliveries(id, "?state=parked");
        Assert.Equal(
            ("choosy", "503", "The receiver answered 503."),
            (parked["items.0.negotiation"], parked["items.0.status"], parked["items.0.error"])
        );
        Assert.Equal(("active", "1"), ((await consumer.Sees(id))["state"], (await consumer.Sees(id))["parked"]));

        receiver.Answers = _ => 200;
        await consumer.Does(id, $"deliveries/{parked["items.0.id"]}/redelivery").Is(HttpStatusCode.Accepted);
        await consumer.Eventually(id, "parked", "0");
        await consumer.Eventually(id, "waiting", "0");
        Assert.Equal(parked["items.0.id"], receiver.All.Last(each => each.Event == "choosy 2").Id);
    }

    [Fact]
    public async Task A_receiver_that_takes_nothing_is_paused_and_gets_everything_when_it_is_resumed()
    {
        await using var receiver = await Receiver.StartAsync();
        var (consumer, id) = await SubscribedAsync(receiver, "dead");
        receiver.Answers = _ => 500;

        await server.Monitor.Records("dead", Report.Round("2023-01", 1));

        await consumer.Eventually(id, "state", "paused");
        var paused = await consumer.Sees(id);
        Assert.Contains($"{Attempts} attempts", paused["pauseReason"], StringComparison.Ordinal);
        await server.Monitor.Appends("dead", Report.Round("2023-02", 2)).Succeeds();
        var tried = receiver.All.Count;
        await consumer
            .Does(
                id,
                "deliveries/" + (await consumer.SeesDeliveries(id, "?state=parked"))["items.0.id"] + "/redelivery"
            )
            .IsRefused(409, "subscription-paused", "Resume it first");

        receiver.Answers = _ => 200;
        await consumer.Does(id, "resume").Succeeds();
        await receiver.Got(tried + 2);
        Assert.Equal(["dead 2", "dead 3"], receiver.All.Skip(tried).Select(each => each.Event));
        Assert.Null((await consumer.Sees(id))["pauseReason"]);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_gets_it()
    {
        await using var receiver = await Receiver.StartAsync();
        var (consumer, id) = await SubscribedAsync(receiver, "busy");
        (receiver.Answers, receiver.RetryAfter) = (_ => 429, "3600");

        await server.Monitor.Opens("busy").Succeeds();

        await consumer.Eventually(id, "failures", "1");
        var delivery = (await consumer.SeesDeliveries(id)).Json["items"]![0]!;
        Assert.Equal("429", delivery["status"]!.ToString());
        Assert.InRange(
            (DateTimeOffset)delivery["nextTry"]! - (DateTimeOffset)delivery["triedAt"]!,
            TimeSpan.FromMinutes(59),
            TimeSpan.FromMinutes(65)
        );
    }

    [Fact]
    public async Task A_receiver_that_says_it_is_gone_is_asked_no_more()
    {
        await using var receiver = await Receiver.StartAsync();
        var (consumer, id) = await SubscribedAsync(receiver, "gone");
        receiver.Answers = _ => 410;

        await server.Monitor.Opens("gone").Succeeds();

        await consumer.Eventually(id, "state", "paused");
        Assert.Contains("410", (await consumer.Sees(id))["pauseReason"], StringComparison.Ordinal);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_asked_one_thing_at_a_time()
    {
        const int Negotiations = 14;

        // Four at once, and one more for each of the three failures that make it careful.
        const int BeforeCare = 4 + 3;
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("hanging reader");
        var ids = Enumerable.Range(1, Negotiations).Select(number => $"\"hanging-{number}\"");
        var id = (
            await consumer
                .SubscribesAhead(server, receiver.Url, $""" "negotiation": [{string.Join(", ", ids)}] """)
                .Succeeds()
        )["subscription.id"];
        await consumer.Does(id, "pause").Succeeds();
        for (var number = 1; number <= Negotiations; number++)
            await server.Monitor.Opens($"hanging-{number}").Succeeds();

        var (asked, running, most) = (0, 0, 0);
        Lock counts = new();
        receiver.Answers = _ =>
        {
            lock (counts)
            {
                running++;
                if (++asked > BeforeCare)
                    most = Math.Max(most, running);
            }

            Thread.Sleep(30);
            lock (counts)
                running--;

            return 500;
        };
        await consumer.Does(id, "resume").Succeeds();

        await receiver.Got(Negotiations + BeforeCare);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_subscription_ends_with_the_last_key_of_its_owner()
    {
        await using var receiver = await Receiver.StartAsync();
        var key = await server
            .Admin.SendAsync(
                HttpMethod.Post,
                "/api/keys",
                Subscribing.Json(
                    new System.Text.Json.Nodes.JsonObject { ["name"] = "leaving reader", ["role"] = "reader" }
                )
            )
            .Succeeds();
        using var consumer = server.First.Client(key["key"]);
        var id = (await consumer.Subscribes(receiver.Url).Succeeds())["subscription.id"];

        await server.Admin.SendAsync(HttpMethod.Delete, $"/api/keys/{key["id"]}", null).Succeeds();

        await server.Admin.Eventually(id, "state", "paused");
        Assert.Contains("No key of its owner", (await server.Admin.Sees(id))["pauseReason"], StringComparison.Ordinal);
    }

    // A reader of its own with a subscription to one negotiation.
    async Task<(HttpClient Consumer, string Id)> SubscribedAsync(Receiver receiver, string negotiation)
    {
        var consumer = await server.ReaderAsync($"{negotiation} reader");
        var made = await consumer
            .SubscribesAhead(server, receiver.Url, $""" "negotiation": ["{negotiation}"] """)
            .Succeeds();
        return (consumer, made["subscription.id"]!);
    }
}

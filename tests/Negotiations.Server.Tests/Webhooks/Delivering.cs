using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using StandardWebhooks.Diagnostics;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>
/// What is recorded is sent to anyone who asked for it: signed, in order, and no more than was asked for.
/// </summary>
public sealed class Delivering(WebhookServer server) : IClassFixture<WebhookServer>
{
    [Fact]
    public async Task An_event_arrives_as_a_cloud_event_whose_signature_the_consumers_library_accepts()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("signed reader");
        var made = await consumer
            .SubscribesAhead(server, receiver.Url, """ "negotiation": ["signed"] """)
            .Is(HttpStatusCode.Created);

        await server.Monitor.Opens("signed").Succeeds();

        await receiver.Got(1);
        var received = receiver.All.Single();
        received.IsSignedWith(made["secret"]!);
        Assert.StartsWith("whsec_", made["secret"], StringComparison.Ordinal);
        Assert.Equal("application/cloudevents+json; charset=utf-8", received.Headers.ContentType);
        Assert.Equal("close", received.Headers.Connection);
        Assert.Equal(
            [
                "Connection",
                "Content-Length",
                "Content-Type",
                "Host",
                "User-Agent",
                "webhook-id",
                "webhook-signature",
                "webhook-timestamp",
            ],
            received.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase)
        );
        var shown = received.CloudEvent;
        var recorded = (await server.Anonymous.Asks("/api/events?negotiation=signed").Succeeds()).Json["items"]![0]!;
        Assert.Equal(
            (
                "negotiations.negotiation-opened",
                "signed",
                $"http://{server.First.Address.Host}:{server.First.Address.Port}/api/negotiations/signed"
            ),
            (shown.Type, shown.Subject, shown.Source!.ToString())
        );
        Assert.Equal((string?)recorded["eventId"], shown.Id);
        Assert.Equal(recorded["sequence"]!.ToString().PadLeft(19, '0'), shown["sequence"]);
        Assert.NotNull(recorded["headline"]!["text"]);
        recorded.AsObject().Remove("names");
        Assert.True(JsonNode.DeepEquals(recorded, received.Json["data"]));
        Assert.Throws<WebhookVerificationException>(() =>
            (received with { Body = received.Body.Replace("Kyrgyz", "Kirgiz", StringComparison.Ordinal) }).IsSignedWith(
                made["secret"]!
            )
        );
    }

    [Fact]
    public async Task Events_of_one_negotiation_arrive_in_order_while_others_come_beside_them()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("ordered reader");
        await consumer
            .SubscribesAhead(server, receiver.Url, """ "negotiation": ["first", "second", "third"] """)
            .Succeeds();

        await Task.WhenAll(
            new[] { "first", "second", "third" }.Select(id =>
                server.Monitor.Records(id, Enumerable.Range(1, 15).Select(number => Report.Round("2023", number)))
            )
        );

        await receiver.Got(3 * 16);
        foreach (var each in receiver.All.GroupBy(received => (string)received.Json["subject"]!))
            Assert.Equal(Enumerable.Range(1, 16), each.Select(received => (int)received.Json["data"]!["version"]!));

        Assert.Distinct(receiver.All.Select(received => received.Id));
    }

    [Fact]
    public async Task Filters_are_those_of_the_feed_and_the_past_is_sent_to_no_matter_who_asks_for_it()
    {
        await using var receiver = await Receiver.StartAsync();
        await server.Monitor.Records(
            "past",
            Report.Clash(),
            Report.Round("2022-10", 1),
            Report.Clash(),
            Report.Round("2022-11", 2)
        );
        var consumer = await server.ReaderAsync("late reader");

        await consumer
            .Subscribes(receiver.Url, """ "negotiation": ["past"], "party": "kgz", "phaseChange": true, "after": 0 """)
            .Succeeds();

        await server
            .Monitor.Appends("past", Report.Of("sections-agreed", "2024-12", """ "allRemaining": true """))
            .Succeeds();
        await receiver.Got(3);
        Assert.Equal(["past 1", "past 3", "past 6"], receiver.All.Select(each => each.Event));
    }

    [Fact]
    public async Task Without_a_place_a_subscription_begins_after_all_that_was_acknowledged_before_it()
    {
        var consumer = await server.ReaderAsync("reader from now on");
        await server.Monitor.Opens("from-now-on").Succeeds();

        // The node reads what is recorded a moment later: asked at once, it is behind.
        for (var round = 1; round <= 10; round++)
        {
            await server.Monitor.Appends("from-now-on", Report.Round("2022-10", round)).Succeeds();

            var made = await consumer.Subscribes("http://127.0.0.1:9/hooks").Succeeds();

            var head = await server.SqlAsync("select max(seq_id) from negotiations.mt_events");
            Assert.Equal($"{head}", made["subscription.readTo"]);
            await consumer.DeleteAsync($"/api/subscriptions/{made["id"]}", Scratch.Stop);
        }
    }

    [Fact]
    public async Task Who_was_sent_an_event_is_sent_what_corrects_it_and_takes_it_back()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("corrected reader");
        await consumer
            .SubscribesAhead(server, receiver.Url, """ "negotiation": ["amended"], "type": ["round-held"] """)
            .Succeeds();
        await server.Monitor.Opens("amended").Succeeds();
        var round = await server.Monitor.Appends("amended", Report.Round("2022-10", 1)).Succeeds();
        await server.Monitor.Appends("amended", Report.Clash()).Succeeds();
        var target = round["events.0.eventId"]!;
        await server.Monitor.Appends("amended", Report.Correction(target, """{ "roundNumber": 2 }""")).Succeeds();
        await server.Monitor.Appends("amended", Report.Retraction(target)).Succeeds();

        await receiver.Got(3);

        Assert.Equal(["amended 2", "amended 4", "amended 5"], receiver.All.Select(each => each.Event));
    }

    [Fact]
    public async Task Who_may_have_been_sent_an_event_is_informed_that_its_text_was_erased()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("erased reader");
        var made = await consumer
            .SubscribesAhead(server, receiver.Url, """ "negotiation": ["erased-one"], "type": ["clash-reported"] """)
            .Succeeds();
        await consumer
            .SubscribesAhead(server, other.Url, """ "negotiation": ["erased-one"], "type": ["round-held"] """)
            .Succeeds();
        await server.Monitor.Opens("erased-one").Succeeds();
        var recorded = await server
            .Monitor.Appends(
                "erased-one",
                Report.Of("clash-reported", "2022-09", """ "note": "a name that must go" """)
            )
            .Succeeds();
        await receiver.Got(1);

        await server.EraseAsync("erased-one", recorded["events.0.eventId"]!);

        await receiver.Got(3);
        var notice = receiver.All.Single(each => each.CloudEvent.Type == "negotiations.event-erased");
        notice.IsSignedWith(made["secret"]!);
        Assert.Equal("erased-one", notice.CloudEvent.Subject);
        Assert.Equal(notice.Id, notice.CloudEvent.Id);
        Assert.Equal(
            (recorded["events.0.eventId"], "2", "Asked for."),
            (
                (string?)notice.Json["data"]!["eventId"],
                notice.Json["data"]!["version"]!.ToString(),
                (string?)notice.Json["data"]!["erased"]!["reason"]
            )
        );
        Assert.DoesNotContain("a name that must go", notice.Body, StringComparison.Ordinal);
        Assert.Equal(
            ["clash-reported", "erasure-recorded", "event-erased"],
            (await consumer.SeesDeliveries(made["id"])).Each("items", "type").Order(StringComparer.Ordinal)
        );
        await server.Monitor.Appends("erased-one", Report.Round("2022-10", 1)).Succeeds();

        // Its entry passes whatever types are asked for; the text went to those who were given it.
        await other.Got(2);
        Assert.Equal(
            ["negotiations.erasure-recorded", "negotiations.round-held"],
            other.All.Select(each => each.CloudEvent.Type)
        );
    }

    [Fact]
    public async Task A_paused_subscription_is_informed_of_an_erasure_when_it_is_resumed()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("resting reader");
        var made = await consumer.SubscribesAhead(server, receiver.Url, """ "negotiation": ["resting"] """).Succeeds();
        await server.Monitor.Opens("resting").Succeeds();
        var recorded = await server.Monitor.Appends("resting", Report.Clash()).Succeeds();
        await receiver.Got(2);
        await consumer.Does(made["id"], "pause").Succeeds();

        await server.EraseAsync("resting", recorded["events.0.eventId"]!);
        await consumer.Does(made["id"], "test").Succeeds();
        await receiver.Got(3);
        await consumer.Does(made["id"], "resume").Succeeds();

        // Of its own, and as the entry of the log that it is.
        await receiver.Got(5);
        Assert.Equal(
            ["negotiations.erasure-recorded", "negotiations.event-erased", "negotiations.test"],
            receiver.All.Skip(2).Select(each => each.CloudEvent.Type).Order()
        );
    }

    [Fact]
    public async Task What_is_erased_before_it_is_sent_is_sent_as_erased()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("careful reader");
        var made = await consumer.SubscribesAhead(server, receiver.Url, """ "negotiation": ["erased"] """).Succeeds();
        var id = made["subscription.id"];
        await consumer.Does(id, "pause").Succeeds();
        await server.Monitor.Opens("erased").Succeeds();
        var recorded = await server
            .Monitor.Appends("erased", Report.Of("clash-reported", "2022-09", """ "note": "a name that must go" """))
            .Succeeds();
        await server.EraseAsync("erased", recorded["events.0.eventId"]!);

        await consumer.Does(id, "resume").Succeeds();

        await receiver.Got(3);
        var shown = receiver
            .All.Single(each => each.Event == "erased 2" && each.CloudEvent.Type == "negotiations.clash-reported")
            .Json["data"]!;
        Assert.Equal("[erased]", (string?)shown["data"]!["note"]);
        Assert.Equal("Asked for.", (string?)shown["erased"]!["reason"]);
        Assert.DoesNotContain(receiver.All, each =>
            each.Body.Contains("a name that must go", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_test_arrives_also_while_the_subscription_is_paused()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("testing reader");
        var made = await consumer.Subscribes(receiver.Url).Succeeds();
        await consumer.Does(made["subscription.id"], "pause").Succeeds();

        var test = await consumer.Does(made["subscription.id"], "test").Is(HttpStatusCode.Accepted);

        await receiver.Got(1);
        receiver.All.Single().IsSignedWith(made["secret"]!);
        Assert.Equal("negotiations.test", receiver.All.Single().CloudEvent.Type);
        Assert.Equal(test["id"], receiver.All.Single().Id);
        await Postgres.Scratch.Eventually("the test is shown as delivered", async () =>
            (await consumer.Asks(test.Location!).Succeeds())["state"] == "delivered"
        );
    }

    [Fact]
    public async Task While_a_secret_is_replaced_requests_are_signed_with_both()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("rotating reader");
        var made = await consumer.Subscribes(receiver.Url).Succeeds();

        var renewed = await consumer.Does(made["subscription.id"], "secret").Succeeds();

        await consumer.Does(made["subscription.id"], "test").Succeeds();
        await receiver.Got(1);
        Assert.NotEqual(made["secret"], renewed["secret"]);
        receiver.All.Single().IsSignedWith(made["secret"]!);
        receiver.All.Single().IsSignedWith(renewed["secret"]!);
        await server.SqlAsync("update negotiations.subscription set previous_until = now()");
        await consumer.Does(made["subscription.id"], "test").Succeeds();
        await receiver.Got(2);
        receiver.All.Last().IsSignedWith(renewed["secret"]!);
        Assert.Throws<WebhookVerificationException>(() => receiver.All.Last().IsSignedWith(made["secret"]!));
    }

    [Fact]
    public async Task Secrets_are_shown_once_and_lie_in_the_database_sealed()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("discreet reader");
        var made = await consumer.Subscribes(receiver.Url).Succeeds();
        var secret = Convert.FromBase64String(made["secret"]!["whsec_".Length..]);

        var seen =
            (await consumer.Sees(made["subscription.id"])).Text
            + (await consumer.Asks("/api/subscriptions").Succeeds()).Text;
        Assert.DoesNotContain("secret", seen, StringComparison.OrdinalIgnoreCase);
        var stored = (byte[])
            (
                await server.SqlAsync(
                    $"select secret from negotiations.subscription where id = '{made["subscription.id"]}'"
                )
            )!;
        Assert.Equal(-1, stored.AsSpan().IndexOf(secret.AsSpan(0, 8)));
    }
}

using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>A subscription that cannot be followed for, beside others.</summary>
public sealed class OneBroken(WebhookServer server) : IClassFixture<WebhookServer>
{
    [Fact]
    public async Task Subscription_does_not_hold_up_the_others_is_named_by_health_and_goes_on_once_it_is_whole()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var neighbour = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("broken reader");
        var broken = (await consumer.Subscribes(receiver.Url).Succeeds())["subscription.id"];
        await (await server.ReaderAsync("whole reader")).Subscribes(neighbour.Url).Succeeds();
        await server.SqlAsync($"update negotiations.subscription set filter = '{{' || filter where id = '{broken}'");

        await server.Monitor.Opens("beside").Succeeds();

        await neighbour.Got(1);
        Assert.Empty(receiver.All);
        var health = await server.Anonymous.Asks("/health/ready").Succeeds();
        Assert.Equal("degraded", health["parts.workers.status"]);
        var text = health["parts.workers.text"];
        Assert.Contains($"the dispatcher of webhook subscription {broken} has failed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dispatcher of webhooks has failed", text, StringComparison.Ordinal);

        await server.SqlAsync($"update negotiations.subscription set filter = substr(filter, 2) where id = '{broken}'");
        await receiver.Got(1);
        Assert.Equal("beside 1", receiver.All.Single().Event);
        await Scratch.Eventually("health is well", async () =>
            (await server.Anonymous.Asks("/health/ready"))["parts.workers.status"] == "healthy"
        );
    }

    [Fact]
    public async Task Delivery_that_cannot_be_written_is_parked_after_its_attempts_and_what_follows_is_sent()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("unwritten reader");
        var made = await consumer
            .SubscribesAhead(server, receiver.Url, """ "negotiation": ["unwritten"] """)
            .Succeeds();
        var id = made["subscription.id"];

        // Of an event that is not there, as after a database was put back.
        await server.SqlAsync(
            $"""
            insert into negotiations.delivery
                (id, subscription, negotiation, sequence, event_id, type, state, next_try, created_at)
            values (gen_random_uuid(), '{id}', 'unwritten', 999999999, gen_random_uuid(), 'round-held', 'pending',
                clock_timestamp(), clock_timestamp())
            """
        );
        await server.Monitor.Opens("unwritten").Succeeds();

        await receiver.Got(1);
        Answer parked = null!;
        await Scratch.Eventually("it is parked", async () =>
            (parked = await consumer.SeesDeliveries(id, "?state=parked")).Each("items", "id").Count == 1
        );
        Assert.StartsWith(
            "What was to be sent could not be written.",
            parked["items.0.error"],
            StringComparison.Ordinal
        );
        Assert.Equal(0L, await server.SqlAsync("select count(*) from negotiations_jobs.wolverine_dead_letters"));
    }
}

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
}

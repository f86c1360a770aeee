namespace Negotiations.Server.Tests.Webhooks;

/// <summary>
/// Each test and each redelivery is a request to an address that its owner chose: there are only so many a minute.
/// </summary>
public sealed class AskingTooOften(AskingTooOften.PatientServer server) : IClassFixture<AskingTooOften.PatientServer>
{
    [Fact]
    public async Task Tests_and_redeliveries_are_counted_together_for_each_owner()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("eager reader");
        var one = (await consumer.Subscribes(receiver.Url).Succeeds())["id"];
        var two = (await consumer.Subscribes(receiver.Url).Succeeds())["id"];
        var test = await consumer.Does(one, "test").Succeeds();
        await receiver.Got(1);
        await consumer.Does(one, $"deliveries/{test["id"]}/redelivery").Succeeds();

        await consumer
            .Does(two, "test")
            .IsRefused(429, "too-many-requests", "eager reader", "more than 2 tests and redeliveries", "Retry-After");
        await consumer.Does(one, $"deliveries/{test["id"]}/redelivery").IsRefused(429, "too-many-requests");

        await receiver.Got(2);
        var other = await server.ReaderAsync("other reader");
        await other.Does((await other.Subscribes(receiver.Url).Succeeds())["id"], "test").Succeeds();
    }

    public sealed class PatientServer(TestDatabase databases) : WebhookServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>(Hasty) { ["webhooks:onDemandAMinute"] = "2" };
    }
}

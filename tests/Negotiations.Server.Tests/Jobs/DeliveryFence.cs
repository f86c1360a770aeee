using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Tests.Jobs;

/// <summary>What a node comes to that was thought dead while it sent is not written over what came after.</summary>
public sealed class DeliveryFence(TestDatabase databases) : IAsyncLifetime
{
    static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    readonly TestServer server = new(databases);

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_result_that_comes_after_the_delivery_was_claimed_again_is_refused()
    {
        await server.StopAsync(server.First);
        await using var database = new Database(StoreConnections.Of(server.ConnectionString));
        var (deliveries, results) = (new DeliveryStore(database), new DeliveryResults(database));
        var subscription = await SubscribedAsync(database);
        var test = await deliveries.AddTestAsync(subscription, Scratch.Stop);
        var frozen = (await deliveries.ClaimAsync(subscription, "key", Claim, Scratch.Stop))!;
        await server.SqlAsync(
            "update negotiations.delivery set claimed_until = clock_timestamp() - interval '1 second'"
        );
        var claimed = (await deliveries.ClaimAsync(subscription, "key", Claim, Scratch.Stop))!;

        Assert.False(await results.ParkAsync(frozen, new Attempt(500, "It answered 500."), "gone", Scratch.Stop));
        Assert.False(await results.RetryAsync(frozen, new Attempt(500, "It answered 500."), Claim, Scratch.Stop));
        Assert.False(await results.SucceedAsync(frozen, new Attempt(204, null), Scratch.Stop));
        await deliveries.ReleaseAsync(frozen, Scratch.Stop);
        var between = (await deliveries.FindAsync(subscription, test.Id, Scratch.Stop))!;
        Assert.True(await results.SucceedAsync(claimed, new Attempt(204, null), Scratch.Stop));
        var after = (await deliveries.FindAsync(subscription, test.Id, Scratch.Stop))!;

        Assert.Equal((1L, 2L), (frozen.Fence, claimed.Fence));
        Assert.Equal((DeliveryState.Pending, 2, null), (between.State, between.Attempts, between.Status));
        Assert.Equal((DeliveryState.Delivered, (int?)204), (after.State, after.Status));
        Assert.Equal(0, (await new SubscriptionStore(database).FindAsync(subscription, null, Scratch.Stop))!.Failures);
    }

    [Fact]
    public async Task One_that_is_given_back_counts_as_no_attempt_and_leaves_its_fence()
    {
        await server.StopAsync(server.First);
        await using var database = new Database(StoreConnections.Of(server.ConnectionString));
        var deliveries = new DeliveryStore(database);
        var subscription = await SubscribedAsync(database);
        await deliveries.AddTestAsync(subscription, Scratch.Stop);

        var first = (await deliveries.ClaimAsync(subscription, "key", Claim, Scratch.Stop))!;
        await deliveries.ReleaseAsync(first, Scratch.Stop);
        var second = (await deliveries.ClaimAsync(subscription, "key", Claim, Scratch.Stop))!;

        Assert.Equal((1, 1L, 1, 2L), (first.Attempt, first.Fence, second.Attempt, second.Fence));
    }

    private static async Task<Guid> SubscribedAsync(Database database)
    {
        var subscription = Guid.CreateVersion7();
        await new SubscriptionStore(database).AddAsync(
            subscription,
            "me",
            false,
            "https://a.example",
            FeedFilter.All,
            0,
            [1],
            "key",
            20,
            Scratch.Stop
        );
        return subscription;
    }
}

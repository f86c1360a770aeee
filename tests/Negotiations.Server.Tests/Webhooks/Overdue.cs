using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Negotiations.Store.Following;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>What health counts as overdue: what is due and no one tries, and not what a slow receiver is behind
/// with.</summary>
public sealed class Overdue(TestDatabase databases) : IAsyncLifetime
{
    const string Ago = "clock_timestamp() - interval '1 hour'";
    const string Ahead = "clock_timestamp() + interval '1 hour'";

    readonly TestServer server = new(databases);
    readonly Guid subscription = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();

        // No one sends: what is there stays as it is.
        await server.StopAsync(server.First);
        await server.SqlAsync(
            $$"""
            insert into negotiations.subscription (id, owner, by_key, url, filter, state,
                read_to, secret, sealed_with, created_at)
            values ('{{subscription}}', 'reader', false, 'https://receiver.example', '{}', 'active',
                0, '', 'key', {{Ago}})
            """
        );
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Deliveries_that_no_one_tries_are_counted_from_when_they_were_due()
    {
        await AddAsync("a", 1, nextTry: Ago);
        await AddAsync("b", 2, nextTry: Ago);

        var overdue = await AskAsync();

        Assert.Equal(2, overdue.Count);
        Assert.InRange(overdue.Longest!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task What_waits_behind_an_attempt_that_takes_its_time_waits_for_the_receiver()
    {
        await AddAsync("a", 1, nextTry: Ago, claimedUntil: "clock_timestamp() + interval '30 seconds'", triedAt: Ago);
        for (var each = 2; each < 12; each++)
            await AddAsync("b" + each, each, nextTry: Ago);

        Assert.Null((await AskAsync()).Longest);
    }

    [Fact]
    public async Task What_waits_behind_an_event_that_is_tried_again_later_is_not_due()
    {
        await AddAsync("a", 1, nextTry: Ahead, triedAt: Ago);
        await AddAsync("a", 2, nextTry: Ago);
        await AddAsync("a", 3, nextTry: Ago);

        Assert.Equal((0L, null), ((await AskAsync()).Count, (await AskAsync()).Longest));
    }

    [Fact]
    public async Task A_receiver_that_was_asked_a_moment_ago_is_being_tried()
    {
        await AddAsync("a", 1, nextTry: Ago);
        await AddAsync("b", 2, nextTry: Ahead, triedAt: "clock_timestamp()");
        Assert.True((await AskAsync()).Longest < TimeSpan.FromMinutes(1));

        await server.SqlAsync($"update negotiations.delivery set tried_at = {Ago}");
        Assert.True((await AskAsync()).Longest > TimeSpan.FromMinutes(59));
        await server.SqlAsync("update negotiations.subscription set delivered_at = clock_timestamp()");
        Assert.True((await AskAsync()).Longest < TimeSpan.FromMinutes(1));
    }

    // Metrics say the same as health.
    async Task<OverdueDeliveries> AskAsync()
    {
        await using var database = new Database(StoreConnections.Of(server.ConnectionString));
        var overdue = await new DeliveryStore(database).OverdueAsync(Scratch.Stop);
        var lags = await Lags.ReadAsync(database, head: 0, Scratch.Stop);
        Assert.Equal(overdue.Longest?.TotalSeconds ?? 0, lags.Overdue, tolerance: 10);
        return overdue;
    }

    Task AddAsync(
        string negotiation,
        int sequence,
        string nextTry,
        string claimedUntil = "null",
        string triedAt = "null"
    ) =>
        server.SqlAsync(
            $"""
            insert into negotiations.delivery
                (id, subscription, negotiation, sequence, type, state, next_try, claimed_until, tried_at, created_at)
            values (gen_random_uuid(), '{subscription}', '{negotiation}', {sequence}, 'event', 'pending',
                {nextTry}, {claimedUntil}, {triedAt}, {Ago})
            """
        );
}

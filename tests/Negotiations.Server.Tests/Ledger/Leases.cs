using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Ledger;
using Npgsql;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>The lease of the ledger's writer, and how long a node that hangs may hold what others wait for.</summary>
public sealed class Leases(Leases.WithoutWriter server) : IClassFixture<Leases.WithoutWriter>
{
    [Fact]
    public async Task One_node_has_it_until_it_ends_or_is_given_up()
    {
        var database = server.Services.GetRequiredService<Database>();
        LedgerLease one = new(database),
            other = new(database);
        Assert.True(await TakesAsync(one));
        Assert.True(await TakesAsync(one));
        Assert.False(await TakesAsync(other));

        // Of what it does not have, a node gives nothing up.
        await other.GiveUpAsync(Scratch.Stop);
        Assert.False(await TakesAsync(other));

        await one.GiveUpAsync(Scratch.Stop);
        Assert.True(await TakesAsync(other));
        Assert.False(await TakesAsync(one));

        await server.SqlAsync("update negotiations.ledger_lease set until = clock_timestamp() - interval '1 second'");
        Assert.True(await TakesAsync(one));
    }

    [Fact]
    public async Task A_node_that_hangs_with_a_locked_row_is_cut_off_by_the_database()
    {
        var database = server.Services.GetRequiredService<Database>();
        Assert.Equal(
            "10s",
            await LeashAsync(connection => new LedgerLease(database).TakeAsync(connection, Scratch.Stop))
        );
        Assert.Equal(
            "30s",
            await LeashAsync(connection => SubscriptionPlace.OpenAsync(connection, Guid.NewGuid(), Scratch.Stop))
        );
    }

    async Task<bool> TakesAsync(LedgerLease lease)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Scratch.Stop);
        var takes = await lease.TakeAsync(connection, Scratch.Stop);
        await transaction.CommitAsync(Scratch.Stop);
        return takes;
    }

    async Task<string> LeashAsync(Func<NpgsqlConnection, Task> locks)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Scratch.Stop);
        await locks(connection);
        await using var ask = new NpgsqlCommand("show idle_in_transaction_session_timeout", connection);
        return (string)(await ask.ExecuteScalarAsync(Scratch.Stop))!;
    }

    async Task<NpgsqlConnection> OpenAsync() =>
        await server.Services.GetRequiredService<Database>().Source.OpenConnectionAsync(Scratch.Stop);

    /// <summary>A server whose own writer leaves the lease alone.</summary>
    public sealed class WithoutWriter(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>(RunningServer.NoCasebook) { ["ledger"] = "off" };
    }
}

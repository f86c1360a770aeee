using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Npgsql;

namespace Negotiations.Server.Tests.Starting;

/// <summary>A start on a machine that has much to do takes longer, and comes to its end.</summary>
public sealed class SlowStarts(TestServer server) : IClassFixture<TestServer>
{
    // Longer than an append waits for its turn.
    static readonly TimeSpan Busy = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task A_casebook_that_is_held_up_is_recorded_when_its_turn_comes()
    {
        await using var holder = new NpgsqlConnection(server.ConnectionString);
        await holder.OpenAsync(Scratch.Stop);
        await RunAsync(holder, "lock");
        var starting = RunningServer.StartAsync(
            server.ConnectionString,
            server.Folder,
            new Dictionary<string, string?> { ["casebook"] = "true" }
        );
        await Task.Delay(Busy, Scratch.Stop);
        Assert.False(starting.IsCompleted, starting.Exception?.ToString());
        await RunAsync(holder, "unlock");

        await using var started = await starting;
        var list = await started.Client(key: null).Asks("/api/negotiations?limit=200").Succeeds();
        Assert.Equal(24, list.Each("items", "id").Count);
    }

    static async Task RunAsync(NpgsqlConnection connection, string act)
    {
        await using var command = new NpgsqlCommand($"select pg_advisory_{act}({WriterLock.Key})", connection);
        await command.ExecuteNonQueryAsync(Scratch.Stop);
    }
}

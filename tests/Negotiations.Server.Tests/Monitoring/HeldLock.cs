using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Npgsql;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>The writer's lock in the hands of a session that is none of the program's.</summary>
public sealed class HeldLock(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_session_of_another_role_that_has_it_is_named_in_health_until_it_ends()
    {
        await using var stranger = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server.ConnectionString)
            {
                Pooling = false,
                ApplicationName = "a stranger",
            }.ConnectionString
        );
        await stranger.OpenAsync(Scratch.Stop);
        await using var take = new NpgsqlCommand($"select pg_advisory_lock({WriterLock.Key})", stranger);
        await take.ExecuteNonQueryAsync(Scratch.Stop);

        Answer health = null!;
        await Scratch.Eventually("the session is named", async () =>
            (health = await server.Monitor.Asks("/health/ready"))["parts.recording.text"]
                ?.Contains($"(process {stranger.ProcessID}, which calls itself a stranger)", StringComparison.Ordinal)
            == true
        );
        await stranger.CloseAsync();

        await Scratch.Eventually("it is ready", async () =>
            (await server.Monitor.Asks("/health/ready"))["parts.recording.status"] == "healthy"
        );
    }
}

using System.Net;
using Npgsql;

namespace Negotiations.Server.Tests.Contract;

/// <summary>Live: the process answers. Ready: the store does.</summary>
public sealed class Health(TestDatabase databases)
{
    [Fact]
    public async Task A_server_whose_database_is_gone_lives_and_is_not_ready_and_says_to_ask_again()
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        var live = await server.Anonymous.Asks("/health/live").Is(HttpStatusCode.OK);
        var ready = await server.Anonymous.Asks("/health/ready").Is(HttpStatusCode.OK);
        Assert.Equal(("healthy", "healthy", "healthy"), (live["status"], ready["status"], ready["parts.store.status"]));

        var name = new NpgsqlConnectionStringBuilder(server.ConnectionString).Database!;
        await using (
            var elsewhere = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres", Pooling = false }
            )
        )
        await using (var command = elsewhere.CreateCommand($"drop database \"{name}\" with (force)"))
            await command.ExecuteNonQueryAsync(Postgres.Scratch.Stop);

        await server.Anonymous.Asks("/health/live").Is(HttpStatusCode.OK);
        var gone = await server.Anonymous.Asks("/health/ready").Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(("unhealthy", "The database does not answer."), (gone["status"], gone["parts.store.text"]));
    }
}

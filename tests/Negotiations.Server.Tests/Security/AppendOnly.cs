using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Setup;
using Npgsql;

namespace Negotiations.Server.Tests.Security;

/// <summary>What is recorded stays, by whatever way someone comes to the database.</summary>
public sealed class AppendOnly(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("update negotiations.mt_events set data = '{}'")]
    [InlineData("update negotiations.mt_events set user_name = 'another'")]
    [InlineData("delete from negotiations.mt_events")]
    [InlineData("truncate negotiations.mt_events")]
    [InlineData("alter table negotiations.mt_events disable trigger append_only")]
    [InlineData("drop trigger append_only on negotiations.mt_events")]
    [InlineData("delete from negotiations.mt_streams")]
    [InlineData("update negotiations.mt_streams set id = 'another'")]
    [InlineData("delete from negotiations.api_key")]
    [InlineData("update negotiations.api_key set role = 'admin'")]
    [InlineData("delete from negotiations.idempotency_key")]
    [InlineData("delete from negotiations.audit")]
    [InlineData("select password from negotiations.server_login")]
    [InlineData("create table negotiations.mine (id int)")]
    [InlineData("create role mine superuser")]
    public async Task The_servers_role_is_refused(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            RunAsync(Connections(server.First).Server, sql)
        );

        Assert.Contains(
            refused.SqlState,
            new[] { PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.UndefinedTable }
        );
    }

    [Theory]
    [InlineData("update negotiations.mt_events set data = '{}'")]
    [InlineData("update negotiations.mt_events set is_archived = true")]
    [InlineData("delete from negotiations.mt_events")]
    [InlineData("truncate negotiations.mt_events")]
    [InlineData("truncate negotiations.mt_events cascade")]
    [InlineData("set session_replication_role = replica; delete from negotiations.mt_events")]
    public async Task The_owner_is_refused_too(string sql)
    {
        await server.Monitor.Opens("stored-" + Guid.NewGuid().ToString("n")).Succeeds();
        var before = await server.CountAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(server.ConnectionString, sql));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        Assert.Equal(before, await server.CountAsync());
    }

    [Fact]
    public void Every_table_is_one_the_server_may_read_or_one_that_is_the_owners_alone()
    {
        var tables = Tables.All().Select(table => table.Identifier.QualifiedName).Except(["negotiations.server_login"]);

        Assert.Subset(ServerRights.Readable.ToHashSet(), tables.ToHashSet());
    }

    [Fact]
    public async Task Nodes_of_one_database_work_side_by_side_and_a_new_one_locks_no_other_out()
    {
        var second = await server.StartAnotherAsync();
        using var monitor = second.Client(TestServer.KeyOf("monitor"));
        await RunAsync(
            server.ConnectionString,
            "select pg_terminate_backend(pid) from pg_stat_activity where usename like "
                + $"'{ServerRole.Prefix}%' and datname = current_database()"
        );

        await Scratch.Eventually("both nodes record again", async () =>
            await Records(server.Monitor, "by-the-first") && await Records(monitor, "by-the-second")
        );
        Assert.Equal(Connections(server.First).Server, Connections(second).Server);

        static async Task<bool> Records(HttpClient monitor, string id) =>
            (await monitor.Opens(id)).Status is HttpStatusCode.Created or HttpStatusCode.Conflict;
    }

    [Fact]
    public async Task Readiness_distinguishes_that_the_roles_are()
    {
        // Another test ends the sessions of all that works in the background.
        await Scratch.Eventually("all is well", async () =>
            (await server.Anonymous.Asks("/health/ready"))["status"] == "healthy"
        );
        var ready = await server.Anonymous.Asks("/health/ready").Succeeds();

        Assert.Equal("healthy", ready["status"]);
        Assert.Contains("no right to change them", ready["parts.store.text"], StringComparison.Ordinal);
    }

    internal static StoreConnections Connections(RunningServer node) =>
        node.Services.GetRequiredService<StoreConnections>();

    internal static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = await Connect.OnceAsync(connectionString, Scratch.Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Scratch.Stop);
    }
}

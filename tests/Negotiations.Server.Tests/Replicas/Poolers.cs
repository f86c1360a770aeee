using System.Diagnostics;
using Negotiations.Postgres;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Negotiations.Store.Setup;
using Npgsql;

namespace Negotiations.Server.Tests.Replicas;

/// <summary>PgBouncer between the program and its database.</summary>
public sealed class Poolers(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("transaction", true)]
    [InlineData("session", false)]
    public async Task One_that_shares_sessions_is_refused_with_the_remedy(string mode, bool isRefused)
    {
        using var scratch = new Scratch();
        await using var pooler = await Pooler.StartAsync(scratch.Folder, server.ConnectionString, mode);

        await using var connection = await Connect.OnceAsync(pooler.ConnectionString, Scratch.Stop);
        var starting = PoolerCheck.RefuseAsync(pooler.ConnectionString, connection, Scratch.Stop);

        if (!isRefused)
            await starting;
        else
            Assert.Contains(
                "pool_mode = session",
                (await Assert.ThrowsAsync<InvalidDataException>(() => starting)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task What_the_connection_string_says_goes_before_what_is_usual_here()
    {
        await using var database = new Database(
            StoreConnections.Of(server.ConnectionString + ";Max Auto Prepare=0;Maximum Pool Size=3")
        );
        var settings = new NpgsqlConnectionStringBuilder(database.Source.ConnectionString);
        Assert.Equal((0, 3), (settings.MaxAutoPrepare, settings.MaxPoolSize));
        Assert.Equal("negotiations", settings.ApplicationName);
        await using var usual = new Database(StoreConnections.Of(server.ConnectionString));
        Assert.Equal(60, new NpgsqlConnectionStringBuilder(usual.Source.ConnectionString).MaxAutoPrepare);
    }

    sealed class Pooler(Process process, string connectionString) : IAsyncDisposable
    {
        public string ConnectionString => connectionString;

        public static async Task<Pooler> StartAsync(string folder, string database, string mode)
        {
            var target = new NpgsqlConnectionStringBuilder(database);
            var user = await ServerUser.ResolveAsync("postgres", Scratch.Stop);
            await user.OwnAsync(folder, Scratch.Stop);
            var port = ReplicatedDatabase.FreePort();
            await user.WriteAsync(
                Path.Combine(folder, "users.txt"),
                $"\"{target.Username}\" \"{target.Password}\"\n",
                Scratch.Stop
            );
            await user.WriteAsync(
                Path.Combine(folder, "pooler.ini"),
                $"""
                [databases]
                {target.Database} = host={target.Host} port={target.Port}
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = {port}
                unix_socket_dir =
                auth_type = plain
                auth_file = {folder}/users.txt
                pool_mode = {mode}
                ignore_startup_parameters = extra_float_digits,options

                """,
                Scratch.Stop
            );
            var program = File.Exists("/usr/sbin/pgbouncer") ? "/usr/sbin/pgbouncer" : "pgbouncer";
            var process = Process.Start(user.CommandOf(program, folder, "-q", Path.Combine(folder, "pooler.ini")))!;
            var reached = new NpgsqlConnectionStringBuilder(database)
            {
                Host = "127.0.0.1",
                Port = port,
                Pooling = false,
            };
            await Scratch.Eventually("the pooler answers", async () =>
            {
                try
                {
                    await using var connection = await Connect.OnceAsync(reached.ConnectionString, Scratch.Stop);
                    return true;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            });
            return new Pooler(process, reached.ConnectionString);
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}

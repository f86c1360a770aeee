using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Negotiations.Server.Logging;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Following;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Server.Tests.Workers;

/// <summary>The database goes away and comes back: two lines, and every worker is well again.</summary>
public sealed class Outages(TestDatabase databases)
{
    static readonly Exception Away = new NpgsqlException("Failed to connect", new SocketException(111));

    [Fact]
    public void However_many_loggers_meet_an_outage_it_is_one_line_at_its_beginning_and_one_at_its_end()
    {
        using var services = Services(out var lines);
        var loggers = services.GetRequiredService<ILoggerFactory>();
        foreach (var category in new[] { "Marten.DocumentStore", "Wolverine.RDBMS.DurabilityAgent", "Npgsql.Command" })
            for (var i = 0; i < 100; i++)
                loggers.CreateLogger(category).LogError(new InvalidOperationException("It failed.", Away), "Failed");

        var began = Assert.Single(lines.All);
        Assert.StartsWith("The database does not answer.", began.Text, StringComparison.Ordinal);
        Assert.Equal(LogLevel.Error, began.Level);

        services.GetRequiredService<Outage>().End();
        services.GetRequiredService<Outage>().End();
        Assert.Equal(2, lines.All.Count);
        Assert.EndsWith("299 lines were left out.", lines.All.Last().Text, StringComparison.Ordinal);

        loggers.CreateLogger("Npgsql.Command").LogError(Away, "Failed again");
        Assert.Equal(3, lines.All.Count);
    }

    [Fact]
    public void Another_fault_is_written_during_an_outage_too()
    {
        using var services = Services(out var lines);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Wolverine.Runtime");
        logger.LogError(Away, "Away");
        logger.LogError(new PostgresException("disk full", "ERROR", "ERROR", "53100"), "Full");
        logger.LogWarning("Without a fault");

        Assert.Equal(["Full", "Without a fault"], lines.All.Skip(1).Select(line => line.Text));
    }

    [Fact]
    public void The_host_writes_that_a_service_failed_and_leaves_a_failed_start_to_the_console()
    {
        using var services = Services(out var lines);
        var host = services
            .GetRequiredService<ILoggerFactory>()
            .CreateLogger("Microsoft.Extensions.Hosting.Internal.Host");
        host.LogError(new EventId(9, "BackgroundServiceFaulted"), "A service failed");
        host.LogError(new EventId(11, "HostedServiceStartupFaulted"), "Hosting failed to start");

        Assert.Equal(["A service failed"], lines.All.Select(line => line.Text));
    }

    [Fact]
    public async Task A_server_that_loses_its_database_says_so_twice_and_goes_on_when_it_is_back()
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        var lines = new LogLines();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        var workers = server.Services.GetServices<Worker>().ToList();
        await Scratch.Eventually("all are well", () => workers.All(each => each.State == WorkerState.Well));

        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString).Database;
        await AskAsync(server, $"alter database \"{database}\" connection limit 0");
        await AskAsync(
            server,
            $"""
            do $$ begin
              -- A session that was just beginning is not in the list at first.
              for i in 1..20 loop
                perform pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}';
                perform pg_stat_clear_snapshot();
                perform pg_sleep(0.1);
              end loop;
            end $$
            """
        );
        await Scratch.Eventually("they fail again and again", () => workers.Count(each => each.State.Faults > 2) > 2);
        var health = await server.Anonymous.Asks("/health/ready");
        Assert.Contains("the live feed has failed", health["parts.workers.text"], StringComparison.Ordinal);
        Assert.Contains("The database does not answer.", health["parts.workers.text"], StringComparison.Ordinal);

        await AskAsync(server, $"alter database \"{database}\" connection limit -1");
        await Scratch.Eventually("all are well again", () => workers.All(each => each.State == WorkerState.Well));
        await Scratch.Eventually("the end is said", () => lines.All.Any(Ends));
        Assert.Single(lines.All, line => Faults.IsDatabaseAway(line.Fault));
        Assert.Single(lines.All, Ends);
        Assert.DoesNotContain(lines.All, line => line.Text.Contains("works again", StringComparison.Ordinal));
        await server.Monitor.Opens("after-the-outage").Succeeds();

        static bool Ends(LogLine line) => line.Text.StartsWith("The database answers again", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_whose_connection_is_lost_listens_again()
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        var other = await server.StartAnotherAsync();
        var heard = 0;
        other.Services.GetRequiredService<RecordNews>().Arrived += () => Interlocked.Increment(ref heard);
        await Scratch.Eventually("both listen", async () => await ListenersAsync() == 2L);

        Assert.Equal(2L, await server.SqlAsync($"select count(pg_terminate_backend(pid)) {Listeners}"));

        await Scratch.Eventually("both listen again", async () => await ListenersAsync() == 2L);
        var before = Volatile.Read(ref heard);
        await server.Monitor.Opens("heard-again").Succeeds();
        await Scratch.Eventually("the other node hears it", () => Volatile.Read(ref heard) > before);

        async Task<long> ListenersAsync() => (long)(await server.SqlAsync($"select count(*) {Listeners}"))!;
    }

    const string Listeners =
        "from pg_stat_activity where datname = current_database() and state = 'idle' and (query like 'listen%')";

    static ServiceProvider Services(out LogLines lines)
    {
        var provider = new LogLines();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(provider));
        LoggerGate.Add(services);
        lines = provider;
        return services.BuildServiceProvider();
    }

    // From another database, where the limit does not count.
    static async Task AskAsync(TestServer server, string sql)
    {
        var elsewhere = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(elsewhere.ConnectionString);
        await connection.OpenAsync(Scratch.Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Scratch.Stop);
    }
}

using System.Diagnostics;
using System.Text;
using Negotiations.Postgres;
using Negotiations.Server.Tests;
using Npgsql;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(TestDatabase))]

namespace Negotiations.Server.Tests;

/// <summary>
/// One PostgreSQL for all tests of the assembly, started by the first that asks. <c>NEGOTIATIONS_TEST_DB</c> chooses
/// it: <c>container</c> (of <c>NEGOTIATIONS_TEST_IMAGE</c>), <c>local</c> (server programs on this machine), a
/// connection string of a server on which databases may be made, or <c>auto</c>: a container when an engine answers,
/// else local. Without any of them the tests fail and say what to install; they are never skipped.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    const string ChoiceVariable = "NEGOTIATIONS_TEST_DB";
    const string DownloadVariable = "POSTGRES__DOWNLOAD";
    const string ImageVariable = "NEGOTIATIONS_TEST_IMAGE";

    // Every test class brings a pool or two, and classes run side by side.
    const string MaxConnections = "200";

    // Distinguish two runs on one given server.
    static readonly string Prefix = $"test_{Environment.ProcessId}_";

    readonly SemaphoreSlim one = new(1);
    readonly List<string> made = [];
    readonly List<IAsyncDisposable> running = [];
    string? folder;
    string? server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a new, empty database, or of a copy of one made earlier.</summary>
    /// <param name="name">Unique within the run; asked for twice, the first is dropped.</param>
    /// <param name="template">A name given to this method before. Its connections are closed.</param>
    public async Task<string> CreateDatabaseAsync(string name, string? template = null)
    {
        await one.WaitAsync();
        try
        {
            server ??= await StartAsync();
            if (template is not null)
                await RunAsync(
                    $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Prefix + template}'"
                );

            await RunAsync($"drop database if exists \"{Prefix + name}\" with (force)");
            await RunAsync(
                $"create database \"{Prefix + name}\"" + (template is null ? "" : $" template \"{Prefix + template}\"")
            );
            made.Add(Prefix + name);
            return new NpgsqlConnectionStringBuilder(server) { Database = Prefix + name }.ConnectionString;
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Only a given server outlives the run.
        if (running.Count == 0)
            foreach (var name in made.Distinct())
                await RunAsync($"drop database if exists \"{name}\" with (force)");

        foreach (var resource in running)
            await resource.DisposeAsync();

        if (folder is not null)
            Directory.Delete(folder, recursive: true);

        one.Dispose();
    }

    async Task<string> StartAsync()
    {
        var watch = Stopwatch.StartNew();
        var choice = Environment.GetEnvironmentVariable(ChoiceVariable) is { Length: > 0 } chosen ? chosen : "auto";
        var engine = choice == "auto" ? await ContainerEngine.WhyNotAsync() : null;
        var (connectionString, taken) = choice switch
        {
            "container" or "auto" when engine is null => await ContainerAsync(),
            "local" or "auto" => await LocalAsync(),
            _ when choice.Contains('=', StringComparison.Ordinal) => (choice, "given server"),
            _ => throw new InvalidOperationException(
                $"{ChoiceVariable} is '{choice}'; it must be auto, container, local or a connection string."
            ),
        };
        Say(
            $"Test database: {taken}, after {watch.ElapsedMilliseconds} "
                + $"ms{(engine is null ? "" : $" (no container: {engine})")}."
        );
        return connectionString;
    }

    async Task<(string, string)> ContainerAsync()
    {
        var image = Environment.GetEnvironmentVariable(ImageVariable) is { Length: > 0 } chosen
            ? chosen
            : "postgres:17";
        try
        {
            var container = new PostgreSqlBuilder(image)
                .WithCommand(
                    "-c",
                    "fsync=off",
                    "-c",
                    "full_page_writes=off",
                    "-c",
                    "synchronous_commit=off",
                    "-c",
                    "max_connections=" + MaxConnections
                )
                .Build();
            running.Add(container);
            await container.StartAsync();
            return (container.GetConnectionString(), "container " + image);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"The container of {image} did not start: {exception.Message} Set {ChoiceVariable}=local "
                    + "to use the server programs of this machine.",
                exception
            );
        }
    }

    async Task<(string, string)> LocalAsync()
    {
        folder = Directory.CreateTempSubdirectory("negotiations-").FullName;
        var local = await LocalPostgres.StartAsync(
            new LocalPostgresOptions
            {
                DataFolder = folder,
                Throwaway = true,
                Report = Show,
                DownloadVersion =
                    Environment.GetEnvironmentVariable(DownloadVariable) == "off"
                        ? null
                        : new LocalPostgresOptions().DownloadVersion,
                DownloadRepository = Environment.GetEnvironmentVariable("POSTGRES__REPOSITORY"),
                Settings = new Dictionary<string, string> { ["max_connections"] = MaxConnections },
            }
        );
        running.Add(local);
        return (local.ConnectionString, "local, " + local.Source);
    }

    // dotnet test shows no console of the tests; their own output is at least in its reports.
    static void Say(string line)
    {
        Console.WriteLine(line);
        TestContext.Current.TestOutputHelper?.WriteLine(line);
    }

    // So a download, which may take a while, is shown to a person at the terminal all the same.
    static void Show(string line)
    {
        Say(line);
        try
        {
            using var terminal = new FileStream(
                "/dev/tty",
                FileMode.Open,
                FileAccess.Write,
                FileShare.ReadWrite,
                bufferSize: 0
            );
            terminal.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is no person.
        }
    }

    async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

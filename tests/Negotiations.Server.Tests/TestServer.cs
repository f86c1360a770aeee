using Npgsql;

namespace Negotiations.Server.Tests;

/// <summary>A server with an empty record of its own, and everyone who comes to its endpoints.</summary>
public class TestServer(TestDatabase databases) : IAsyncLifetime
{
    const string Template = "server-template";

    static readonly SemaphoreSlim one = new(1);
    static readonly Dictionary<string, string> keys = [];
    static int count;

    readonly List<RunningServer> running = [];
    DirectoryInfo? folder;

    public string ConnectionString { get; private set; } = "";

    public RunningServer First => running[0];

    /// <summary>Keys of people and the key of the ledger; all nodes share it.</summary>
    public string Folder => folder!.FullName;

    public IServiceProvider Services => First.Services;

    public HttpClient Monitor { get; private set; } = null!;

    public HttpClient Auditor { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>A reader without a key.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    protected virtual IReadOnlyDictionary<string, string?> Settings => RunningServer.NoCasebook;

    public static string KeyOf(string role) => keys[role];

    public async ValueTask InitializeAsync()
    {
        await PrepareTemplateAsync();
        folder = Directory.CreateTempSubdirectory("negotiations-");
        ConnectionString = await databases.CreateDatabaseAsync($"server-{Interlocked.Increment(ref count)}", Template);
        await StartAnotherAsync();
        (Monitor, Auditor, Admin, Anonymous) = (
            First.Client(KeyOf("monitor")),
            First.Client(KeyOf("auditor")),
            First.Client(KeyOf("admin")),
            First.Client(key: null)
        );
    }

    /// <summary>One more node over the same database.</summary>
    public async Task<RunningServer> StartAnotherAsync()
    {
        running.Add(await RunningServer.StartAsync(ConnectionString, folder!.FullName, Settings));
        return running[^1];
    }

    /// <summary>One node goes away in order.</summary>
    public async Task StopAsync(RunningServer node)
    {
        running.Remove(node);
        await node.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in running)
            await server.DisposeAsync();

        folder?.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    // Schema and keys are made once; every server begins with a copy.
    async Task PrepareTemplateAsync()
    {
        await one.WaitAsync();
        try
        {
            if (keys.Count > 0)
                return;

            var first = Directory.CreateTempSubdirectory("negotiations-");
            var template = await databases.CreateDatabaseAsync(Template);
            await using (await RunningServer.StartAsync(template, first.FullName))
                foreach (var role in new[] { "monitor", "auditor", "admin" })
                    keys[role] = (
                        await File.ReadAllTextAsync(Path.Combine(first.FullName, "keys", role + ".key"))
                    ).Trim();

            // Each server says for itself whether it has the casebook.
            await using var connection = new NpgsqlConnection(template);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("delete from negotiations.casebook_choice", connection);
            await command.ExecuteNonQueryAsync();

            first.Delete(recursive: true);
        }
        finally
        {
            one.Release();
        }
    }
}

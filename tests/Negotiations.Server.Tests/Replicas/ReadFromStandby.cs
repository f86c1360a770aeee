using System.Text;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Replicas;

/// <summary>A node that records on a primary, and one that only reads, on a standby of it.</summary>
public sealed class ReadFromStandby : IAsyncLifetime
{
    /// <summary>That readers name to who wants to record.</summary>
    public const string Writer = "https://record.example";

    readonly Scratch scratch = new();

    public ReplicatedDatabase Database { get; private set; } = null!;

    public RunningServer Primary { get; private set; } = null!;

    /// <summary>It reads p1.</summary>
    public RunningServer Standby { get; private set; } = null!;

    public HttpClient Monitor { get; private set; } = null!;

    /// <summary>An admin, asking the node on the primary.</summary>
    public HttpClient Recorded { get; private set; } = null!;

    /// <summary>An admin, asking the node on the standby.</summary>
    public HttpClient Read { get; private set; } = null!;

    /// <summary>The address of one that is done.</summary>
    public string Audit { get; private set; } = "";

    /// <summary>The address of an admin's, which is paused.</summary>
    public string Subscription { get; private set; } = "";

    public string KeyOf(string role) =>
        File.ReadAllText(Path.Combine(scratch.Folder, "primary", "keys", role + ".key")).Trim();

    public async ValueTask InitializeAsync()
    {
        Database = await ReplicatedDatabase.StartAsync();
        var folder = Path.Combine(scratch.Folder, "primary");
        Primary = await RunningServer.StartAsync(
            Database.ConnectionString(),
            folder,
            new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["public:address"] = "https://talks.example",
                ["webhooks:allowLocal"] = "true",
            }
        );
        Monitor = Primary.Client(KeyOf("monitor"));
        Recorded = Primary.Client(KeyOf("admin"));
        await Monitor.Records("every-read", Report.Clash("2022-09"), Report.Round("2022-10", 1));
        Audit = (await Recorded.SendAsync(HttpMethod.Post, "/api/audits", null).Succeeds()).Location!;
        await Scratch.Eventually("the audit is done", async () =>
            (await Recorded.Asks(Audit).Succeeds())["state"] == "done"
        );
        using var body = new StringContent("""{"url":"http://127.0.0.1:9/"}""", Encoding.UTF8, "application/json");
        Subscription = (await Recorded.SendAsync(HttpMethod.Post, "/api/subscriptions", body).Succeeds()).Location!;
        await Recorded.SendAsync(HttpMethod.Post, Subscription + "/pause", null).Succeeds();
        Standby = await StartReaderAsync("p1");
        Read = Standby.Client(KeyOf("admin"));
    }

    /// <summary>Another reader, with the keys that an operator copies.</summary>
    public async Task<RunningServer> StartReaderAsync(string server, string? connectionString = null)
    {
        if (server != Database.Primary)
            await WaitAsync(server);

        var folder = Path.Combine(scratch.Folder, "reader-" + server);
        foreach (var shared in new[] { "ledger", "keys" })
        {
            var copy = Directory.CreateDirectory(Path.Combine(folder, shared)).FullName;
            foreach (var file in Directory.GetFiles(Path.Combine(scratch.Folder, "primary", shared)))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        }

        return await RunningServer.StartAsync(
            connectionString ?? Database.ConnectionString(server),
            folder,
            new Dictionary<string, string?>
            {
                ["reader"] = "true",
                ["reader:writerAddress"] = Writer,
                ["public:address"] = "https://talks.example",
            }
        );
    }

    /// <summary>A standby has replayed all that the primary has written so far.</summary>
    public async Task WaitAsync(string server = "p1")
    {
        var written = await Database.SqlAsync("select (pg_current_wal_lsn() - '0/0')::bigint");
        await Scratch.Eventually("the standby has replayed it", async () =>
            (long)(await Database.SqlAsync("select (pg_last_wal_replay_lsn() - '0/0')::bigint", server))!
            >= (long)written!
        );
    }

    public async ValueTask DisposeAsync()
    {
        // One that could not be started has its own message.
        if (Standby is not null)
            await Standby.DisposeAsync();

        if (Primary is not null)
            await Primary.DisposeAsync();

        await Database.DisposeAsync();
        scratch.Dispose();
    }
}

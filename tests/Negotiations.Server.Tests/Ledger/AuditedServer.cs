using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Record;
using Negotiations.Server.Tests.Cli;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Seals;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>A server with seven events of two negotiations in its log, and an auditor who has its key.</summary>
public sealed class AuditedServer(TestDatabase databases, IReadOnlyDictionary<string, string?>? settings = null)
    : TestServer(databases)
{
    public const int Size = 7;

    /// <summary>Names the file of the pinned checkpoint.</summary>
    public const string Pinned = "--kept";

    /// <summary>For a node that is to start beside a log that its key did not sign.</summary>
    public static readonly IReadOnlyDictionary<string, string?> OfAnotherKey = new Dictionary<string, string?>(
        RunningServer.NoCasebook
    )
    {
        ["ledger:acceptNewKey"] = "true",
    };

    public Terminal Terminal { get; } = new();

    /// <summary>The memory of what was signed, outside the database.</summary>
    public string SignedFile => Path.Combine(Folder, "ledger", "signed.checkpoint");

    /// <summary>From when on rows bear the code of the log's key.</summary>
    public string SealedFromFile => Path.Combine(Folder, "ledger", "sealed.from");

    public string KeyFile => Path.Combine(Folder, "ledger", "ledger.key");

    public string Vkey { get; private set; } = "";

    protected override IReadOnlyDictionary<string, string?> Settings => settings ?? base.Settings;

    public static async Task<AuditedServer> StartAsync(
        TestDatabase databases,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var server = new AuditedServer(databases, settings);
        await server.InitializeAsync();
        await server.Monitor.Records(
            "border",
            Report.Clash("2022-09-14"),
            Report.Round("2023-10", 1),
            Report.Round("2024-02", 2)
        );
        await server.Monitor.Records("water", Report.Clash("2021-04"), Report.Clash("2022-01"));
        await server.InLogAsync(Size);
        await server.SnapshotsAsync();
        server.Vkey = (await server.Anonymous.Asks("/api/ledger/key").Succeeds()).Text.Trim();
        return server;
    }

    public Task InLogAsync(long size) =>
        Scratch.Eventually($"{size} entries are in the log", async () => await SizeAsync() == size);

    public async Task<long> SizeAsync() =>
        (long)(await this.SqlAsync("select coalesce(max(size), 0) from negotiations.ledger_checkpoint"))!;

    /// <summary>Another seal for a row, as anyone can make it who has the database: of version 1, for the data as they
    /// stand there.</summary>
    /// <param name="row">A condition in SQL.</param>
    /// <param name="hasKey">Who makes it has the log's key too.</param>
    public async Task<string> AnotherSealAsync(string row, bool hasKey = false)
    {
        var from = $"from negotiations.mt_events where {row}";
        var seal = DataSeal.TryOn(
            (string)(await this.SqlAsync($"select type {from}"))!,
            (Guid)(await this.SqlAsync($"select id {from}"))!,
            Encoding.UTF8.GetBytes((string)(await this.SqlAsync($"select data::text {from}"))!)
        );
        var headers = seal!.ToHeaders(null);
        if (hasKey)
        {
            var recorded = new RecordedEvent(
                (Guid)(await this.SqlAsync($"select id {from}"))!,
                (long)(await this.SqlAsync($"select version {from}"))!,
                (long)(await this.SqlAsync($"select seq_id {from}"))!,
                new DateTimeOffset((DateTime)(await this.SqlAsync($"select timestamp {from}"))!),
                (string)(await this.SqlAsync($"select user_name {from}"))!,
                null!
            );
            headers = Services
                .GetRequiredService<SealKey>()
                .Mark(
                    headers,
                    (string)(await this.SqlAsync($"select stream_id {from}"))!,
                    recorded,
                    (string)(await this.SqlAsync($"select type {from}"))!
                );
        }

        return $"update mt_events set headers = '{headers}' where {row}";
    }

    /// <summary>What a database administrator can do.</summary>
    public Task AttacksAsync(string sql) => this.TampersAsync("set local search_path = negotiations; " + sql);

    public Task<Verdict> VerifiesAsync(params string[] args) => VerifiesAsync(First, args);

    /// <summary>What is in health within a second, which is when it is to be noticed.</summary>
    public static async Task SaysWithinASecondAsync(RunningServer node, string text)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        await Scratch.Eventually($"health says: {text}", async () =>
            (await node.Client(null).Asks("/health/ready")).Text.Contains(text, StringComparison.Ordinal)
        );

        // Health remembers its answer for a moment, and this machine may be busy.
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), $"It took {since.Elapsed}.");
    }

    public async Task<Verdict> VerifiesAsync(RunningServer node, params string[] args)
    {
        var pinned = args.SkipWhile(each => each != Pinned).Skip(1).FirstOrDefault()
            ?? Path.Combine(Terminal.Folder, "pinned.checkpoint");
        return Verdict.Of(
            await Terminal.RunAsync([
                "verify",
                "server",
                "--server",
                node.Address.ToString(),
                "--vkey",
                Vkey,
                .. args.Contains(Pinned) ? Array.Empty<string>() : [Pinned, pinned],
                .. File.Exists(pinned) ? Array.Empty<string>() : ["--first"],
                "--json",
                .. args,
            ])
        );
    }

    public new async ValueTask DisposeAsync()
    {
        Terminal.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>What the auditor was shown.</summary>
public sealed record Verdict(int ExitCode, string Text, JsonNode? Report)
{
    public static Verdict Of(Ended ended) =>
        new(ended.ExitCode, ended.Out + ended.Error, ended.Out.StartsWith('{') ? JsonNode.Parse(ended.Out) : null);

    public string? First(string member) => Report?["findings"]?[0]?[member]?.ToString();

    public string Kinds =>
        string.Join(' ', Report!["findings"]!.AsArray().Select(finding => finding!["kind"]!.ToString()).Distinct());

    /// <summary>Nothing is wrong that could be shown, and something could not be checked.</summary>
    public Verdict IsUnchecked(string why)
    {
        Assert.True(ExitCode == 5, Text);
        Assert.Contains(why, Text, StringComparison.Ordinal);
        return this;
    }

    public Verdict IsVerified()
    {
        Assert.True(ExitCode == 0, Text);
        return this;
    }

    /// <summary>The first finding: what it is and where.</summary>
    public Verdict Finds(string kind, string? negotiation = null, int? version = null, string? field = null)
    {
        Assert.True(ExitCode == 1, Text);
        Assert.True(
            (First("kind"), First("negotiation"), First("version"), First("field"))
                == (kind, negotiation, version?.ToString(), field),
            Text
        );
        return this;
    }
}

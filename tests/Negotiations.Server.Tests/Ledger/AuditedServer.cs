using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Cli;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>A server with seven events of two negotiations in its log, and an auditor who has its key.</summary>
public sealed class AuditedServer(TestDatabase databases, IReadOnlyDictionary<string, string?>? settings = null)
    : TestServer(databases)
{
    public const int Size = 7;

    public Terminal Desk { get; } = new();

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

    /// <summary>What a database administrator can do.</summary>
    public Task AttacksAsync(string sql) => this.TampersAsync("set local search_path = negotiations; " + sql);

    public Task<Verdict> VerifiesAsync(params string[] args) => VerifiesAsync(First, args);

    public async Task<Verdict> VerifiesAsync(RunningServer node, params string[] args)
    {
        var pinned = Path.Combine(Desk.Folder, "pinned.checkpoint");
        return Verdict.Of(
            await Desk.RunAsync([
                "verify",
                "server",
                "--server",
                node.Address.ToString(),
                "--vkey",
                Vkey,
                "--kept",
                pinned,
                "--json",
                .. args,
            ])
        );
    }

    public new async ValueTask DisposeAsync()
    {
        Desk.Dispose();
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

using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Ledger;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Importing;

/// <summary>A record is exported with what proves it, and is brought back as what it was.</summary>
public sealed class ProvenRestores(TestDatabase databases)
{
    private const string Export = "/api/events.ndjson?proof=true";

    private static JsonObject Toll =>
        Report.Of(
            "toll-reported",
            "2022-09",
            """
            "clashId": "september-2022", "side": "KGZ",
            "killed": { "text": "16", "qualifier": "exact", "low": 16, "best": 16, "high": 16, "unit": "people" }
            """
        );

    [Fact]
    public async Task With_its_key_the_log_goes_on_as_the_same_log()
    {
        await using var old = await FilledAsync();
        var export = (await old.Auditor.Asks(Export).Succeeds()).Text;
        var checkpoint = (await old.Auditor.Asks("/api/ledger/checkpoint").Succeeds()).Text;
        var pinned = Path.Combine(old.Terminal.Folder, "pinned.checkpoint");
        (await old.VerifiesAsync()).IsVerified();
        var proof = Path.Combine(old.Terminal.Folder, "event.tlog-proof");
        await File.WriteAllTextAsync(
            proof,
            (await old.Auditor.Asks(await ProofOfAsync(old)).Succeeds()).Text,
            Scratch.Stop
        );

        await using var restored = await ServerOfAsync(old.KeyFile);
        var report = (await RestoreAsync(restored, export, $"&vkey={Uri.EscapeDataString(old.Vkey)}")).IsDone();

        Assert.Equal(
            ("proven", old.Vkey, "given", true),
            (
                (string?)report["proof"]!["state"],
                (string?)report["proof"]!["vkey"],
                (string?)report["proof"]!["keyFrom"],
                (bool)report["proof"]!["goesOn"]!
            )
        );
        Assert.Equal(checkpoint, (await restored.Auditor.Asks("/api/ledger/checkpoint").Succeeds()).Text);
        Assert.Equal(export, (await restored.Auditor.Asks(Export).Succeeds()).Text);
        Assert.Equal(
            (await old.Auditor.Asks("/api/ledger/data/0").Succeeds()).WithoutAuthors(),
            (await restored.Auditor.Asks("/api/ledger/data/0").Succeeds()).WithoutAuthors()
        );
        await IsTheSameAsync(old, restored);

        // It grows from there, and who has the old head and the old proof finds both continued.
        var size = await old.SizeAsync();
        await restored.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await Scratch.Eventually("the log grew", async () => await SizeAsync(restored) == size + 1);
        var verdict = (await old.VerifiesAsync(restored.First, AuditedServer.Pinned, pinned)).IsVerified();
        Assert.DoesNotContain("went on", verdict.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await old.Terminal.RunAsync("verify", "proof", proof, "--vkey", old.Vkey)).ExitCode);
        await restored.IsSoundAsync();
    }

    [Fact]
    public async Task To_a_new_key_the_old_one_hands_over()
    {
        await using var old = await FilledAsync();
        var export = (await old.Auditor.Asks(Export).Succeeds()).Text;
        (await old.VerifiesAsync()).IsVerified();
        var pinned = Path.Combine(old.Terminal.Folder, "pinned.checkpoint");
        var next = Path.Combine(old.Terminal.Folder, "next.key");
        File.Copy(old.KeyFile, next);
        var key = (await old.Terminal.RunAsync("rotate-ledger-key", next)).Out.Trim();

        await using var restored = await ServerOfAsync(next, Path.ChangeExtension(next, ".previous.key"));
        var report = (await RestoreAsync(restored, export)).IsDone();
        Assert.Equal(("file", true), ((string?)report["proof"]!["keyFrom"], (bool)report["proof"]!["goesOn"]!));
        var size = await old.SizeAsync();
        await restored.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await Scratch.Eventually("the log grew", async () => await SizeAsync(restored) == size + 1);

        var verdict = (await old.VerifiesAsync(restored.First, AuditedServer.Pinned, pinned)).IsVerified();
        Assert.Contains("handed over to " + key, verdict.Text, StringComparison.Ordinal);

        // And once more: the file has the handover in it.
        var file = await FileAsync(old, (await restored.Auditor.Asks(Export).Succeeds()).Text);
        foreach (var known in (string[])[old.Vkey, key])
            Assert.Equal(0, (await old.Terminal.RunAsync("verify", "export", file, "--vkey", known)).ExitCode);
    }

    [Fact]
    public async Task Under_another_key_the_entries_are_the_same_and_the_log_says_whose_they_were()
    {
        await using var old = await FilledAsync();
        var export = (await old.Auditor.Asks(Export).Succeeds()).Text;
        await using var restored = await ServerOfAsync();
        var report = (await RestoreAsync(restored, export)).IsDone();

        Assert.Equal(("proven", false), ((string?)report["proof"]!["state"], (bool)report["proof"]!["goesOn"]!));
        await Scratch.Eventually("all is in the log", async () => await SizeAsync(restored) == await old.SizeAsync());
        Assert.Equal(await RootAsync(old), await RootAsync(restored));
        await IsTheSameAsync(old, restored);
        var verdict = (await VerifiesAsync(old, restored)).IsVerified();
        Assert.Contains(old.Vkey, verdict.Text, StringComparison.Ordinal);
        await restored.IsSoundAsync();
    }

    [Fact]
    public async Task What_was_changed_is_refused_by_its_place_and_its_name()
    {
        await using var old = await FilledAsync();
        var lines = (await old.Auditor.Asks(Export).Succeeds()).Text.Split('\n');
        var at = Array.FindIndex(lines, line => line.Contains("\"toll-reported\"", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"low\":16", "\"low\":61", StringComparison.Ordinal);
        await using var empty = await ServerOfAsync();

        var report = await RestoreAsync(empty, string.Join('\n', lines));
        var altered = report["altered"]!;
        Assert.Equal("failed", (string?)report["state"]);
        Assert.Equal(
            ("altered", at + 1, "border", "/killed/low"),
            (
                (string?)altered["kind"],
                (int)altered["line"]!,
                (string?)altered["negotiation"],
                (string?)altered["member"]
            )
        );
        Assert.Equal(0, await empty.CountAsync());

        // The same said on the command line, to a script and to a person.
        var file = await FileAsync(old, string.Join('\n', lines));
        var verified = await old.Terminal.RunAsync("verify", "export", file, "--vkey", old.Vkey);
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("/killed/low", verified.Out, StringComparison.Ordinal);
        var imported = await ImportsAsync(old, empty, file);
        Assert.Equal(1, imported.ExitCode);
        Assert.Contains("/killed/low", imported.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_file_a_strange_key_and_a_plain_export_are_each_named()
    {
        await using var old = await FilledAsync();
        var export = (await old.Auditor.Asks(Export).Succeeds()).Text;
        await using var empty = await ServerOfAsync();
        var cut = await FileAsync(old, string.Concat(export.Split('\n').Take(6).Select(line => line + "\n")));
        var ended = await ImportsAsync(old, empty, cut);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"4 of {await old.SizeAsync()} events", Flat(ended.Out), StringComparison.Ordinal);

        var whole = await FileAsync(old, export);
        var strange = (await empty.Auditor.Asks("/api/ledger/key").Succeeds()).Text.Trim();
        Assert.Equal(5, (await ImportsAsync(old, empty, whole, "--vkey", strange)).ExitCode);

        var plain = await FileAsync(old, (await old.Auditor.Asks("/api/events.ndjson").Succeeds()).Text);
        ended = await ImportsAsync(old, empty, plain);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("--unproven", ended.Out, StringComparison.Ordinal);
        Assert.Equal(0, await empty.CountAsync());
    }

    [Fact]
    public async Task What_is_taken_unproven_is_said_to_be_for_good()
    {
        await using var old = await FilledAsync();
        var plain = await FileAsync(old, (await old.Auditor.Asks("/api/events.ndjson").Succeeds()).Text);
        await using var restored = await ServerOfAsync();
        var ended = await ImportsAsync(old, restored, plain, "--unproven");

        Assert.True(ended.ExitCode == 0, ended.Out + ended.Error);
        await Scratch.Eventually("all is in the log", async () => await SizeAsync(restored) == await old.SizeAsync());
        var notice = (await restored.Auditor.Asks("/api/ledger/notices").Succeeds())["notices.0.note"]!;
        Assert.Contains("unproven-events", notice, StringComparison.Ordinal);
        var verdict = (await VerifiesAsync(old, restored)).IsVerified();
        Assert.Contains("a file that proved nothing", verdict.Text, StringComparison.Ordinal);

        // It goes on being said in what is exported of it.
        Assert.Contains("unproven-events", (await restored.Auditor.Asks(Export).Succeeds()).Text.Split('\n')[0]);
    }

    [Fact]
    public async Task A_proof_is_of_the_whole_record_and_takes_no_filter()
    {
        await using var old = await FilledAsync();
        var refused = await old.Auditor.Asks(Export + "&party=KGZ");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("party", refused.Text, StringComparison.Ordinal);
    }

    // Leaves of both versions, an erasure, an actor, and an import.
    private async Task<AuditedServer> FilledAsync()
    {
        var old = await AuditedServer.StartAsync(databases);
        await old.Monitor.Appends("border", Toll).Succeeds();
        var clash = await old
            .Monitor.Appends("border", Report.Of("clash-reported", "2022-10", """ "note": "By A. Person" """))
            .Succeeds();
        await old.InLogAsync(AuditedServer.Size + 2);
        await old.Admin.Erases("border", clash["events.0.eventId"]!, "By order of a court.").Succeeds();
        await old.InLogAsync(AuditedServer.Size + 3);
        return old;
    }

    private async Task<KeyedServer> ServerOfAsync(string? keyFile = null, string? previous = null)
    {
        var server = new KeyedServer(databases, keyFile, previous);
        await server.InitializeAsync();
        return server;
    }

    private static Task<JsonNode> RestoreAsync(TestServer server, string export, string more = "") =>
        server.Admin.Imports("events", export, "2020-01-01" + more);

    private static async Task<string> FileAsync(AuditedServer old, string text)
    {
        var file = Path.Combine(old.Terminal.Folder, Guid.NewGuid().ToString("N") + ".ndjson");
        await File.WriteAllTextAsync(file, text, Scratch.Stop);
        return file;
    }

    private static Task<Cli.Ended> ImportsAsync(AuditedServer old, TestServer into, string file, params string[] more)
    {
        old.Terminal.Variables["NEGOTIATIONS_KEY"] = TestServer.KeyOf("admin");
        return old.Terminal.RunAsync(["import", "events", file, "--server", into.First.Address.ToString(), .. more]);
    }

    private static string Flat(string text) =>
        string.Join(' ', text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string> ProofOfAsync(AuditedServer old) =>
        $"/api/ledger/entries/{(await old.Auditor.Asks("/api/events?limit=1").Succeeds())["items.0.eventId"]}/proof";

    private static async Task<long> SizeAsync(TestServer server) =>
        (long)(await server.SqlAsync("select coalesce(max(size), 0) from negotiations.ledger_checkpoint"))!;

    private static async Task<string> RootAsync(TestServer server) =>
        (await server.Auditor.Asks("/api/ledger/checkpoint").Succeeds()).Text.Split('\n')[2];

    private static async Task<Verdict> VerifiesAsync(AuditedServer old, TestServer server)
    {
        var key = (await server.Auditor.Asks("/api/ledger/key").Succeeds()).Text.Trim();
        return Verdict.Of(
            await old.Terminal.RunAsync(
                "verify",
                "server",
                "--server",
                server.First.Address.ToString(),
                "--vkey",
                key,
                "--kept",
                Path.Combine(old.Terminal.Folder, "other.checkpoint"),
                "--first",
                "--json"
            )
        );
    }

    private static async Task IsTheSameAsync(TestServer old, TestServer restored)
    {
        foreach (
            var path in (string[])
                ["/api/events.ndjson", "/api/erasures", "/api/negotiations/border", "/api/negotiations/border/history"]
        )
            Assert.Equal(
                (await old.Auditor.Asks(path).Succeeds()).WithoutAuthors(),
                (await restored.Auditor.Asks(path).Succeeds()).WithoutAuthors()
            );
    }

    private sealed class KeyedServer(TestDatabase databases, string? keyFile, string? previous) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>(RunningServer.NoCasebook)
            {
                ["ledger:keyCommand"] = keyFile is null ? null : $"cat '{keyFile}'",
                ["ledger:previousKeyCommand"] = previous is null ? null : $"cat '{previous}'",
            };
    }
}

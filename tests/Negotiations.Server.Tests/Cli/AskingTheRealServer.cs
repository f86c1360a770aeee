using System.Text.Json.Nodes;
using System.Xml.Linq;
using Negotiations.Cli.Connecting;
using Negotiations.Server.Tests.Containers;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Cli;

/// <summary>The commands against the server they are made for.</summary>
public sealed class AskingTheRealServer(WebhookServer server) : IClassFixture<WebhookServer>, IDisposable
{
    private readonly Terminal terminal = new();

    [Theory]
    [InlineData("text", "cli-cited")]
    [InlineData("bibtex", "@misc{")]
    [InlineData("csl", "\"type\"")]
    [InlineData("ris", "TY  - DATA")]
    public async Task A_negotiation_is_cited_in_every_form(string format, string has)
    {
        await server.Monitor.Opens("cli-cited");
        var ended = await RunAsync("reader", "cite", "cli-cited", "--format", format);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains(has, ended.Out);
        Assert.Equal(
            "cli-cited",
            (string?)JsonNode.Parse((await RunAsync("reader", "cite", "cli-cited", "--json")).Out)!["id"]
        );
    }

    [Fact]
    public async Task An_opening_is_tried_without_recording_it()
    {
        string[] open =
        [
            "open",
            "cli-tried",
            "--title",
            "Tried",
            "--kind",
            "negotiation",
            "--subject",
            "boundary",
            "--occurred",
            "2022-01",
            "--source-publisher",
            "Example Agency",
            "--source-published",
            "2022-02",
        ];
        var tried = await RunAsync("monitor", [.. open, "--dry-run"]);
        Assert.True(tried.ExitCode == 0, tried.Error);
        Assert.Contains("Nothing was recorded.", tried.Out);
        Assert.Equal(3, (await RunAsync("reader", "status", "cli-tried")).ExitCode);
        Assert.Equal(0, (await RunAsync("monitor", open)).ExitCode);
        Assert.Equal(0, (await RunAsync("reader", "status", "cli-tried")).ExitCode);
    }

    [Fact]
    public async Task A_proof_is_saved_that_verify_accepts()
    {
        await server.Monitor.Opens("cli-proved");
        var history = JsonNode.Parse((await RunAsync("reader", "history", "cli-proved", "--json")).Out)!;
        var id = (string)history["items"]![0]!["eventId"]!;
        var file = Path.Combine(terminal.Folder, "event.tlog-proof");
        await Scratch.Eventually("the event is in the ledger", async () =>
            (await RunAsync("reader", "proof", id, "--to", file, "--force")).ExitCode == 0
        );

        var key = (await server.Anonymous.Asks("/api/ledger/key")).Text.Trim();
        var verified = await RunAsync("reader", "verify", "proof", file, "--vkey", key);
        Assert.True(verified.ExitCode == 0, verified.Error + verified.Out);
        Assert.Contains("cli-proved version 1", verified.Out);
        Assert.Equal(2, (await RunAsync("reader", "proof", id, "--to", file)).ExitCode);
        Assert.Equal(2, (await RunAsync("reader", "proof", "cli-proved")).ExitCode);
    }

    [Fact]
    public async Task Actors_and_parties_are_found_by_any_name()
    {
        await server.Monitor.Opens("cli-parties");
        Assert.Contains("Kyrgyzstan (KGZ, state)", (await RunAsync("reader", "actors", "Kirgizia")).Out);
        Assert.Contains("TJK", (await RunAsync("reader", "actors", "-q", "Tajik", "--kind", "state")).Out);
        Assert.Contains("KGZ", (await RunAsync("reader", "parties", "--all")).Out);
        Assert.Contains("cli-parties", (await RunAsync("reader", "parties", "KGZ")).Out);
        Assert.Equal(3, (await RunAsync("reader", "actors", "Atlantis")).ExitCode);
        Assert.Equal(2, (await RunAsync("reader", "actors", "KGZ", "--all")).ExitCode);
    }

    [Fact]
    public async Task A_subscription_is_made_listed_tested_held_and_ended()
    {
        await using var receiver = await Receiver.StartAsync();
        var made = await RunAsync(
            "monitor",
            "subscriptions",
            "create",
            receiver.Url,
            "--party",
            "KGZ",
            "--type",
            "round-held"
        );
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.StartsWith("whsec_", made.Out);
        var listed = await RunAsync("monitor", "subscriptions", "list");
        var line = Assert.Single(listed.Out.Split('\n'), each => each.Contains(receiver.Url));
        Assert.Contains("round-held, KGZ", line);
        var id = line.Split(' ')[0];

        var tested = await RunAsync("monitor", "subscriptions", "test", id);
        Assert.True(tested.ExitCode == 0, tested.Error + tested.Out);
        Assert.Contains("delivered", tested.Out);
        receiver.Answers = _ => 500;
        Assert.Equal(1, (await RunAsync("monitor", "subscriptions", "test", id)).ExitCode);

        Assert.Contains("paused", (await RunAsync("monitor", "subscriptions", "pause", id)).Out);
        Assert.Contains("active", (await RunAsync("monitor", "subscriptions", "resume", id)).Out);
        Assert.Equal(0, (await RunAsync("monitor", "subscriptions", "delete", id)).ExitCode);
        Assert.Equal(3, (await RunAsync("monitor", "subscriptions", "pause", id)).ExitCode);
    }

    [Fact]
    public async Task What_is_recorded_is_watched_and_exported()
    {
        await server.Monitor.Opens("cli-watched");
        var watched = await RunAsync("reader", "watch", "cli-watched", "--after", "0", "--count", "1");
        Assert.Equal(0, watched.ExitCode);
        Assert.Contains("cli-watched 1  negotiation-opened: ", watched.Out);

        var files = Export.All.SelectMany(each => each.Formats.Select(format => (each, format)));
        foreach (var (export, format) in files)
        {
            var file = Path.Combine(terminal.Folder, $"{export.What}.{format}");
            string[] ids = export.IsOfOne ? ["cli-watched"] : [];

            // What proves the record names authors.
            var role = export.What == "record" ? "auditor" : "reader";
            var ended = await RunAsync(role, ["export", export.What, .. ids, "--to", file]);
            Assert.True(ended.ExitCode == 0, $"{file}: {ended.Error}");
            Assert.Matches(
                BeginningOf(format),
                await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)
            );
        }
    }

    [Fact]
    public void The_package_has_the_libraries_of_the_platforms_it_runs_on_and_no_others()
    {
        var project = XDocument.Parse(Checkout.Text("src/Negotiations.Cli/Negotiations.Cli.csproj"));
        var platforms = project
            .Descendants("ToolPlatforms")
            .Where(each => each.Attribute("Condition") is null)
            .SelectMany(each => each.Value.Split(';'))
            .Where(each => each != "$(ToolPlatforms)");
        var assets = JsonNode.Parse(
            Checkout.Text("src/Negotiations.Cli/bin/Debug/net10.0/Negotiations.Cli.deps.json")
        )!["targets"]!
            .AsObject()
            .Single()
            .Value!.AsObject();
        var libraries = assets
            .SelectMany(each => each.Value!["runtimeTargets"]?.AsObject().ToList() ?? [])
            .Select(each => (string)each.Value!["rid"]!);

        Assert.Equal(platforms.Order(StringComparer.Ordinal), libraries.Order(StringComparer.Ordinal));
    }

    public void Dispose() => terminal.Dispose();

    private static string BeginningOf(string format) =>
        format switch
        {
            "xlsx" => @"\APK",
            "ics" => @"\ABEGIN:VCALENDAR\r\n",
            "csv" => @"\A[a-z]\w*,[a-z]",
            _ => @"\A\{",
        };

    private Task<Ended> RunAsync(string role, params string[] args)
    {
        if (role == "reader")
            terminal.Variables.Remove("NEGOTIATIONS_KEY");
        else
            terminal.Variables["NEGOTIATIONS_KEY"] = TestServer.KeyOf(role);

        return terminal.RunAsync([.. args, "--server", server.First.Address.ToString()]);
    }
}

using Negotiations.Server.Tests.Importing;

namespace Negotiations.Server.Tests.Cli;

/// <summary>A file from the terminal into a real server.</summary>
public sealed class ImportingFiles : IClassFixture<TestServer>, IDisposable
{
    private const string Rows =
        "PP,PPName,AgtId,Agt,Dat,Stage\n1,Talks,1,First,1997-06-27,Pre\n1,Talks,2,Second,1997-6-28,SubPar\n";

    private readonly TestServer server;
    private readonly Terminal terminal = new();

    public ImportingFiles(TestServer server)
    {
        this.server = server;
        terminal.Variables["NEGOTIATIONS_KEY"] = TestServer.KeyOf("monitor");
        terminal.Variables["NEGOTIATIONS_SERVER"] = server.First.Address.ToString();
    }

    [Fact]
    public async Task A_dry_run_then_the_import_and_the_exit_code_says_whether_every_row_was_taken()
    {
        var file = terminal.WriteFile("pax.csv", Rows);
        var dry = await terminal.RunAsync("import", "pax", file, "--release", "2019-07-01", "--dry-run");
        Assert.Equal((0, 0L), (dry.ExitCode, await server.CountAsync("pax-1")));
        foreach (
            var shown in new[]
            {
                "nothing recorded (dry run)",
                "2: 1 accepted, 1 normalised, 0 quarantined",
                "pax-1",
                "date-normalised",
            }
        )
            Assert.Contains(shown, dry.Out, StringComparison.Ordinal);

        var report = Path.Combine(terminal.Folder, "rows.csv");
        var real = await terminal.RunAsync(
            "import",
            "pax",
            file,
            "--release",
            "2019-07-01",
            "--report",
            report,
            "--json"
        );
        Assert.Equal((0, 3L), (real.ExitCode, await server.CountAsync("pax-1")));
        Assert.Equal(2, System.Text.Json.Nodes.JsonNode.Parse(real.Out)!.Events("recorded"));
        Assert.Equal(
            ["accepted", "normalised"],
            PlainTable
                .Read(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken))
                .Select(line => line["state"])
        );

        var doubtful = terminal.WriteFile("doubtful.csv", Rows + "1,Talks,3,Third,soon,SubPar\n");
        Assert.Equal(1, (await terminal.RunAsync("import", "pax", doubtful, "--release", "2019-08-01")).ExitCode);
        var broken = await terminal.RunAsync(
            "import",
            "pax",
            terminal.WriteFile("broken.csv", "a,b\n1,2\n"),
            "--release",
            "2019-09-01"
        );
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("lacks the columns", broken.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_goes_with_the_file()
    {
        var mapping = terminal.WriteFile(
            "mapping.json",
            """
            { "rules": [ { "ids": { "process": ["7"] }, "negotiation": "our-talks", "title": "Our talks" } ],
              "otherwise": "leave-out" }
            """
        );
        var file = terminal.WriteFile("mapped.csv", Rows.Replace("1,Talks,1", "7,Talks,91", StringComparison.Ordinal));
        var ended = await terminal.RunAsync(
            "import",
            "pax",
            file,
            "--release",
            "2019-07-01",
            "--dataset",
            "mapped",
            "--mapping",
            mapping
        );
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("1 left out", ended.Out, StringComparison.Ordinal);
        Assert.Contains("our-talks", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_or_with_an_older_release_it_says_so()
    {
        Assert.Equal(2, (await terminal.RunAsync("import", "pax", "nowhere.csv", "--release", "2019-07-01")).ExitCode);
        var file = terminal.WriteFile("pax.csv", Rows.Replace("1,Talks", "8,Talks", StringComparison.Ordinal));
        await terminal.RunAsync("import", "pax", file, "--release", "2020-07-01", "--dataset", "aged");
        var older = await terminal.RunAsync("import", "pax", file, "--release", "2019-07-01", "--dataset", "aged");
        Assert.Equal(3, older.ExitCode);
        Assert.Contains("2020-07-01", older.Error, StringComparison.Ordinal);
    }

    public void Dispose() => terminal.Dispose();
}

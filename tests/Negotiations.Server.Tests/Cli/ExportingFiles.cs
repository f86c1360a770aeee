using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Cli;

/// <summary>A file is there whole or not at all.</summary>
public sealed class ExportingFiles : IDisposable
{
    private readonly Terminal terminal = new();

    private string Target => Path.Combine(terminal.Folder, "events.ndjson");

    [Fact]
    public async Task Lines_that_break_off_are_gone_on_with_where_they_broke()
    {
        await using var server = await StubServer.StartAsync(
            Cut(Line(1) + Line(2) + "{\"sequence\":3,\"ha"),
            new Reply(200, Line(2) + Line(3) + Line(4))
        );
        var ended = await ExportAsync(server, "events");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(Line(1) + Line(2) + Line(3) + Line(4), File.ReadAllText(Target));
        Assert.Equal(
            ["GET /api/events.ndjson?party=KGZ", "GET /api/events.ndjson?party=KGZ&after=1"],
            server.Requests.Select(each => each.Line)
        );
        Assert.Equal([Target], Directory.GetFiles(terminal.Folder));
    }

    [Fact]
    public async Task A_later_call_goes_on_and_one_with_other_filters_begins_again()
    {
        await using var server = await StubServer.StartAsync([
            Cut(Line(1) + Line(2)),
            .. Enumerable.Repeat(Reply.Broken, 20),
        ]);
        var cut = await ExportAsync(server, "events");
        Assert.Equal(4, cut.ExitCode);
        Assert.False(File.Exists(Target));
        Assert.Contains("The same command goes on", cut.Error);

        await using var back = await StubServer.StartAsync(new Reply(200, Line(9)));
        Assert.Equal(0, (await ExportAsync(back, "events")).ExitCode);
        Assert.Equal("GET /api/events.ndjson?party=KGZ", back.Request.Line);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 7)]
    public async Task That_it_went_on_is_said_only_of_what_an_earlier_call_had_left(bool fits, int first)
    {
        await using var server = await StubServer.StartAsync([
            Cut(Line(1) + Line(2)),
            .. Enumerable.Repeat(Reply.Broken, 5),
            new Reply(200, Line(first) + Line(8)),
            .. fits ? (Reply[])[] : [new Reply(200, Line(7) + Line(8))],
        ]);
        Assert.Equal(4, (await ExportAsync(server, "events")).ExitCode);
        var ended = await terminal.RunAsync(
            "export",
            "events",
            "--json",
            "--party",
            "KGZ",
            "--to",
            Target,
            "--server",
            server.Address
        );
        Assert.Equal(fits, (bool)JsonNode.Parse(ended.Out)!["wentOn"]!);
        Assert.Equal((fits ? Line(1) + Line(2) : Line(7)) + Line(8), File.ReadAllText(Target));
    }

    [Fact]
    public async Task What_does_not_fit_any_more_is_fetched_again()
    {
        await using var server = await StubServer.StartAsync(
            Cut(Line(1) + Line(2)),
            new Reply(200, Line(7)),
            new Reply(200, Line(1) + Line(7))
        );
        Assert.Equal(0, (await ExportAsync(server, "events")).ExitCode);
        Assert.Equal(Line(1) + Line(7), File.ReadAllText(Target));
    }

    [Fact]
    public async Task A_table_that_breaks_off_begins_again_and_leaves_nothing_when_it_fails()
    {
        var file = Path.Combine(terminal.Folder, "t.csv");
        await using var server = await StubServer.StartAsync(Cut("a,b\r\n1,"), new Reply(200, "a,b\r\n1,2\r\n"));
        Assert.Equal(
            0,
            (await terminal.RunAsync("export", "tolls", "--to", file, "--server", server.Address)).ExitCode
        );
        Assert.Equal("a,b\r\n1,2\r\n", File.ReadAllText(file));

        await using var refusing = await StubServer.StartAsync(Reply.Refused(400, "bad-parameter", "No."));
        var ended = await terminal.RunAsync("export", "tolls", "--to", file, "--force", "--server", refusing.Address);
        Assert.Equal(3, ended.ExitCode);
        Assert.Equal("a,b\r\n1,2\r\n", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(terminal.Folder));
    }

    [Fact]
    public async Task A_table_that_always_breaks_off_is_given_up_and_leaves_nothing()
    {
        await using var server = await StubServer.StartAsync(Enumerable.Repeat(Cut("a,b\r\n1,"), 20));
        var file = Path.Combine(terminal.Folder, "t.csv");
        var ended = await terminal.RunAsync("export", "tolls", "--to", file, "--server", server.Address);
        Assert.Equal((4, 5), (ended.ExitCode, server.Requests.Count));
        Assert.Empty(Directory.GetFiles(terminal.Folder));
    }

    [Fact]
    public async Task Lines_are_given_up_when_none_is_won_and_go_on_as_long_as_one_is()
    {
        await using var server = await StubServer.StartAsync([
            .. Enumerable.Range(1, 6).Select(each => Cut((each == 1 ? "" : Line(each - 1)) + Line(each))),
            .. Enumerable.Repeat(Cut(Line(6) + "{\"sequence\":7,\"ha"), 20),
        ]);
        var ended = await ExportAsync(server, "events");
        Assert.Equal((4, 11), (ended.ExitCode, server.Requests.Count));
        Assert.Contains("The same command goes on", ended.Error);
    }

    [Fact]
    public async Task The_sign_in_page_of_a_proxy_is_not_taken_for_a_file()
    {
        var page = new Reply(200, "<html>login</html>") { Headers = new() { ["Content-Type"] = "text/html" } };
        await using var server = await StubServer.StartAsync(Enumerable.Repeat(page, 20));
        var ended = await ExportAsync(server, "events");
        Assert.Equal((4, 1), (ended.ExitCode, server.Requests.Count));
        Assert.Contains("no server of negotiations", ended.Error);
        Assert.Empty(Directory.GetFiles(terminal.Folder));
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_the_middle_is_asked_again()
    {
        terminal.LongestSilence = TimeSpan.FromSeconds(1);
        await using var server = await StubServer.StartAsync(
            new Reply(200, Line(1)) { Silence = TimeSpan.FromSeconds(5) },
            new Reply(200, Line(1) + Line(2))
        );
        Assert.Equal(0, (await ExportAsync(server, "events")).ExitCode);
        Assert.Equal(Line(1) + Line(2), File.ReadAllText(Target));
    }

    [Theory]
    [InlineData("is there already", "tolls", "--to", "{0}/there.csv")]
    [InlineData("There is no folder", "tolls", "--to", "{0}/no/such.csv")]
    [InlineData("is a folder", "tolls", "--to", "{0}", "--format", "csv")]
    [InlineData("map is not there as 'csv'", "map", "--format", "csv")]
    [InlineData("history is of one negotiation", "history")]
    [InlineData("Did you mean events?", "event")]
    [InlineData("'-' is none", "tolls", "--to", "-", "--format", "csv")]
    public async Task What_cannot_be_written_is_said_before_anything_is_asked(string said, params string[] args)
    {
        terminal.WriteFile("there.csv", "x");
        await using var server = await StubServer.StartAsync();
        string[] spelt = [.. args.Select(each => each.Replace("{0}", terminal.Folder))];
        var ended = await terminal.RunAsync(["export", .. spelt, "--server", server.Address]);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(said, ended.Error);
        Assert.Empty(server.Requests);
    }

    public void Dispose() => terminal.Dispose();

    private Task<Ended> ExportAsync(StubServer server, string what) =>
        terminal.RunAsync("export", what, "--party", "KGZ", "--to", Target, "--server", server.Address);

    private static Reply Cut(string body) => new(200, body) { IsCutShort = true };

    private static string Line(int sequence) => $"{{\"sequence\":{sequence},\"word\":\"мир\"}}\n";
}

using System.Diagnostics;

namespace Negotiations.Server.Tests.Cli;

/// <summary>A watcher sees each event once, through every cut.</summary>
public sealed class WatchingTheFeed : IDisposable
{
    private readonly Terminal terminal = new();

    [Fact]
    public async Task After_a_cut_it_goes_on_behind_the_last_whole_event()
    {
        // The first cut falls between an id and the end of its event, the second within a line. The first is an end in
        // order, as a proxy makes it, the others break.
        await using var server = await StubServer.StartAsync(
            Stream(Frame(1) + Frame(2) + "id: 3@c\ndata: {\"sequence\":3}\n") with
            {
                IsCutShort = false,
            },
            Stream("retry: 2000\nid: 2@b\n\n" + Frame(3) + ": heartbeat\nid: 7@g\n\nid: 8@h\ndata: {\"se"),
            Reply.Broken,
            Stream(Frame(8))
        );
        var ended = await terminal.RunAsync(
            "watch",
            "--after",
            "0",
            "--count",
            "4",
            "--json",
            "--server",
            server.Address
        );

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal([1, 2, 3, 8], ended.Out.TrimEnd().Split('\n').Select(Sequence));
        Assert.Equal(
            ["?after=0", "?cursor=2%40x2", "?cursor=7%40g", "?cursor=7%40g"],
            server.Requests.Select(request => request.Line["GET /api/events".Length..])
        );
    }

    [Fact]
    public async Task The_place_is_noted_and_a_later_watch_begins_there()
    {
        await using var server = await StubServer.StartAsync(Stream(Frame(1) + Frame(2)), Stream(Frame(3)));
        var place = Path.Combine(terminal.Folder, "seen.place");
        string[] watch = ["watch", "kg-tj-border", "--party", "KGZ", "--place", place, "--server", server.Address];
        await terminal.RunAsync([.. watch, "--count", "2"]);
        var ended = await terminal.RunAsync([.. watch, "--count", "1", "--json"]);

        Assert.Equal(3, Sequence(ended.Out));
        Assert.Equal("GET /api/events?negotiation=kg-tj-border&party=KGZ", server.Requests[0].Line);
        Assert.Equal("GET /api/events?negotiation=kg-tj-border&party=KGZ&cursor=2%40x2", server.Requests[1].Line);

        // Behind a place of other filters, events would be left out.
        var other = await terminal.RunAsync("watch", "--place", place, "--server", server.Address);
        Assert.Equal(2, other.ExitCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_watch_that_saw_nothing_yet_notes_where_it_began()
    {
        await using var server = await StubServer.StartAsync(
            Stream("retry: 2000\nid: 5@e\n\n: heartbeat\nid: 6@f\n\n"),
            Reply.Refused(401, "key-unknown", "No.")
        );
        var place = Path.Combine(terminal.Folder, "seen.place");
        var ended = await terminal.RunAsync("watch", "--place", place, "--server", server.Address);
        Assert.Equal((5, ""), (ended.ExitCode, ended.Out));
        Assert.Equal("6@f", File.ReadLines(place).First());
    }

    [Fact]
    public async Task An_event_that_no_reader_took_is_not_noted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such pipes.");
        await using var server = await StubServer.StartAsync(Stream(Frame(1)), Stream(Frame(2)));
        var place = Path.Combine(terminal.Folder, "seen.place");
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Negotiations.Cli.dll")}' watch --json --count 2 "
                + $"--place '{place}' --server {server.Address} | head -1; echo ${{PIPESTATUS[0]}}"
        );
        start.Environment["XDG_CONFIG_HOME"] = terminal.Folder;
        using var shell = Process.Start(start)!;
        var error = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal("{\"sequence\":1}\n141\n", output);
        Assert.Contains("The connection was cut", Assert.Single((await error).TrimEnd().Split('\n')));
        Assert.Equal("1@x1", File.ReadLines(place).First());
    }

    [Fact]
    public async Task A_server_that_says_nothing_when_asked_again_is_asked_once_more()
    {
        terminal.Timeout = TimeSpan.FromMilliseconds(1500);
        await using var server = await StubServer.StartAsync(
            Stream(Frame(1)),
            Stream("") with
            {
                After = TimeSpan.FromSeconds(3),
            },
            Stream(Frame(2))
        );
        var ended = await terminal.RunAsync("watch", "--json", "--count", "2", "--server", server.Address);
        Assert.Equal((0, 3), (ended.ExitCode, server.Requests.Count));
    }

    [Fact]
    public async Task What_is_no_stream_is_not_watched()
    {
        await using var server = await StubServer.StartAsync(
            new Reply(200, "<html>login</html>") { Headers = new() { ["Content-Type"] = "text/html" } }
        );
        var ended = await terminal.RunAsync("watch", "--server", server.Address);
        Assert.Equal((4, 1), (ended.ExitCode, server.Requests.Count));
        Assert.Contains("no server of negotiations", ended.Error);
    }

    [Theory]
    [InlineData(410, 3)]
    [InlineData(401, 5)]
    public async Task A_place_or_a_key_that_is_gone_ends_it(int status, int exitCode)
    {
        await using var server = await StubServer.StartAsync(Stream(Frame(1)), Reply.Refused(status, "gone", "Gone."));
        var ended = await terminal.RunAsync("watch", "--json", "--server", server.Address);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal(1, Sequence(ended.Out));
    }

    [Fact]
    public async Task A_stream_that_says_the_key_ended_is_exit_code_5()
    {
        await using var server = await StubServer.StartAsync(Stream(Frame(1) + "event: signed-out\ndata: {}\n\n"));
        var ended = await terminal.RunAsync("watch", "--json", "--server", server.Address);
        Assert.Equal((5, 1), (ended.ExitCode, Sequence(ended.Out)));
    }

    public void Dispose() => terminal.Dispose();

    private static Reply Stream(string body) =>
        new(200, body)
        {
            Headers = new() { ["Content-Type"] = "text/event-stream" },
            IsCutShort = true,
        };

    private static string Frame(int sequence) => $"id: {sequence}@x{sequence}\ndata: {{\"sequence\":{sequence}}}\n\n";

    private static int Sequence(string line) => (int)System.Text.Json.Nodes.JsonNode.Parse(line)!["sequence"]!;
}

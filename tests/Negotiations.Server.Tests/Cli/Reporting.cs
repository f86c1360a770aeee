using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Cli;

/// <summary>Recording from the command line: flags, files and dry runs.</summary>
public sealed class Reporting : IDisposable
{
    private readonly Terminal terminal = new();

    [Fact]
    public async Task Flags_become_the_event_with_dots_as_members_and_numbers_as_places()
    {
        await using var server = await StubServer.StartAsync(Reply.Recorded);
        var ended = await ReportAsync(
            server,
            "--type",
            "toll-reported",
            "--occurred",
            "2022-09",
            "--occurred-text",
            "in September 2022",
            "--actor",
            "KGZ:side-a",
            "--actor",
            "TJK",
            "--note",
            "by telephone",
            "--source-publisher",
            "Example Agency",
            "--source-url",
            "https://example.org/1?a=b",
            "--source-published",
            "2022-09-18",
            "--source-title",
            "Clashes",
            "--set",
            "clashId=september-2022",
            "--set",
            "killed.text=dozens",
            "--set",
            "killed.qualifier=dozens",
            "--set",
            "injured.low=24.50",
            "--set",
            "cumulative=true",
            "--set",
            "sources.1.publisher=Other"
        );

        Assert.Equal("", ended.Error);
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("POST /api/negotiations/kg-tj-border/events", server.Request.Line);
        AssertJson(
            """
            {"type":"toll-reported","occurred":"2022-09","occurredText":"in September 2022",
             "sources":[{"title":"Clashes","publisher":"Example Agency","url":"https://example.org/1?a=b",
             "published":"2022-09-18"},{"publisher":"Other"}],
             "actors":[{"id":"KGZ","role":"side-a"},{"id":"TJK"}],"note":"by telephone",
             "clashId":"september-2022","killed":{"text":"dozens","qualifier":"dozens"},"injured":{"low":24.50},
             "cumulative":true}
            """,
            server.Request.Body
        );
        Assert.Contains("24.50", server.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_or_a_treaty_number_stays_text_when_set_as_text()
    {
        await using var server = await StubServer.StartAsync(Reply.Recorded);
        await ReportAsync(
            server,
            "--type",
            "instrument-registered",
            "--set-text",
            "number=12345",
            "--set",
            "registry=UNTS",
            "--set",
            """signatories=["KGZ","TJK"]"""
        );
        AssertJson(
            """{"type":"instrument-registered","registry":"UNTS","signatories":["KGZ","TJK"],"number":"12345"}""",
            server.Request.Body
        );
    }

    [Fact]
    public async Task A_file_is_sent_byte_for_byte_mistakes_included()
    {
        const string Written =
            "{ \"type\": \"clash-reported\",\n  \"clashId\": \"a\", \"clashId\": \"b\", \"n\": 1.0 }\n";
        await using var server = await StubServer.StartAsync(Reply.Recorded);
        await ReportAsync(server, "--file", terminal.WriteFile("event.json", Written));
        Assert.Equal(Written, server.Request.Body);
    }

    [Fact]
    public async Task Lines_on_standard_input_become_one_array_recorded_as_a_whole()
    {
        terminal.Input = "{\"type\":\"a\"}\r\n\n{\"type\":\"b\"}\n";
        await using var server = await StubServer.StartAsync(Reply.Recorded, Reply.Recorded);
        await ReportAsync(server, "-");
        await ReportAsync(server, "--file", "-");
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal("""[{"type":"a"},{"type":"b"}]""", request.Body));
    }

    [Fact]
    public async Task A_broken_line_is_named_and_nothing_is_sent()
    {
        terminal.Input = "{\"type\":\"a\"}\n{\"type\":\n{\"type\":\"c\"}\n";
        await using var server = await StubServer.StartAsync();
        var ended = await ReportAsync(server, "-");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("line 2", ended.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("nothing to record")]
    [InlineData("both by flags and by", "--type", "clash-reported", "-")]
    [InlineData("both name an input", "-", "--file", "x.json")]
    [InlineData("cannot be read", "--file", "no-such-file.json")]
    [InlineData("is empty", "-")]
    [InlineData("no assignment", "--set", "clashId")]
    [InlineData("no assignment", "--set", "a..b=1")]
    [InlineData("has a value already", "--set", "killed=3", "--set", "killed.text=3")]
    [InlineData("has a value already", "--set", "a=1", "--set", "a=2")]
    [InlineData("leaves a gap", "--set", "actors.1.id=KGZ")]
    [InlineData("Unknown option", "--key", "ngt_secret")]
    public async Task What_cannot_be_understood_is_said_and_not_sent(string said, params string[] args)
    {
        await using var server = await StubServer.StartAsync();
        var ended = await ReportAsync(server, args);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_dry_run_shows_the_phase_before_and_after()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Ok(
                """
                {"negotiation":"kg-tj-border","dryRun":true,"version":3,
                  "phase":{"before":{"possible":["negotiating","registered"]},
                  "after":{"certain":"drafting","possible":["drafting"]}},
                  "anomalies":[{"code":"round-number-gap","text":"Round 2 is missing.","events":[]}]}
                """
            )
        );
        var ended = await ReportAsync(server, "--type", "round-held", "--dry-run");
        Assert.Equal("POST /api/negotiations/kg-tj-border/events?dryRun=true", server.Request.Line);
        Assert.Contains("- / negotiating or registered", ended.Out, StringComparison.Ordinal);
        Assert.Contains("drafting / drafting", ended.Out, StringComparison.Ordinal);
        Assert.Contains("round-number-gap: Round 2 is missing.", ended.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "\"5\"")]
    [InlineData("\"5.20241204\"", "\"5.20241204\"")]
    public async Task A_version_becomes_an_entity_tag(string given, string sent)
    {
        await using var server = await StubServer.StartAsync(Reply.Recorded);
        await ReportAsync(server, "--type", "round-held", "--if-match", given);
        Assert.Equal(sent, server.Request.Headers["If-Match"]);
    }

    [Theory]
    [InlineData("{\"title\":\"Example\"}", """{"id":"kg-tj-border","title":"Example"}""")]
    [InlineData("{}", """{"id":"kg-tj-border"}""")]
    [InlineData("{\"id\":\"kg-tj-border\"}", """{"id":"kg-tj-border"}""")]
    public async Task Opening_puts_the_id_into_the_body(string input, string sent)
    {
        terminal.Input = input;
        await using var server = await StubServer.StartAsync(Reply.Recorded);
        var ended = await terminal.RunAsync("open", "kg-tj-border", "-", "--server", server.Address);
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("POST /api/negotiations", server.Request.Line);
        Assert.Equal(sent, server.Request.Body);
    }

    [Fact]
    public async Task Opening_another_negotiation_than_the_file_says_is_a_mistake()
    {
        terminal.Input = """{"id":"other"}""";
        var ended = await terminal.RunAsync("open", "kg-tj-border", "-");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("opens 'other'", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_takes_title_kind_and_subject()
    {
        await using var server = await StubServer.StartAsync(Reply.Recorded);
        await terminal.RunAsync(
            "open",
            "example",
            "--title",
            "Example",
            "--kind",
            "negotiation",
            "--subject",
            "boundary",
            "--server",
            server.Address
        );
        AssertJson(
            """{"id":"example","title":"Example","kind":"negotiation","subject":"boundary"}""",
            server.Request.Body
        );
    }

    public void Dispose() => terminal.Dispose();

    private Task<Ended> ReportAsync(StubServer server, params string[] args) =>
        terminal.RunAsync(["report", "kg-tj-border", .. args, "--server", server.Address]);

    private static void AssertJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}

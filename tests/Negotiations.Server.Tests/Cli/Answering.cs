using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Cli;

/// <summary>How the command line shows what a server answers.</summary>
public sealed class Answering : IDisposable
{
    private const string Status = """
        {"id":"kg-tj-border","title":"The border [draft]","kind":"negotiation","subject":"boundary",
          "headline":{"events":[],"text":"Sections were agreed in 2024 (Example Agency)."},
          "parties":[{"id":"KGZ","role":"party"}],
         "phase":{"possible":["drafting","registered"],"since":"[2024-07-23..2024-12-04]","decidedBy":[]},
         "boundaryStage":"none","security":{"state":"clashes","since":"2022-09"},"health":"active",
         "draftingInstructed":true,"finalDocumentsDrafted":false,"rounds":{"held":1},
         "sections":{"agreed":{"low":600.10,"best":600.10,"high":600.10},"allAgreed":false},
         "clashes":{"count":1,"unenumerated":1,"last":{"eventId":"e","occurred":"2022-09"},
         "tolls":[{"eventId":"e","clashId":"september-2022","source":"Example Agency","occurred":"2022-09",
           "killed":{"text":"dozens","qualifier":"dozens","low":24},"latest":false}],"incidents":[],
           "killed":{"low":24,"unit":"people","open":"above"}},
         "instruments":[],"meetings":[],"milestones":[],"commitments":[],"statements":[],
         "anomalies":[{"code":"round-number-gap","text":"Round 2 is missing.","events":[]}],
         "uncertain":[{"field":"phase","certain":"registered","possible":"drafting"}],
         "version":7,"recordedAt":"2026-01-02T03:04:05.123456Z",
         "clocks":{"asOf":"2024-09-01","basis":"recorded","without":["Example Agency"]}}
        """;

    private const string Entry = """
        {"eventId":"80fdb979-7b5c-4e28-9fe8-6e167a3c0507","version":3,"sequence":3,"type":"clash-reported",
          "occurred":"2022-09","occurredText":"in September 2022","recordedAt":"2026-01-02T03:04:05Z",
          "recordedBy":"monitor",
         "data":{"type":"clash-reported","clashId":"september-2022"},"corrected":true,"retracted":false,
         "corrections":[],"sources":[{"publisher":"Example Agency","published":"2022-09-18"}]}
        """;

    private readonly Terminal terminal = new();

    [Fact]
    public async Task A_status_shows_pairs_bounds_words_and_dates_as_written()
    {
        var ended = await AskAsync([Reply.Ok(Status)], "status", "kg-tj-border");
        Assert.Equal(0, ended.ExitCode);
        foreach (
            var shown in new[]
            {
                "The border [draft]",
                "Sections were agreed in 2024 (Example Agency).",
                "phase, possible",
                "drafting or registered since [2024-07-23..2024-12-04]",
                "600.10 km",
                "at least 1, last 2022-09",
                "24-?-? \"dozens\"",
                "counted again since",
                "round-number-gap: Round 2 is missing.",
                "as of 2024-09-01",
                "without Example Agency",
            }
        )
            Assert.Contains(shown, ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_piped_has_colours_or_is_cut_at_80_columns()
    {
        terminal.Variables["GITHUB_ACTIONS"] = "true";
        terminal.Variables["FORCE_COLOR"] = "1";
        var ended = await AskAsync([Reply.Ok($$"""{"items":[{{Entry}}]}""")], "history", "kg-tj-border", "--ids");
        Assert.DoesNotContain('\u001b', ended.Out);
        Assert.Contains(ended.Out.Split('\n'), line =>
            line.Contains("2022-09 \"in September 2022\"", StringComparison.Ordinal)
            && line.Contains("clash-reported (corrected): clashId september-2022", StringComparison.Ordinal)
            && line.Contains("80fdb979-7b5c-4e28-9fe8-6e167a3c0507", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_row_that_is_piped_is_one_line_however_long_it_is()
    {
        var title = string.Join(' ', Enumerable.Repeat("Protocol Adopting Annex", 40));
        var ended = await AskAsync(
            [Reply.Ok($$"""{"items":[{{Status.Replace("The border [draft]", title, StringComparison.Ordinal)}}]}""")],
            "list"
        );
        Assert.Contains(ended.Out.Split('\n'), line =>
            line.Contains(title, StringComparison.Ordinal)
            && line.Contains("- / drafting or registered", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_text_of_a_source_cannot_command_the_terminal()
    {
        var ended = await AskAsync(
            [Reply.Ok(Status.Replace("The border [draft]", "\\u001b[2J\\u202eevil\\u0007", StringComparison.Ordinal))],
            "status",
            "kg-tj-border"
        );
        Assert.Contains("evil", ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(ended.Out, letter => letter is '\u001b' or '\u202e' or '\u0007');
    }

    [Fact]
    public async Task Json_is_what_the_server_said_figure_by_figure_and_readable()
    {
        var ended = await AskAsync(
            [Reply.Ok(Status.Replace("The border [draft]", "Чек ара", StringComparison.Ordinal))],
            "status",
            "kg-tj-border",
            "--json"
        );
        Assert.Contains("600.10", ended.Out, StringComparison.Ordinal);
        Assert.Contains("Чек ара", ended.Out, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Status)!["clashes"], JsonNode.Parse(ended.Out)!["clashes"]));
        Assert.Equal("", ended.Error);
    }

    [Fact]
    public async Task The_clocks_go_to_the_server_as_they_were_written()
    {
        await using var server = await StubServer.StartAsync(Reply.Ok(Status));
        await terminal.RunAsync(
            "status",
            "kg tj/border",
            "--as-of",
            "2022-09",
            "--known-by",
            "2024-12-31T00:00:00+06:00",
            "--basis",
            "published",
            "--version",
            "5",
            "--without",
            "Security Council Report",
            "--without",
            "80fdb979-7b5c-4e28-9fe8-6e167a3c0507",
            "--server",
            server.Address
        );
        Assert.Equal(
            "GET /api/negotiations/kg%20tj%2Fborder?asOf=2022-09&basis=published"
                + "&without=Security%20Council%20Report&without=80fdb979-7b5c-4e28-9fe8-6e167a3c0507"
                + "&knownBy=2024-12-31T00%3A00%3A00%2B06%3A00&version=5",
            server.Request.Line
        );
    }

    [Fact]
    public async Task A_list_is_filtered_by_the_server_and_says_that_there_is_more()
    {
        await using var server = await StubServer.StartAsync(Reply.Ok($$"""{"items":[{{Status}}],"next":"abc"}"""));
        var ended = await terminal.RunAsync(
            "list",
            "--phase",
            "drafting",
            "--party",
            "KGZ",
            "-q",
            "border",
            "--sort=-recordedAt",
            "--limit",
            "1",
            "--server",
            server.Address
        );
        Assert.Equal(
            "GET /api/negotiations?phase=drafting&party=KGZ&q=border&sort=-recordedAt&limit=1",
            server.Request.Line
        );
        Assert.Contains("- / drafting or registered", ended.Out, StringComparison.Ordinal);
        Assert.Contains("--cursor abc", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_pages_are_one_answer()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Ok("""{"items":[{"id":"a"}],"next":"abc"}"""),
            Reply.Ok("""{"items":[{"id":"b"}]}""")
        );
        var ended = await terminal.RunAsync("list", "--all", "--json", "--server", server.Address);
        Assert.Equal(
            ["GET /api/negotiations?limit=200", "GET /api/negotiations?limit=200&cursor=abc"],
            server.Requests.Select(request => request.Line)
        );
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"items":[{"id":"a"},{"id":"b"}]}"""), JsonNode.Parse(ended.Out))
        );
    }

    [Fact]
    public async Task A_problem_is_shown_on_standard_error_with_title_detail_and_place()
    {
        var ended = await AskAsync(
            [Reply.Refused(400, "malformed-clock", "asOf=x is not a date.", "asOf")],
            "status",
            "kg-tj-border",
            "--as-of",
            "x"
        );
        Assert.Equal(
            new Ended(
                3,
                "",
                $"malformed-clock (400){Environment.NewLine}  asOf=x is not a date.{Environment.NewLine}  "
                    + $"at asOf{Environment.NewLine}"
            ),
            ended
        );
    }

    [Fact]
    public async Task A_problem_is_json_for_machines()
    {
        var ended = await AskAsync([Reply.Refused(404, "negotiation-not-found", "None.")], "status", "nope", "--json");
        Assert.Equal(3, ended.ExitCode);
        Assert.Equal("/problems/negotiation-not-found", JsonNode.Parse(ended.Error)!["type"]!.GetValue<string>());
        Assert.Equal("", ended.Out);
    }

    [Theory]
    [InlineData(401, "No key was sent")]
    [InlineData(403, "may not do this")]
    public async Task A_key_that_is_missing_or_refused_is_exit_code_5(int status, string said)
    {
        var ended = await AskAsync([Reply.Refused(status, "key", "A key of role 'monitor' may not do this.")], "audit");
        Assert.Equal(5, ended.ExitCode);
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("status")]
    [InlineData("status", "a", "--nonsense")]
    [InlineData("list", "--version", "3")]
    [InlineData("list", "--party", "KGZ", "--party", "TJK")]
    [InlineData("list", "--party=KGZ", "--party", "TJK")]
    [InlineData("list", "-q", "water", "--words", "border")]
    public async Task A_command_line_that_is_not_understood_is_exit_code_2(params string[] args)
    {
        var ended = await terminal.RunAsync(args);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Out));
        Assert.Contains("--help", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("party=", "list", "--party", "")]
    [InlineData("q=", "list", "-q", "")]
    [InlineData(
        "type=round-held&type=clash-reported",
        "history",
        "a",
        "--type",
        "round-held",
        "--type",
        "clash-reported"
    )]
    public async Task What_was_given_is_asked_without_a_value_too(string asked, params string[] args)
    {
        await using var server = await StubServer.StartAsync(Reply.Refused(400, "bad-parameter", "No value."));
        var ended = await terminal.RunAsync([.. args, "--server", server.Address]);
        Assert.Equal(3, ended.ExitCode);
        Assert.Contains(asked, server.Request.Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("verify")]
    [InlineData("witness")]
    public async Task A_group_of_commands_alone_gets_its_help_and_is_no_verdict(string group)
    {
        var ended = await terminal.RunAsync(group);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("COMMANDS", ended.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("open", "--help")]
    [InlineData("report", "--help")]
    [InlineData("status", "--help")]
    [InlineData("list", "--help")]
    [InlineData("history", "--help")]
    [InlineData("replay", "--help")]
    [InlineData("explain", "--help")]
    [InlineData("changes", "--help")]
    [InlineData("audit", "--help")]
    public async Task Help_is_not_an_error(params string[] args)
    {
        var ended = await terminal.RunAsync(args);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("USAGE", ended.Out, StringComparison.Ordinal);
    }

    public void Dispose() => terminal.Dispose();

    private async Task<Ended> AskAsync(Reply[] replies, params string[] args)
    {
        await using var server = await StubServer.StartAsync(replies);
        return await terminal.RunAsync([.. args, "--server", server.Address]);
    }
}

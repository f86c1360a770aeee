using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Cli;

/// <summary>Audit, replay, explain and diff on the command line.</summary>
public sealed class Auditing : IDisposable
{
    private const string Started = """
        {"id":"0192-a","state":"running","total":3,"checked":0,"equal":0,"different":0,"incomplete":0,"findings":[]}
        """;

    private const string Step = """
        {"version":2,"recordedAt":"2026-01-02T03:04:05.1Z","recordedBy":"monitor",
          "event":{"eventId":"e","version":2,"type":"round-held","occurred":"2023-10-03/2023-10-07",
          "data":{"roundNumber":1},"sources":[{"publisher":"Example Agency"}]},
         "before":{"version":1},"after":{"version":2},"changes":[{"field":"rounds.held","before":0,"after":1}]}
        """;

    private readonly Terminal terminal = new();

    [Theory]
    [InlineData(
        0,
        """{"id":"0192-a","state":"done","total":3,"checked":3,"equal":3,"different":0,"incomplete":0,"findings":[]}"""
    )]
    [InlineData(
        1,
        """
            {"id":"0192-a","state":"done","total":3,"checked":3,"equal":2,"different":1,"incomplete":0,
              "findings":[{"negotiation":"kg-tj-border","state":"different","field":"phase","expected":"drafting",
              "actual":"signed","detail":"First difference."}]}
            """
    )]
    [InlineData(
        1,
        """{"id":"0192-a","state":"done","total":3,"checked":3,"equal":1,"different":1,"incomplete":1,"findings":[]}"""
    )]
    [InlineData(
        2,
        """{"id":"0192-a","state":"done","total":3,"checked":3,"equal":2,"different":0,"incomplete":1,"findings":[]}"""
    )]
    [InlineData(
        2,
        """
            {"id":"0192-a","state":"failed","total":3,"checked":1,"equal":1,"different":0,"incomplete":0,"findings":[]}
            """
    )]
    [InlineData(2, """{"id":"0192-a","state":"done"}""")]
    public async Task The_exit_code_is_the_verdict_and_equal_has_to_be_said_of_everything(int exitCode, string report)
    {
        await using var server = await StubServer.StartAsync(
            new Reply(202, Started),
            Reply.Ok(Started),
            Reply.Ok(report)
        );
        var ended = await terminal.RunAsync("audit", "--server", server.Address, "--json");
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal(
            ["POST /api/audits", "GET /api/audits/0192-a", "GET /api/audits/0192-a"],
            server.Requests.Select(request => request.Line)
        );
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(report), JsonNode.Parse(ended.Out)));
    }

    [Fact]
    public async Task An_audit_known_by_its_address_alone_is_followed()
    {
        await using var server = await StubServer.StartAsync(
            new Reply(202, "") { Headers = new() { ["Location"] = "/api/audits/77" } },
            Reply.Ok(
                """
                {"id":"77","state":"done","total":0,"checked":0,"equal":0,"different":0,"incomplete":0,"findings":[]}
                """
            )
        );
        var ended = await terminal.RunAsync("audit", "--server", server.Address);
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("GET /api/audits/77", server.Requests[1].Line);
    }

    [Fact]
    public async Task A_finding_names_the_negotiation_the_field_and_both_values()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Ok(
                """
                {"id":"77","state":"done","total":1,"checked":1,"equal":0,"different":1,"incomplete":0,
                  "findings":[{"negotiation":"kg-tj-border","state":"different","field":"phase.certain",
                  "expected":"drafting","actual":"signed","detail":"The view says otherwise."}]}
                """
            )
        );
        var ended = await terminal.RunAsync("audit", "77", "--server", server.Address);
        Assert.Contains(ended.Out.Split('\n'), line =>
            new[] { "kg-tj-border", "phase.certain", "drafting", "signed", "The view says otherwise." }.All(part =>
                line.Contains(part, StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task A_replay_asks_both_questions_about_the_same_events()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Ok("""{"id":"a","title":"A","version":7}"""),
            Reply.Ok("""{"items":[{"version":1,"type":"negotiation-opened"}],"next":"n"}"""),
            Reply.Ok("""{"items":[{"version":7,"type":"round-held"}]}""")
        );
        var ended = await terminal.RunAsync("replay", "a", "--known-by", "2024", "--json", "--server", server.Address);
        Assert.Equal(
            [
                "GET /api/negotiations/a?knownBy=2024",
                "GET /api/negotiations/a/history?knownBy=2024&limit=200&version=7",
                "GET /api/negotiations/a/history?knownBy=2024&limit=200&version=7&cursor=n",
            ],
            server.Requests.Select(request => request.Line)
        );
        var shown = JsonNode.Parse(ended.Out)!;
        Assert.Equal("A", shown["status"]!["title"]!.GetValue<string>());
        Assert.Equal(2, shown["history"]!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Steps_show_what_each_event_moved_and_who_recorded_it_when()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Ok(
                """
                {"items":[{"version":1,"event":{"type":"negotiation-opened"},"changes":[{"field":"","after":{}}]}],
                  "next":"n"}
                """
            ),
            Reply.Ok($$"""{"items":[{{Step}}]}""")
        );
        var ended = await terminal.RunAsync("replay", "a", "--steps", "--server", server.Address);
        Assert.Equal("GET /api/negotiations/a/steps?limit=50&cursor=n", server.Requests[1].Line);
        foreach (
            var shown in new[]
            {
                "opens the negotiation",
                "2  round-held: roundNumber 1",
                "occurred 2023-10-03/2023-10-07; recorded 2026-01-02T03:04:05Z by monitor; Example Agency",
                "rounds.held",
            }
        )
            Assert.Contains(shown, ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_with_clocks_they_do_not_have_are_a_mistake() =>
        Assert.Equal(2, (await terminal.RunAsync("replay", "a", "--steps", "--known-by", "2024")).ExitCode);

    [Fact]
    public async Task An_explanation_shows_value_rule_event_and_source_of_the_field_asked_for()
    {
        const string Explanation = """
            {"id":"a","fields":[{"field":"phase","value":{"possible":["drafting","registered"]},
              "rules":["Drafting was instructed."],"events":[{"eventId":"e8","version":8,"type":"drafting-instructed",
              "occurred":"2024-12-04","recordedAt":"2026-01-02T03:04:05Z","rule":"Drafting was instructed.",
              "sources":[{"publisher":"Example Agency"}]}]},
             {"field":"phaseless","value":1,"rules":[],"events":[]}]}
            """;
        await using var server = await StubServer.StartAsync(Reply.Ok(Explanation), Reply.Ok(Explanation));
        var ended = await terminal.RunAsync("explain", "a", "phase", "--server", server.Address);
        Assert.Equal(0, ended.ExitCode);
        foreach (
            var shown in new[]
            {
                "- / drafting or registered",
                "Drafting was instructed.",
                "8 drafting-instructed e8",
                "Example Agency",
            }
        )
            Assert.Contains(shown, ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("phaseless", ended.Out, StringComparison.Ordinal);

        ended = await terminal.RunAsync("explain", "a", "nothing", "--server", server.Address);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("It has phase, phaseless.", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "--exit-code")]
    public async Task Changes_are_shown_field_by_field_with_the_events_that_made_them(
        int exitCode,
        params string[] args
    )
    {
        await using var server = await StubServer.StartAsync(
            Reply.Ok(
                """
                {"id":"a","from":{"version":3},"to":{"knownBy":"2024-12-31T23:59:59.9Z"},
                  "changes":[{"field":"phase.certain","before":"registered","after":"drafting"}],
                  "events":[{"version":4,"eventId":"e4","type":"drafting-instructed"}]}
                """
            )
        );
        var ended = await terminal.RunAsync([
            "changes",
            "a",
            "--from",
            "3",
            "--to",
            "2024",
            "--basis",
            "published",
            .. args,
            "--server",
            server.Address,
        ]);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal("GET /api/negotiations/a/changes?basis=published&from=3&to=2024", server.Request.Line);
        foreach (
            var shown in new[]
            {
                "a: version 3 to what was known by 2024-12-31T23:59:59Z",
                "phase.certain",
                "registered",
                "drafting-instructed",
                "e4",
            }
        )
            Assert.Contains(shown, ended.Out, StringComparison.Ordinal);
    }

    public void Dispose() => terminal.Dispose();
}

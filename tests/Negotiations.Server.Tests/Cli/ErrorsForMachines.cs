using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Cli;

/// <summary>With --json a program reads whatever happens, and standard output stays an answer.</summary>
public sealed class ErrorsForMachines : IDisposable
{
    private readonly Terminal terminal = new();

    [Theory]
    [InlineData(2, "usage", "stats")]
    [InlineData(2, "usage", "list", "--nonsense")]
    [InlineData(2, "usage", "keys")]
    [InlineData(2, "usage", "list", "--server", "example.org")]
    [InlineData(2, "usage", "witness", "key", "/no/such/folder/x.key", "--name", "w")]
    [InlineData(2, "usage", "verify", "proof", "no-such-file", "--vkey", "x+00000000+AA")]
    [InlineData(2, "usage", "completion", "tcsh")]
    [InlineData(4, "unreached", "list", "--server", "http://127.0.0.1:1")]
    [InlineData(4, "unreached", "watch", "--server", "http://127.0.0.1:1")]
    public async Task A_local_error_is_one_object_with_the_exit_code_it_had(int code, string kind, params string[] args)
    {
        var plain = await terminal.RunAsync(args);
        var ended = await terminal.RunAsync([.. args, "--json"]);

        Assert.Equal((code, code, ""), (plain.ExitCode, ended.ExitCode, ended.Out));
        var problem = JsonNode.Parse(Assert.Single(ended.Error.TrimEnd().Split('\n')))!;
        Assert.Equal($"urn:negotiations:cli:{kind}", (string?)problem["type"]);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.Equal(code, (int)problem["exitCode"]!);
        if (args[0] != "keys")
            Assert.Equal(plain.Error.Trim(), (string?)problem["detail"]);
    }

    [Fact]
    public async Task The_problem_of_the_server_is_as_it_said_it_with_what_the_program_adds()
    {
        await using var server = await StubServer.StartAsync(Reply.Refused(401, "key-missing", "This needs a key."));
        var ended = await terminal.RunAsync("keys", "list", "--json", "--server", server.Address);

        var problem = JsonNode.Parse(ended.Error)!;
        Assert.Equal(
            ("/problems/key-missing", "key-missing", 401, "This needs a key.", 5),
            (
                (string?)problem["type"],
                (string?)problem["title"],
                (int)problem["status"]!,
                (string?)problem["detail"],
                (int)problem["exitCode"]!
            )
        );
        Assert.StartsWith("No key was sent.", (string?)problem["remark"]);
    }

    [Fact]
    public async Task A_server_that_fails_while_it_is_verified_is_no_matter_of_a_key()
    {
        await using var server = await StubServer.StartAsync(new Reply(500, "{}"));
        var ended = await terminal.RunAsync(
            "verify",
            "server",
            "--trust-on-first-use",
            "--json",
            "--server",
            server.Address
        );
        Assert.Equal(5, ended.ExitCode);
        Assert.Equal("urn:negotiations:cli:unchecked", (string?)JsonNode.Parse(ended.Error.Trim())!["type"]);
    }

    [Theory]
    [InlineData("0.0.9", true)]
    [InlineData("0.1.0", false)]
    [InlineData("0.2.0", false)]
    [InlineData("nonsense", false)]
    public async Task A_server_that_is_older_is_warned_of_once_and_never_in_the_answer(string version, bool isOlder)
    {
        var answer = Reply.Ok("""{"items":[],"next":"a"}""") with { Headers = new() { ["Server-Version"] = version } };
        await using var server = await StubServer.StartAsync(
            answer,
            Reply.Ok("""{"items":[]}""") with
            {
                Headers = answer.Headers,
            }
        );
        terminal.Version = "0.1.0";
        var ended = await terminal.RunAsync("list", "--all", "--server", server.Address);

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(isOlder ? 1 : 0, ended.Error.Split("older than this program (0.1.0)").Length - 1);
        Assert.DoesNotContain("older", ended.Out);
    }

    [Fact]
    public async Task The_warning_is_JSON_for_machines()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Refused(400, "bad-parameter", "No.") with
            {
                Headers = new() { ["Server-Version"] = "0.0.9" },
            }
        );
        terminal.Version = "0.1.0";
        var ended = await terminal.RunAsync("list", "--json", "--server", server.Address);

        var lines = ended.Error.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Contains("older", (string?)lines[0]["notice"]);
        Assert.Equal("/problems/bad-parameter", (string?)lines[1]["type"]);
        Assert.Equal(2, lines.Count);
    }

    public void Dispose() => terminal.Dispose();
}

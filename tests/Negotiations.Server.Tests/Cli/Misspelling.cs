using System.Text.Json.Nodes;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Parsing;
using Negotiations.Cli.Vocabulary;
using Negotiations.Json;
using Negotiations.Server.Citing;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Tests.Cli;

/// <summary>Nothing unknown passes, and help, completion and the nearest name come from one list.</summary>
public sealed class Misspelling : IDisposable
{
    private readonly Terminal terminal = new();

    public static TheoryData<string> Commands => [.. CommandList.Leaves.Select(each => each.Path)];

    // What follows help is the name of another command.
    public static TheoryData<string> CommandsWithOptions =>
        [.. CommandList.Leaves.Select(each => each.Path).Where(path => path != CommandList.Help)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_misspelt_command_is_refused_with_the_nearest(string path)
    {
        string[] words = path.Split(' ');
        var ended = await terminal.RunAsync([.. words.SkipLast(1), Misspelt(words[^1])]);

        Assert.Equal((2, ""), (ended.ExitCode, ended.Out));
        Assert.Contains(
            $"Unknown command '{string.Join(' ', [.. words.SkipLast(1), Misspelt(words[^1])])}'",
            ended.Error
        );
        Assert.Contains($"Did you mean {words[^1]}?", ended.Error);
    }

    [Theory]
    [MemberData(nameof(CommandsWithOptions))]
    public async Task A_misspelt_option_is_refused_with_the_nearest(string path)
    {
        var command = CommandList.Leaves.Single(each => each.Path == path).Command;
        foreach (var option in command.Options.SelectMany(each => each.Names).Where(name => name.StartsWith("--")))
        {
            var ended = await terminal.RunAsync([.. path.Split(' '), Misspelt(option)]);

            Assert.Equal((2, ""), (ended.ExitCode, ended.Out));
            Assert.Contains($"Unknown option '{Misspelt(option)}' of {path}. Did you mean {option}?", ended.Error);
        }
    }

    [Theory]
    [MemberData(nameof(CommandsWithOptions))]
    public async Task Help_shows_every_option_that_is_taken(string path)
    {
        var command = CommandList.Leaves.Single(each => each.Path == path).Command;
        var before = await terminal.RunAsync([CommandList.Help, .. path.Split(' ')]);
        var behind = await terminal.RunAsync([.. path.Split(' '), "--help"]);

        Assert.Equal((0, "", behind.Out), (before.ExitCode, before.Error, before.Out));
        Assert.All(command.Options.SelectMany(each => each.Names), name => Assert.Contains(name, behind.Out));
        Assert.All(command.Options, each => Assert.NotEqual("", each.Description));
    }

    [Fact]
    public void What_can_be_exported_and_completed_is_what_the_commands_list()
    {
        var export = CommandList.Leaves.Single(each => each.Path == "export").Command;
        Assert.Equal(Export.All.Select(each => each.What), export.Arguments[0].Choices);
        Assert.Equal(
            Export.All.SelectMany(each => each.Formats).Distinct().Order(StringComparer.Ordinal),
            export.Find("--format")!.Choices.Order(StringComparer.Ordinal)
        );
        var completion = CommandList.Leaves.Single(each => each.Path == "completion").Command;
        Assert.Equal(CompletionScripts.All.Keys, completion.Arguments[0].Choices);
    }

    // The program knows the server only over HTTP, so it has these words itself.
    public static TheoryData<string, string, string[]> WordsOfTheServer =>
        new()
        {
            { "keys create", "--role", [.. Roles.All] },
            { "history", "--clock", [.. WireName.All(typeof(HistoryClock))] },
            { "history", "--corrections", [.. WireName.All(typeof(CorrectionsMode))] },
            { "cite", "--format", [.. WireName.All(typeof(CitationFormat)).Where(form => form != "json")] },
            { "cite", "--view", [.. WireName.All(typeof(CitedView))] },
            { "list", "--sort", [.. ListSort.Names] },
        };

    [Theory]
    [MemberData(nameof(WordsOfTheServer))]
    public void The_words_of_an_option_are_those_that_the_server_takes(string path, string option, string[] words)
    {
        var command = CommandList.Leaves.Single(each => each.Path == path).Command;

        Assert.Equal(words.Order(StringComparer.Ordinal), command.Find(option)!.Choices.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Global_options_are_taken_anywhere()
    {
        await using var server = await StubServer.StartAsync(
            Enumerable.Repeat(Reply.Ok("""{"items":[],"word":1}"""), 4)
        );
        string[][] lines =
        [
            ["--server", server.Address, "--json", "list", "--limit", "3"],
            [$"--server={server.Address}", "list", "--json", "--limit=3"],
            ["list", "--limit", "3", "--server", server.Address, "--json"],
            ["--json", "list", $"--server={server.Address}", "--limit", "3"],
        ];
        foreach (var line in lines)
            Assert.Equal(1, (int)JsonNode.Parse((await terminal.RunAsync(line)).Out)!["word"]!);

        Assert.All(server.Requests, asked => Assert.Equal("GET /api/negotiations?limit=3", asked.Line));
    }

    [Theory]
    [InlineData("--party needs a value", "list", "--party")]
    [InlineData("--party needs a value", "list", "--party", "--json")]
    [InlineData("--json takes no value", "list", "--json=yes")]
    [InlineData("status needs ID", "status")]
    [InlineData("'b' is too much: status takes ID", "status", "a", "b")]
    [InlineData("'b' is too much: list takes no argument", "list", "--", "b")]
    [InlineData("-f.json cannot be read", "report", "x", "--", "-f.json")]
    [InlineData("./- cannot be read", "report", "x", "--", "-")]
    [InlineData("No argument but a file begins with a hyphen, as '-x' does", "status", "--", "-x")]
    [InlineData("--max-age takes a whole number, and 'y' is none", "verify", "proof", "x", "--max-age", "y")]
    [InlineData("It is one of status, history or replay", "list", "--version", "3")]
    [InlineData("Did you mean witness cosign?", "cosigned")]
    [InlineData("'--as-of' before the command", "--as-of", "2022", "status", "a")]
    [InlineData("keys create needs --role ROLE", "keys", "create", "--name", "x")]
    public async Task What_is_missing_or_too_much_is_said(string said, params string[] args)
    {
        var ended = await terminal.RunAsync(args);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Out));
        Assert.Contains(said, ended.Error);
    }

    [Fact]
    public async Task A_value_may_begin_with_a_hyphen_and_have_an_equals_sign()
    {
        await using var server = await StubServer.StartAsync(Reply.Ok("""{"items":[]}"""));
        await terminal.RunAsync("list", "--sort", "-recordedAt", "-q", "a=-b:c", "--server", server.Address);
        Assert.Equal("GET /api/negotiations?q=a%3D-b%3Ac&sort=-recordedAt", server.Request.Line);
    }

    public void Dispose() => terminal.Dispose();

    // Two letters change places, as in typing.
    private static string Misspelt(string name) =>
        name.TrimStart('-').Length switch
        {
            < 3 => name + "x",
            var length => name[..^2] + name[^1] + name[^2] is var swapped && swapped != name ? swapped : name + "x",
        };
}

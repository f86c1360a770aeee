using System.Diagnostics;
using Negotiations.Cli.Parsing;

namespace Negotiations.Server.Tests.Cli;

/// <summary>The shells themselves, with the scripts sourced, complete what the vocabulary has.</summary>
public sealed class Completing : IDisposable
{
    private readonly Terminal terminal = new();

    private static readonly Dictionary<string, string> Asking = new()
    {
        ["bash"] = """
            source "$1"; shift
            COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=()
            for word in "$@"; do
                [[ -n $word ]] || COMP_WORDS+=("")
                while [[ $word =~ ^([^:=]+|[:=]+)(.*)$ ]]; do
                    COMP_WORDS+=("${BASH_REMATCH[1]}"); word=${BASH_REMATCH[2]}
                done
            done
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _negotiations 2>/dev/null
            printf '%s\n' "${COMPREPLY[@]}"
            """,
        ["fish"] = """
            source $argv[1]
            complete -C "$(string join ' ' -- $argv[2..-1])" | string replace -r '\t.*' ''
            """,
        // The widget that shows candidates is replaced by one that prints them.
        ["zsh"] = """
            compdef() { }
            _files() { print -- ':files' }
            _describe() { local each; for each in "${(@P)2}"; do print -r -- "${${each//\\:/;}%%:*}"; done }
            source "$1"; shift
            words=("$@"); CURRENT=$#
            _negotiations
            """,
    };

    // As bash itself does, ':' and '=' part words; a candidate replaces the last of the parts.
    public static TheoryData<string> Shells => ["bash", "fish", "zsh"];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_shell_completes_commands_options_and_words(string shell)
    {
        Assert.Equal(["status"], await CompleteAsync(shell, "stat"));
        Assert.Equal(["create"], await CompleteAsync(shell, "keys", "cr"));
        Assert.Equal(["--as-of"], await CompleteAsync(shell, "status", "kg-tj-border", "--as"));
        Assert.Equal(["recorded", "published"], await CompleteAsync(shell, "status", "x", "--basis", ""), Order);
        Assert.Equal(["status"], await CompleteAsync(shell, "--server", "http://127.0.0.1:1", "stat"));
        Assert.Equal(["bash", "fish", "zsh"], await CompleteAsync(shell, "completion", ""), Order);
        Assert.Equal(CommandList.All.Select(each => each.Name), await CompleteAsync(shell, ""), Order);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_shell_completes_the_ids_of_the_server(string shell)
    {
        await using var server = await StubServer.StartAsync(
            Reply.Ok(
                """{"items":[{"id":"kg-tj-border","title":"A border: 'quote' $(touch x)"},{"id":"tapi","title":"T"}]}"""
            )
        );
        Assert.Equal(["kg-tj-border"], await CompleteAsync(shell, "--server", server.Address, "status", "kg"));
        Assert.False(File.Exists(Path.Combine(terminal.Folder, "x")), "A title was run as a command.");
    }

    [Theory]
    [InlineData("bash", "recorded")]
    [InlineData("fish", "--basis=recorded")]
    [InlineData("zsh", "--basis=recorded")]
    public async Task A_shell_completes_a_value_behind_its_option(string shell, string candidate) =>
        Assert.Equal([candidate], await CompleteAsync(shell, "status", "x", "--basis=rec"));

    [Theory]
    [InlineData("bash")]
    [InlineData("fish", "script.fish")]
    [InlineData("zsh", ":files")]
    public async Task A_shell_completes_files_where_a_file_is_meant(string shell, params string[] candidates) =>
        Assert.Equal(candidates, await CompleteAsync(shell, "verify", "proof", "scr"));

    [Theory]
    [InlineData("--basis=recorded\t\n", "status", "x", "--basis=rec")]
    [InlineData("recorded\t\n", "status", "x", "--basis", "=", "rec")]
    [InlineData(":files\t\n", "verify", "proof", "x")]
    [InlineData("", "status", "--nonsense", "--no")]
    [InlineData("", "list", "x")]
    [InlineData("", "status", "--server", "http://127.0.0.1:1", "k")]
    public async Task What_is_asked_is_answered_and_never_with_an_error(string answer, params string[] words)
    {
        var ended = await terminal.RunAsync(["__complete", .. words]);
        Assert.Equal((0, answer, ""), (ended.ExitCode, ended.Out.ReplaceLineEndings("\n"), ended.Error));
    }

    [Fact]
    public async Task An_option_that_is_taken_once_is_offered_once()
    {
        var ended = await terminal.RunAsync(
            "__complete",
            "history",
            "x",
            "--type",
            "round-held",
            "--clock",
            "recorded",
            "--"
        );
        Assert.Contains("--type\t", ended.Out);
        Assert.DoesNotContain("--clock\t", ended.Out);
    }

    public void Dispose() => terminal.Dispose();

    private static IEqualityComparer<IEnumerable<string>> Order { get; } = new InAnyOrder();

    // By the shell itself: a folder first on its path has the program under its name.
    private async Task<string[]> CompleteAsync(string shell, params string[] words)
    {
        var program = terminal.WriteFile(
            "negotiations",
            $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "Negotiations.Cli.dll")}' \"$@\"\n"
        );
        Assert.SkipWhen(OperatingSystem.IsWindows(), "These are the shells of other systems.");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var script = terminal.WriteFile($"script.{shell}", (await terminal.RunAsync("completion", shell)).Out);
        var asking = terminal.WriteFile($"asking.{shell}", Asking[shell]);
        var start = new ProcessStartInfo(shell)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = terminal.Folder,
        };
        foreach (
            var each in (string[])
                [
                    .. shell == "bash" ? ["--norc"]
                    : shell == "zsh" ? ["-f"]
                    : (string[])["-N"],
                    asking,
                    script,
                ]
        )
            start.ArgumentList.Add(each);

        foreach (var word in (string[])["negotiations", .. words])
            start.ArgumentList.Add(word);

        start.Environment["PATH"] = terminal.Folder + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = terminal.Folder;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{shell} is not installed.");
            throw;
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Equal("", await error);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    private sealed class InAnyOrder : IEqualityComparer<IEnumerable<string>>
    {
        public bool Equals(IEnumerable<string>? x, IEnumerable<string>? y) =>
            x!.Order(StringComparer.Ordinal).SequenceEqual(y!.Order(StringComparer.Ordinal));

        public int GetHashCode(IEnumerable<string> names) => 0;
    }
}

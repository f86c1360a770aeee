using System.Diagnostics;
using System.Text.RegularExpressions;
using Negotiations.Postgres;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Security;

/// <summary>The recipe of docs/security.md for tokens without an issuer, line by line.</summary>
public sealed partial class DocumentedTokens(TestDatabase databases)
{
    [Fact]
    public async Task A_token_made_as_the_page_says_records_under_its_name()
    {
        using var scratch = new Scratch();
        var lines = await RecipeAsync();
        var script = Path.Combine(scratch.Folder, "recipe.sh");
        await File.WriteAllLinesAsync(
            script,
            [
                "set -euo pipefail",
                .. lines[..^1],
                "printf '\\ntoken %s\\n' \"$token\"",
                // Auditors see who recorded.
                lines[1].Replace("a.monitor", "an.auditor").Replace("--role monitor", "--role auditor"),
                "printf '\\ntoken %s\\n' \"$token\"",
            ],
            Scratch.Stop
        );
        var start = new ProcessStartInfo("bash", [script]) { WorkingDirectory = scratch.Folder };

        // The tool keeps its secrets in the home of its user.
        start.Environment["HOME"] = scratch.Folder;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = start.Environment["DOTNET_NOLOGO"] = "1";
        var (exit, output) = await Command.RunAsync(start, Scratch.Stop);
        Assert.True(exit == 0, output);
        var tokens = Token().Matches(output).Select(match => match.Groups["token"].Value).ToList();

        Dictionary<string, string?> settings = new() { ["casebook"] = "false" };
        foreach (Match each in Setting().Matches(lines[^1]))
            settings[each.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)] = each.Groups["value"]
                .Value.Replace("$PWD", scratch.Folder, StringComparison.Ordinal);
        Assert.Equal(4, settings.Count);
        await using var node = await RunningServer.StartAsync(
            await databases.CreateDatabaseAsync("documented-tokens"),
            Path.Combine(scratch.Folder, "data"),
            settings
        );
        using var monitor = node.Client(tokens[0]);
        using var auditor = node.Client(tokens[1]);

        await monitor.Opens("by-token").Succeeds();
        Assert.Equal(
            "a.monitor",
            (await auditor.Asks("/api/negotiations/by-token/history").Succeeds())["items.0.recordedBy"]
        );
    }

    static async Task<string[]> RecipeAsync() =>
        Recipe()
            .Match(
                (await File.ReadAllTextAsync(Repository.Path("docs", "security.md"), Scratch.Stop)).ReplaceLineEndings(
                    "\n"
                )
            )
            .Groups["lines"]
            .Value.TrimEnd('\n')
            .Split('\n');

    [GeneratedRegex("^```sh\n(?<lines>dotnet new web .*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Recipe();

    [GeneratedRegex("^token (?<token>\\S+)$", RegexOptions.Multiline)]
    private static partial Regex Token();

    [GeneratedRegex("(?<name>[A-Z_]+)=(?<value>\\S+)")]
    private static partial Regex Setting();
}

using System.Diagnostics;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Contract;

/// <summary>
/// What a consumer does first: generate a client from the contract, build it, and do with it what the README does.
/// </summary>
public sealed class GeneratedClient(TestServer server) : IClassFixture<TestServer>
{
    static readonly string Outside = Repository.Path("tests", "Negotiations.Server.Tests", "Contract", "Outside");

    [Fact]
    public async Task A_client_that_Kiota_generates_builds_and_does_the_story_of_the_README()
    {
        using var scratch = new Scratch();
        var contract = Path.Combine(scratch.Folder, "openapi.json");
        await File.WriteAllTextAsync(
            contract,
            (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Text,
            Scratch.Stop
        );
        File.Copy(Path.Combine(Outside, "Story.cs.txt"), Path.Combine(scratch.Folder, "Story.cs"));
        File.Copy(Path.Combine(Outside, "Story.csproj.txt"), Path.Combine(scratch.Folder, "Story.csproj"));
        File.Copy(
            Repository.Path("Directory.Packages.props"),
            Path.Combine(scratch.Folder, "Directory.Packages.props")
        );

        await RunAsync(
            Repository.Root,
            "Kiota cannot be restored; it is a tool of .config/dotnet-tools.json, from NuGet.",
            ["tool", "restore"]
        );
        await RunAsync(
            Repository.Root,
            "Kiota cannot read the contract.",
            [
                "kiota",
                "generate",
                "--language",
                "CSharp",
                "--openapi",
                contract,
                "--output",
                Path.Combine(scratch.Folder, "Client"),
                "--class-name",
                "NegotiationsClient",
                "--namespace-name",
                "Negotiations.Client",
                "--exclude-backward-compatible",
            ]
        );
        await RunAsync(
            scratch.Folder,
            "The generated client does not build, or its packages (Directory.Packages.props) cannot be restored.",
            ["build", "Story.csproj", "-o", "built", "-v", "q", "-nologo"]
        );
        var shown = await RunAsync(
            scratch.Folder,
            "The generated client does not do the story.",
            [Path.Combine("built", "Story.dll"), server.First.Address.ToString().TrimEnd('/')]
        );

        Assert.Equal(
            [
                "opened my-border 1",
                "clash and toll 3",
                "round 4",
                "sections 5",
                "documents 6",
                "stands Drafting, PastClashes, killed 24",
                "history 6",
                "on 2022-09-15 possibly Registered and 1 uncertain fields or more",
                "explained by Example Agency",
                "refused 404 /problems/negotiation-not-found",
            ],
            shown.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
    }

    static async Task<string> RunAsync(string folder, string otherwise, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var (name, value) in new[]
            {
                ("NEGOTIATIONS_KEY", TestServer.KeyOf("monitor")),
                ("DOTNET_NOLOGO", "1"),
                ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
                ("KIOTA_CLI_TELEMETRY_OPTOUT", "1"),
                ("KIOTA_OFFLINE_ENABLED", "true"),
                ("MSBUILDDISABLENODEREUSE", "1"),
            }
        )
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Scratch.Stop);
        var shown = await process.StandardOutput.ReadToEndAsync(Scratch.Stop);
        await process.WaitForExitAsync(Scratch.Stop);
        Assert.True(
            process.ExitCode == 0,
            $"{otherwise}\ndotnet {string.Join(' ', start.ArgumentList)}\n{shown}\n{await errors}"
        );
        return shown;
    }
}

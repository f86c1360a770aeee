using System.Diagnostics;
using System.Xml.Linq;
using Negotiations.Server.Tests.Cli;
using Negotiations.Server.Tests.Containers;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Starting;

/// <summary>The version is written in Directory.Build.props, and everything that shows one shows that.</summary>
public sealed class Versions(TestServer server) : IClassFixture<TestServer>
{
    static readonly string Written = XDocument
        .Parse(Checkout.Text("Directory.Build.props"))
        .Descendants("Version")
        .Single()
        .Value;

    [Theory]
    [InlineData("/health/live", "version")]
    [InlineData("/health/ready", "version")]
    [InlineData("/openapi/v1.json", "info.version")]
    public async Task An_answer_shows_the_version_of_the_build(string route, string member) =>
        Assert.Equal(Written, (await server.Anonymous.Asks(route).Succeeds())[member]);

    [Fact]
    public async Task The_command_line_shows_it()
    {
        using var terminal = new Terminal();
        var ended = await terminal.RunAsync("--version");

        Assert.Equal((0, Written), (ended.ExitCode, ended.Out.Trim()));
    }

    [Fact]
    public async Task The_server_shows_it_and_starts_nothing()
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Negotiations.Server.dll"), "--version"]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var shown = await process.StandardOutput.ReadToEndAsync(Scratch.Stop);
        await process.WaitForExitAsync(Scratch.Stop);

        Assert.Equal((0, Written + Environment.NewLine), (process.ExitCode, shown));
    }
}

using System.Diagnostics;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Starting;

/// <summary>A setting that cannot be meant is shown in a sentence, and starts nothing.</summary>
public sealed class Misconfigured(TestDatabase databases)
{
    [Theory]
    [InlineData("--urls", "nonsense", null, null, "'nonsense' is no address to listen on", "http://127.0.0.1:5080")]
    [InlineData(
        "--urls",
        "ftp://127.0.0.1:0",
        null,
        null,
        "'ftp://127.0.0.1:0' is no address to listen on",
        "http://127.0.0.1:5080"
    )]
    [InlineData(
        "--urls",
        "http://127.0.0.1:0",
        "ConnectionStrings__negotiations",
        "secret-nonsense",
        "ConnectionStrings__negotiations is no connection string",
        "Host=..."
    )]
    [InlineData(
        "--urls",
        "http://127.0.0.1:0",
        "LIMITS__REPLAYS__ATONCE",
        "0",
        "Every number under 'limits' is above zero",
        "limits:requests:count"
    )]
    [InlineData("--urls", "http://127.0.0.1:0", "LIMITS__REQUESTSECONDS", "soon", "'soon'", "limits:requestSeconds")]
    public async Task Is_shown_what_is_wrong_without_a_trace_of_the_program(
        string option,
        string value,
        string? variable,
        string? set,
        params string[] says
    )
    {
        using var folder = new Scratch();
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Negotiations.Server.dll"),
                option,
                value,
                "--data",
                folder.Folder,
                "--no-casebook",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__negotiations"] = await databases.CreateDatabaseAsync(
                    $"misconfigured-{Guid.NewGuid():n}"
                ),
            },
        };
        if (variable is not null)
            start.Environment[variable] = set;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Scratch.Stop);
        var error = await process.StandardError.ReadToEndAsync(Scratch.Stop);
        await process.WaitForExitAsync(Scratch.Stop);

        Assert.Equal(2, process.ExitCode);
        Assert.All(says, words => Assert.Contains(words, error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error + await output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }
}

// cspell:ignore LONGESTDAYS REPORTDAYS
using System.Diagnostics;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Starting;

/// <summary>A setting with an impossible value stops the start, with a sentence that names it.</summary>
public sealed class Misconfigured(TestDatabase databases)
{
    const string Free = "http://127.0.0.1:0";

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
        Free,
        "ConnectionStrings__negotiations",
        "secret-nonsense",
        "ConnectionStrings__negotiations is no connection string",
        "Host=..."
    )]
    [InlineData(
        "--urls",
        Free,
        "LIMITS__REPLAYS__ATONCE",
        "0",
        "limits:replays:atOnce is '0', which is no whole number from 1 to 1000000",
        "Write 8"
    )]
    [InlineData("--urls", "http://127.0.0.1:99999", null, null, "no address to listen on", "http://127.0.0.1:5080")]
    [InlineData("--urls", Free, "KEYS__LONGESTDAYS", "999999999", "from 1 to 36500", "keys:longestDays")]
    [InlineData("--urls", Free, "IMPORTS__REPORTDAYS", "99999999999", "from 1 to 36500", "imports:reportDays")]
    [InlineData("--urls", Free, "WEBHOOKS__PORTS", "99999", "which is no port", "webhooks:ports")]
    [InlineData("--urls", Free, "WEBHOOKS__KEY", "secret-nonsense", "webhooks:key", "32 bytes in base 64")]
    [InlineData("--urls", Free, "LEDGER__WITNESSES", "w1", "ledger:witnesses is no verifier key of a witness")]
    [InlineData("--urls", Free, "LEDGER__WITNESSES__0", "w1", "ledger:witnesses:0 is no verifier key of a witness")]
    [InlineData("--urls", Free, "LEDGER__ORIGIN", "a b", "ledger:origin", "'a b'")]
    [InlineData(
        "--urls",
        Free,
        "LEDGER__PREVIOUSKEYCOMMAND",
        "cat secret-nonsense",
        "ledger:previousKeyCommand has no effect without ledger:keyCommand"
    )]
    [InlineData("--urls", Free, "LIMITS__REQUESTSECONDS", "soon", "'soon'", "limits:requestSeconds")]
    public async Task The_mistake_is_named_without_a_stack_trace(
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
        Assert.DoesNotContain("secret-nonsense", error, StringComparison.Ordinal);
    }
}

using System.Diagnostics;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Workers;

/// <summary>What the real program's exit code says of its background work.</summary>
public sealed class ExitCodes(TestDatabase databases)
{
    [Theory]
    [InlineData(0)]
    [InlineData(3000)]
    public async Task A_worker_that_cannot_go_on_ends_the_program_with_code_1_and_says_why(int afterMilliseconds)
    {
        var (code, output, error) = await RunAsync<OutOfMemoryException>(afterMilliseconds);

        Assert.Equal(1, code);
        Assert.Contains("a test's worker cannot go on", output, StringComparison.Ordinal);
        Assert.Contains("Microsoft.Extensions.Hosting.Internal.Host", output, StringComparison.Ordinal);
        Assert.Contains("The server stopped because work in the background failed", error, StringComparison.Ordinal);
    }

    async Task<(int Code, string Output, string Error)> RunAsync<TFault>(int afterMilliseconds)
    {
        using var folder = new Scratch();
        var program = Path.Combine(AppContext.BaseDirectory, "Negotiations.Server.dll");
        var start = new ProcessStartInfo(
            "dotnet",
            [program, "--urls", "http://127.0.0.1:0", "--data", folder.Folder, "--no-casebook"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__negotiations"] = await databases.CreateDatabaseAsync($"exit-{Guid.NewGuid():n}"),
                ["DOTNET_STARTUP_HOOKS"] = typeof(FailingStartup).Assembly.Location,
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(FailingStartup).Assembly.GetName().Name,
                [FailingStartup.Variable] = typeof(TFault).FullName,
                [FailingStartup.DelayVariable] = $"{afterMilliseconds}",
            },
        };

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(Scratch.Stop);
            var error = process.StandardError.ReadToEndAsync(Scratch.Stop);
            await process.WaitForExitAsync(Scratch.Stop).WaitAsync(TimeSpan.FromMinutes(1), Scratch.Stop);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}

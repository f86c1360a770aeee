using System.Diagnostics;
using System.Text.Json;
using Negotiations.Postgres;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>
/// Another program with a PostgreSQL of its own, leading a process group of its own, so that it can be killed without
/// us.
/// </summary>
internal sealed class HostProcess : IDisposable
{
    readonly Process process;

    HostProcess(Process process, string source, string connectionString) =>
        (this.process, Source, ConnectionString) = (process, source, connectionString);

    public int Id => process.Id;

    public string Source { get; }

    public string ConnectionString { get; }

    public static Task<HostProcess> StartAsync(string dataFolder, string? workingFolder = null) =>
        StartAsync([dataFolder], workingFolder);

    /// <summary>As on a machine on which no PostgreSQL is installed.</summary>
    public static Task<HostProcess> StartBareAsync(
        string dataFolder,
        string programsFolder,
        ProgramCatalogue catalogue
    ) => StartAsync([dataFolder, programsFolder, JsonSerializer.Serialize(catalogue)], workingFolder: null);

    static async Task<HostProcess> StartAsync(IEnumerable<string> arguments, string? workingFolder)
    {
        // A background job of a script inherits "SIGINT ignored" and passes it on; a program at a terminal has it not.
        var program = Path.Combine(AppContext.BaseDirectory, "Negotiations.Postgres.Host");
        var process = Process.Start(
            new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", "/usr/bin/setsid", program, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = workingFolder ?? "",
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var source = await process.StandardOutput.ReadLineAsync(Scratch.Stop);
        var connectionString = await process.StandardOutput.ReadLineAsync(Scratch.Stop);
        return connectionString is null
            ? throw new InvalidOperationException("The other program did not start: " + await errors)
            : new HostProcess(process, source!, connectionString);
    }

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync(Scratch.Stop);
        return process.ExitCode;
    }

    // In good order, not with Kill: its watchdog would still be stopping the server while the test removes the folder.
    public void Dispose()
    {
        if (!process.HasExited)
            Signals.Send("TERM", process.Id);

        process.WaitForExit();
        process.Dispose();
    }
}

using System.Diagnostics;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Replicas;

namespace Negotiations.Server.Tests.Starting;

/// <summary>The real program in a process of its own, which can be killed without us.</summary>
internal sealed class ServerProcess : IDisposable
{
    readonly Process process;

    ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it and waits until it is ready to answer.</summary>
    /// <param name="connectionString">Of a database that is there.</param>
    /// <param name="dataFolder">For the keys.</param>
    /// <param name="beside">The data folder of a node over the same database: it gives the key that signs the log, as
    /// two keys over one log would be two authors of it, and the slower one could not start again.</param>
    /// <param name="environment">Further environment variables.</param>
    public static async Task<ServerProcess> StartAsync(
        string connectionString,
        string dataFolder,
        string? beside = null,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        if (beside is not null && beside != dataFolder)
            CopyKey(beside, dataFolder);

        var address = new Uri($"http://127.0.0.1:{ReplicatedDatabase.FreePort()}");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Negotiations.Server.dll"),
                "--urls",
                address.ToString(),
                "--data",
                dataFolder,
                "--no-casebook",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__negotiations"] = connectionString,
                ["Logging__LogLevel__Default"] = "None",
                ["LIMITS__REQUESTS__COUNT"] = "false",
            },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(Scratch.Stop) is { } line)
            if (line.StartsWith("Ctrl-C", StringComparison.Ordinal))
                return new ServerProcess(process, address);

        throw new InvalidOperationException("The program did not start: " + await errors);
    }

    public HttpClient Client(string key) =>
        new() { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };

    /// <summary>No goodbye: kill -9.</summary>
    public async Task KillAsync()
    {
        Signals.Send("KILL", process.Id);
        await process.WaitForExitAsync(Scratch.Stop);
    }

    /// <summary>In good order; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        Signals.Send("TERM", process.Id);
        await process.WaitForExitAsync(Scratch.Stop);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();

        process.Dispose();
    }

    static void CopyKey(string from, string to)
    {
        var file = Path.Combine("ledger", "ledger.key");
        Directory.CreateDirectory(Path.Combine(to, "ledger"));
        File.Copy(Path.Combine(from, file), Path.Combine(to, file), overwrite: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Replicas;
using Negotiations.Specs.Ledger;
using Negotiations.Specs.Ledger.Oracles;

namespace Negotiations.Server.Tests.Contract;

/// <summary>
/// Prism before a server: where a request or its answer is not as the contract says, it answers itself, with a problem
/// of its own.
/// </summary>
sealed class ContractProxy : IDisposable
{
    readonly Process process;

    ContractProxy(Process process, string address) => (this.process, Address) = (process, address);

    /// <summary>Without a slash at its end.</summary>
    public string Address { get; }

    public static async Task<ContractProxy> StartAsync(Uri server)
    {
        var port = ReplicatedDatabase.FreePort().ToString(CultureInfo.InvariantCulture);
        var prism = Path.Combine(Path.GetDirectoryName(Oracle.Clients())!, "node_modules", ".bin", "prism");
        var process = Process.Start(
            new ProcessStartInfo(
                prism,
                [
                    "proxy",
                    Repository.Path("docs", "openapi.json"),
                    server.ToString().TrimEnd('/'),
                    "--errors",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    port,
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(Scratch.Stop) is { } line)
        {
            if (!line.Contains("Prism is listening", StringComparison.Ordinal))
                continue;

            // It logs each request: a pipe that no one empties would stop it.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new ContractProxy(process, "http://127.0.0.1:" + port);
        }

        throw new InvalidOperationException("The proxy that checks the contract did not start: " + await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);

        process.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Negotiations.Benchmarks;

/// <summary>One build of the server as a process of its own, over a database of its own.</summary>
internal sealed class BesideServer : IAsyncDisposable
{
    private readonly string assembly;
    private readonly string folder;
    private Process process;

    private BesideServer(string name, string assembly, int port, string connectionString, string folder) =>
        (Name, this.assembly, Port, ConnectionString, this.folder, process) = (
            name,
            assembly,
            port,
            connectionString,
            folder,
            Start(assembly, port, connectionString, folder)
        );

    public string Name { get; }

    public int Port { get; }

    public string ConnectionString { get; }

    /// <summary>Of a monitor.</summary>
    public string Key { get; private set; } = "";

    /// <summary>
    /// The next event of each stream: every append goes on where the last one to its stream ended.
    /// </summary>
    public int[] Next { get; } = [.. Enumerable.Repeat(99, 100_000)];

    /// <summary>Resident memory, bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Taken since its start, without what PostgreSQL took for it.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <param name="name">As the report calls it.</param>
    /// <param name="assembly">The built <c>Negotiations.Server.dll</c>.</param>
    /// <param name="port">Free on this machine.</param>
    /// <param name="server">Connection string of a server on which a database may be made.</param>
    /// <param name="folder">Empty: keys go there.</param>
    public static async Task<BesideServer> StartAsync(
        string name,
        string assembly,
        int port,
        string server,
        string folder
    )
    {
        await using (var source = NpgsqlDataSource.Create(server))
        await using (var create = source.CreateCommand($"create database \"beside-{name}\""))
            await create.ExecuteNonQueryAsync();

        var database = new NpgsqlConnectionStringBuilder(server) { Database = "beside-" + name }.ConnectionString;
        var started = new BesideServer(name, assembly, port, database, folder);
        await started.ReadyAsync();
        started.Key = (await File.ReadAllTextAsync(Path.Combine(folder, "keys", "monitor.key"))).Trim();
        return started;
    }

    /// <summary>Stops it in order and starts it again.</summary>
    /// <returns>From the start of the process to the first answer that it is ready.</returns>
    public async Task<TimeSpan> RestartAsync()
    {
        await StopAsync();
        process.Dispose();
        var watch = Stopwatch.StartNew();
        process = Start(assembly, Port, ConnectionString, folder);
        await ReadyAsync();
        return watch.Elapsed;
    }

    public async Task FillAsync(int from, int to, int eventsEach)
    {
        var four = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        await Parallel.ForEachAsync(Enumerable.Range(from, to - from), four, async (stream, _) =>
        {
            using var wire = await Wire.ConnectAsync(Port);
            await ExpectAsync(wire, Wire.Post("/api/negotiations", Workload.Opening(stream), Key));
            var path = $"/api/negotiations/{Workload.Id(stream)}/events";
            for (var n = 0; n < eventsEach - 1; n += 250)
            {
                var events = Workload.Events(stream, n, Math.Min(250, eventsEach - 1 - n));
                await ExpectAsync(wire, Wire.Post(path, events, Key));
            }
        });
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    private static Process Start(string assembly, int port, string connectionString, string folder)
    {
        string[] arguments = [assembly, "--urls", $"http://127.0.0.1:{port}", "--data", folder, "--no-casebook"];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["ConnectionStrings__negotiations"] = connectionString,
                ["limits__requests__count"] = "false",
            },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start.");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task ExpectAsync(Wire wire, byte[] request)
    {
        var (status, length) = await wire.SendAsync(request);
        if (status is not 201)
            throw new InvalidOperationException($"Answered with {status}: {wire.Text(length + 400)}");
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(5))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{Name} ended with {process.ExitCode}: {assembly}");

            try
            {
                using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"{Name} was not ready after five minutes.");
    }

    private async Task StopAsync()
    {
        if (process.HasExited)
            return;

        // In order, as an operator would: SIGTERM.
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);
    }
}

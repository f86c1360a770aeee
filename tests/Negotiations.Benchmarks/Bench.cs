using Negotiations.Postgres;
using Negotiations.Server;
using Spectre.Console;

namespace Negotiations.Benchmarks;

/// <summary>A server of ours and a bare one over one real PostgreSQL with fsync on.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const int OurPort = 5961;
    public const int BarePort = 5962;

    private readonly LocalPostgres postgres;
    private readonly string folder;
    private WebApplication? ours;
    private WebApplication? bare;

    private Bench(LocalPostgres postgres, string folder) => (this.postgres, this.folder) = (postgres, folder);

    public string ConnectionString => postgres.ConnectionString;

    public IServiceProvider Services => ours!.Services;

    public string Key { get; private set; } = "";

    public static async Task<Bench> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "negotiations-bench-" + Guid.NewGuid().ToString("N")[..8]);
        var settings = new Dictionary<string, string>
        {
            ["shared_buffers"] = "2GB",
            ["max_wal_size"] = "8GB",
            ["max_connections"] = "100",
        };
        var bench = new Bench(
            await LocalPostgres.StartAsync(new LocalPostgresOptions { DataFolder = folder, Settings = settings }),
            folder
        );
        bench.ours = Application.Build(
            new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["limits:requests:count"] = "false",
                ["ledger"] = Environment.GetEnvironmentVariable("NEGOTIATIONS_BENCH_LEDGER"),
            },
            bench.ConnectionString,
            $"http://127.0.0.1:{OurPort}",
            folder
        );
        await Application.PrepareAsync(bench.ours, folder, AnsiConsole.Console, CancellationToken.None);
        bench.Key = (await File.ReadAllTextAsync(Path.Combine(folder, "keys", "monitor.key"))).Trim();
        await bench.ours.StartAsync();
        await using var source = Npgsql.NpgsqlDataSource.Create(bench.ConnectionString);
        await Bare.PrepareAsync(source);
        bench.bare = Bare.Build(bench.ConnectionString, BarePort);
        await bench.bare.StartAsync();
        return bench;
    }

    /// <summary>Fills streams through the append endpoint, a hundred events a request.</summary>
    public async Task FillAsync(int from, int to, int eventsEach)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(from, to - from),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (stream, _) =>
            {
                using var wire = await Wire.ConnectAsync(OurPort);
                await ExpectAsync(wire, Wire.Post("/api/negotiations", Workload.Opening(stream), Key));
                for (var n = 0; n < eventsEach - 1; n += 250)
                    await ExpectAsync(
                        wire,
                        Wire.Post(
                            $"/api/negotiations/{Workload.Id(stream)}/events",
                            Workload.Events(stream, n, Math.Min(250, eventsEach - 1 - n)),
                            Key
                        )
                    );
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (bare is not null)
            await bare.DisposeAsync();
        if (ours is not null)
            await ours.DisposeAsync();
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ExpectAsync(Wire wire, byte[] request)
    {
        var (status, length) = await wire.SendAsync(request);
        if (status is not 201)
            throw new InvalidOperationException($"Answered with {status}: {wire.Text(length + 400)}");
    }
}

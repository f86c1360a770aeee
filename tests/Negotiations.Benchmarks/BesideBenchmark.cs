using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Negotiations.Postgres;

namespace Negotiations.Benchmarks;

/// <summary>
/// One build of the server beside another: two processes over two databases of one PostgreSQL, in rounds that
/// alternate. A ratio above 1 means that the first is faster.
/// </summary>
internal sealed class BesideBenchmark(BesideServer ours, BesideServer other, int streams)
{
    private const int Rounds = 7;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    /// <param name="arguments">
    /// The two builds' <c>Negotiations.Server.dll</c>, built as Release; then some of append, read, import, start and
    /// rebuild (none means all), and <c>small</c> for a trial.
    /// </param>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var assemblies = arguments.Take(2).Select(Path.GetFullPath).ToList();
        if (assemblies.Count < 2 || !assemblies.TrueForAll(File.Exists))
        {
            Console.Error.WriteLine("beside needs the paths of two builds' Negotiations.Server.dll.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("negotiations-beside-").FullName;
        var settings = new Dictionary<string, string> { ["shared_buffers"] = "2GB", ["max_wal_size"] = "8GB" };

        // PostgreSQL may run as a user who may not enter a folder of ours.
        var options = new LocalPostgresOptions { DataFolder = folder + "-postgres", Settings = settings };
        await using (var postgres = await LocalPostgres.StartAsync(options))
        await using (var ours = await StartAsync("ours", assemblies[0], 5961, postgres, folder))
        await using (var other = await StartAsync("other", assemblies[1], 5963, postgres, folder))
        {
            var parts = arguments.Skip(2).Except(["small"]).ToList();
            var streams = arguments.Contains("small") ? 100 : 800;
            await new BesideBenchmark(ours, other, streams).MeasureAsync(parts);
        }

        Directory.Delete(folder, recursive: true);
        Directory.Delete(options.DataFolder, recursive: true);
    }

    private static Task<BesideServer> StartAsync(
        string name,
        string assembly,
        int port,
        LocalPostgres postgres,
        string folder
    )
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        return BesideServer.StartAsync(name, assembly, port, postgres.ConnectionString, own);
    }

    private async Task MeasureAsync(IReadOnlyList<string> parts)
    {
        await ours.FillAsync(0, streams, 100);
        await other.FillAsync(0, streams, 100);
        Console.WriteLine($"{streams} streams of 100 events in each");

        // Until the compiler has done what it is going to do: before that it takes a third of the machine.
        for (var n = 0; n < 6; n++)
        {
            await AppendAsync(ours, 8, TimeSpan.FromSeconds(10));
            await AppendAsync(other, 8, TimeSpan.FromSeconds(10));
        }

        if (Wanted("append"))
            foreach (var clients in new[] { 1, 8, 32 })
                await CompareAsync($"append, {clients} clients", AppendAsync, clients);

        if (Wanted("read"))
        {
            foreach (var clients in new[] { 1, 32 })
                await CompareAsync($"status by id, {clients} clients", StatusAsync, clients);

            foreach (var clients in new[] { 1, 32 })
                await CompareAsync($"list, first page, {clients} clients", ListAsync, clients);
        }

        if (Wanted("import"))
            await CompareTimesAsync("import, 20,000 rows", 3, ImportAsync);

        if (Wanted("start"))
            await CompareTimesAsync("start, schema in place", 5, static (server, _) => server.RestartAsync());

        if (Wanted("rebuild"))
            await CompareTimesAsync("start with every view rebuilt", 3, RebuildAsync);

        await Task.Delay(TimeSpan.FromSeconds(20));
        Console.WriteLine($"idle: ours {ours.WorkingSet / 1e6:f0} MB, other {other.WorkingSet / 1e6:f0} MB");

        bool Wanted(string part) => parts.Count == 0 || parts.Contains(part);
    }

    private async Task CompareAsync(string name, Func<BesideServer, int, TimeSpan, Task<Measured>> work, int clients)
    {
        await work(ours, clients, TimeSpan.FromSeconds(2));
        await work(other, clients, TimeSpan.FromSeconds(2));
        List<Measured> our = [],
            their = [];
        List<double> ourCost = [],
            theirCost = [];
        for (var round = 0; round < Rounds; round++)
        {
            their.Add(await MeasureAsync(other, theirCost));
            our.Add(await MeasureAsync(ours, ourCost));
        }

        Report.Line(name, our, their);
        var (mine, old) = (Report.Median(ourCost), Report.Median(theirCost));
        var detail = string.Create(CultureInfo.InvariantCulture, $"ours {mine:f0} us   other {old:f0} us");
        Report.Line("  processor time of the server, each", old / mine, detail);

        // Other work on the machine moves the rate; it moves this far less.
        async Task<Measured> MeasureAsync(BesideServer server, List<double> costs)
        {
            var before = server.ProcessorTime;
            var measured = await work(server, clients, Each);
            costs.Add((server.ProcessorTime - before).TotalMicroseconds / (measured.PerSecond * Each.TotalSeconds));
            return measured;
        }
    }

    private async Task CompareTimesAsync(string name, int rounds, Func<BesideServer, int, Task<TimeSpan>> work)
    {
        List<double> our = [],
            their = [];
        for (var round = 0; round < rounds; round++)
        {
            their.Add((await work(other, round)).TotalSeconds);
            our.Add((await work(ours, round)).TotalSeconds);
        }

        var (mine, old) = (Report.Median(our), Report.Median(their));
        var detail = string.Create(CultureInfo.InvariantCulture, $"ours {mine:f2} s   other {old:f2} s");
        Report.Line(name, old / mine, detail);
    }

    private Task<Measured> AppendAsync(BesideServer server, int clients, TimeSpan duration) =>
        Load.RunAsync(
            server.Port,
            clients,
            duration,
            (client, n) =>
            {
                var stream = ((n * clients) + client) % streams;
                var @event = Workload.Event(stream, Interlocked.Increment(ref server.Next[stream]));
                return Wire.Post($"/api/negotiations/{Workload.Id(stream)}/events", @event, server.Key);
            },
            201
        );

    private Task<Measured> StatusAsync(BesideServer server, int clients, TimeSpan duration) =>
        Load.RunAsync(
            server.Port,
            clients,
            duration,
            (client, n) => Wire.Get($"/api/negotiations/{Workload.Id(((n * 31) + client) % streams)}"),
            200
        );

    private static Task<Measured> ListAsync(BesideServer server, int clients, TimeSpan duration) =>
        Load.RunAsync(server.Port, clients, duration, (_, _) => Wire.Get("/api/negotiations"), 200);

    private static async Task<TimeSpan> RebuildAsync(BesideServer server, int round)
    {
        // Every view differs, and was made by another fold.
        await server.ExecuteAsync("update negotiations.status set turned_on = null, summary = summary || ' '");
        await server.ExecuteAsync("update negotiations.fold_version set version = 1");
        await server.ExecuteAsync("vacuum negotiations.status");
        return await server.RestartAsync();
    }

    private static async Task<TimeSpan> ImportAsync(BesideServer server, int round)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.Key);
        var dataset = $"round-{round}";
        using var content = new StringContent(string.Join('\n', ImportBenchmark.Lines(dataset, 20_000)));
        var watch = Stopwatch.StartNew();
        var path = new Uri($"/api/imports?format=pax&release=2019-07-01&dataset={dataset}", UriKind.Relative);
        var started = await client.PostAsync(path, content);
        var id = JsonSerializer.Deserialize<JsonElement>(await started.Content.ReadAsStringAsync()).GetProperty("id");
        while (true)
        {
            await Task.Delay(50);
            var answer = await client.GetStringAsync(new Uri($"/api/imports/{id.GetString()}", UriKind.Relative));
            var state = JsonSerializer.Deserialize<JsonElement>(answer).GetProperty("state").GetString();
            if (state == "done")
                return watch.Elapsed;

            if (state is not ("waiting" or "running"))
                throw new InvalidOperationException(answer);
        }
    }
}

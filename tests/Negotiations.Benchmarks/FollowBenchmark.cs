using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Negotiations.Benchmarks;

/// <summary>
/// The whole record as CSV against COPY, words looked for against the same SQL, and many live followers while events
/// arrive.
/// </summary>
internal static class FollowBenchmark
{
    private const int Followers = 500;
    private const int PerSecond = 100;
    private const int Seconds = 10;
    private const int Rounds = 3;

    public static async Task ExportAsync(string connectionString)
    {
        using var client = Client();
        List<double> ours = [],
            copies = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (copy, export) = (
                await TimeAsync(() => CopyAsync(connectionString)),
                await TimeAsync(() => DrainAsync(client, "/api/events.csv"))
            );
            if (round == 0)
                continue; // The first fills the caches of both.

            copies.Add(copy);
            ours.Add(export);
        }

        var (our, bare) = (Report.Median(ours), Report.Median(copies));
        Report.Line(
            "the whole record as CSV",
            bare / our,
            string.Create(CultureInfo.InvariantCulture, $"ours {our:f2} s   COPY of the table as CSV {bare:f2} s")
        );
    }

    public static async Task SearchAsync(string connectionString)
    {
        using var client = Client();
        await using var source = NpgsqlDataSource.Create(connectionString);
        const string Sql =
            "select summary from negotiations.status join negotiations.search_words using (id) "
            + "where search @@ '''border'':*'::tsquery order by ts_rank(search, '''border'':*'::tsquery) "
            + "desc, id desc limit 51";
        List<double> ours = [],
            bare = [];
        for (var round = 0; round < 50; round++)
        {
            bare.Add(
                await TimeAsync(async () =>
                {
                    await using var command = source.CreateCommand(Sql);
                    await using var rows = await command.ExecuteReaderAsync();
                    while (await rows.ReadAsync())
                        _ = rows.GetString(0);
                })
            );
            ours.Add(await TimeAsync(() => DrainAsync(client, "/api/negotiations?q=border")));
        }

        var (our, their) = (Report.Median(ours) * 1000, Report.Median(bare) * 1000);
        Report.Line(
            "search, first page of 50, 1 client",
            their / our,
            string.Create(CultureInfo.InvariantCulture, $"ours p50 {our:f1} ms   the same SQL, no HTTP {their:f1} ms")
        );
    }

    public static async Task FollowAsync(string key)
    {
        using var client = Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var streams = await Task.WhenAll(Enumerable.Range(0, Followers).Select(_ => ConnectAsync(client)));
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Followers;
        var reading = streams.Select(stream => Task.Run(() => ReadAsync(stream, Seconds * PerSecond))).ToArray();

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        List<Task> appends = [];
        for (var n = 0; n < Seconds * PerSecond && await timer.WaitForNextTickAsync(); n++)
            appends.Add(AppendAsync(client));

        await Task.WhenAll(appends);
        var delays = (await Task.WhenAll(reading)).SelectMany(each => each).Order().ToArray();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Followers} followers, {PerSecond} events/s    from the request to the follower: p50 "
                    + $"{delays[delays.Length / 2]:f1} ms p99 {delays[delays.Length * 99 / 100]:f1} ms, "
                    + $"{delays.Length} deliveries; heap of client and server together {each / 1024.0:f1} kB a "
                    + $"follower"
            )
        );
    }

    private static HttpClient Client() =>
        new() { BaseAddress = new Uri($"http://127.0.0.1:{Bench.OurPort}"), Timeout = Timeout.InfiniteTimeSpan };

    private static async Task<StreamReader> ConnectAsync(HttpClient client)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
    }

    // Every follower has to see every event: the run ends when the last one has.
    private static async Task<List<double>> ReadAsync(StreamReader stream, int count)
    {
        const string Mark = "\"note\":\"";
        List<double> delays = new(count);
        while (delays.Count < count && await stream.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf(Mark, StringComparison.Ordinal);
            if (at < 0)
                continue;

            var sent = long.Parse(
                line.AsSpan(at + Mark.Length, line.IndexOf('"', at + Mark.Length) - at - Mark.Length),
                CultureInfo.InvariantCulture
            );
            delays.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return delays;
    }

    private static async Task AppendAsync(HttpClient client)
    {
        var body =
            $$"""{"type":"clash-reported","occurred":"2022-09","note":"{{Stopwatch.GetTimestamp()}}","sources":"""
            + """[{"publisher":"Kabar"}]}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(
            new Uri($"/api/negotiations/{Workload.Id(Random.Shared.Next(100))}/events", UriKind.Relative),
            content
        );
        response.EnsureSuccessStatusCode();
    }

    private static async Task CopyAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        using var copy = await connection.BeginTextExportAsync(
            "copy (select * from negotiations.mt_events order by seq_id) to stdout (format csv, header)"
        );
        var buffer = new char[32 * 1024];
        while (await copy.ReadAsync(buffer) > 0)
        {
            // Read and let go: what is measured is how fast it comes.
        }
    }

    private static async Task DrainAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(
            new Uri(path, UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead
        );
        await (await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}

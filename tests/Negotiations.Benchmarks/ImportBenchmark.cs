using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Negotiations.Benchmarks;

/// <summary>
/// A file of many rows taken in, views and ledger caught up, against a raw binary COPY of the very rows that came of
/// it into tables with the same indexes.
/// </summary>
internal static class ImportBenchmark
{
    private const int Processes = 2000;
    private const int Rounds = 3;
    private static readonly (string Table, string Id)[] Tables =
    [
        ("mt_streams", "id"),
        ("mt_events", "stream_id"),
        ("status", "id"),
    ];

    public static async Task RunAsync(Bench bench, int rows)
    {
        // The first rows of a process are compiled while they are read; the database's side is compiled already.
        await RunAsync(bench, "first", rows / 10);
        await RunAsync(bench, "warm", rows);
    }

    private static async Task RunAsync(Bench bench, string dataset, int rows)
    {
        var file = Path.Combine(Path.GetTempPath(), $"negotiations-bench-{Environment.ProcessId}.csv");
        await File.WriteAllLinesAsync(file, Lines(dataset, rows));
        try
        {
            var (seconds, facts, read, recorded, most) = await TakeInAsync(bench, dataset, file);
            List<double> raw = [];
            for (var round = 0; round < Rounds; round++)
                raw.Add(await CopyAsync(bench.ConnectionString, dataset));

            Report.Line(
                $"import, {rows} rows, {dataset}",
                Report.Median(raw) / seconds,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"ours {seconds:f1} s ({rows / seconds:f0} rows/s; {facts} events; read after "
                        + $"{read:f1} s, recorded after {recorded:f1} s, in the log at the end), raw COPY "
                        + $"{Report.Median(raw):f1} s; {new FileInfo(file).Length / 1e6:f0} MB, managed heap at "
                        + $"most {most / 1e6:f0} MB"
                )
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    // In an order that no negotiation comes together in.
    public static IEnumerable<string> Lines(string dataset, int rows)
    {
        yield return "Con,PP,PPName,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart,Loc1ISO,Loc2ISO,UcdpCon";
        for (var n = 0; n < rows; n++)
        {
            var day = new DateOnly(1990, 1, 1)
                .AddDays(n * 31 % 12_000)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Country,{dataset}-{n % Processes},Peace process of two states number "
                    + $"{n % Processes},{n},\"Agreement number {n} on the withdrawal of forces, the return of "
                    + $"refugees and a joint commission\",{day},Multiparty signed/agreed,Intra,SubPar,Iss,\"For "
                    + $"the government: the minister of foreign affairs; for the front: its "
                    + $"chairman\",\"Witness: the special representative of the Secretary-General\",TJK,KGZ,395"
            );
        }
    }

    private static async Task<(double Seconds, long Facts, double Read, double Recorded, long MostMemory)> TakeInAsync(
        Bench bench,
        string dataset,
        string file
    )
    {
        using var client = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{Bench.OurPort}"),
            Timeout = TimeSpan.FromMinutes(10),
        };
        client.DefaultRequestHeaders.Authorization = new("Bearer", bench.Key);
        await using var source = NpgsqlDataSource.Create(bench.ConnectionString);
        GC.Collect();
        var most = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        using var content = new StreamContent(File.OpenRead(file));
        var started = await client.PostAsync(
            new Uri($"/api/imports?format=pax&release=2019-07-01&dataset={dataset}", UriKind.Relative),
            content
        );
        var id = JsonSerializer
            .Deserialize<JsonElement>(await started.Content.ReadAsStringAsync())
            .GetProperty("id")
            .GetString();
        JsonElement report;
        var read = 0.0;
        do
        {
            await Task.Delay(100);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            report = JsonSerializer.Deserialize<JsonElement>(
                await client.GetStringAsync(new Uri($"/api/imports/{id}", UriKind.Relative))
            );
            if (read == 0 && report.TryGetProperty("stage", out var stage) && stage.GetString() == "recording")
                read = watch.Elapsed.TotalSeconds;
        } while (report.GetProperty("state").GetString() is "waiting" or "running");

        if (report.GetProperty("state").GetString() != "done")
            throw new InvalidOperationException(report.GetRawText());

        var recorded = watch.Elapsed.TotalSeconds;
        await using var behind = source.CreateCommand(
            "select (select count(*) from negotiations.mt_events) - coalesce((select max(size) from "
                + "negotiations.ledger_checkpoint), 0)"
        );
        while ((long)(await behind.ExecuteScalarAsync())! > 0)
            await Task.Delay(50);

        var logged = watch.Elapsed.TotalSeconds;
        await using var count = source.CreateCommand(
            "select count(*) from negotiations.mt_events where stream_id like $1"
        );
        count.Parameters.AddWithValue(Of(dataset));
        return (logged, (long)(await count.ExecuteScalarAsync())!, read, recorded, most);
    }

    // The rows come from a file, as those of the import do.
    private static async Task<double> CopyAsync(string connectionString, string dataset)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var total = 0.0;
        foreach (var (table, id) in Tables)
        {
            await ExecuteAsync(
                connection,
                $"create schema if not exists bare; drop table if exists bare.{table}; create table "
                    + $"bare.{table} (like negotiations.{table} including all)"
            );
            var file = Path.GetTempFileName();
            await using (var to = File.Create(file))
            await using (
                var rows = await connection.BeginRawBinaryCopyAsync(
                    $"copy (select * from negotiations.{table} where {id} like '{Of(dataset)}') to stdout "
                        + "(format binary)"
                )
            )
                await rows.CopyToAsync(to);

            var watch = Stopwatch.StartNew();
            await using (var from = File.OpenRead(file))
            await using (
                var copy = await connection.BeginRawBinaryCopyAsync($"copy bare.{table} from stdin (format binary)")
            )
                await from.CopyToAsync(copy);

            total += watch.Elapsed.TotalSeconds;
            File.Delete(file);
        }

        return total;
    }

    // The negotiations of a dataset.
    private static string Of(string dataset) => $"pax-{dataset}-%";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

using System.Diagnostics;
using System.Text.Json;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Benchmarks;

/// <summary>
/// What the ledger costs: a proof against a status, bytes an event; for appends run <c>append</c> with and without
/// <c>NEGOTIATIONS_BENCH_LEDGER=off</c>.
/// </summary>
internal static class LedgerBenchmark
{
    private const int Questions = 2000;

    public static async Task RunAsync(Bench bench, int from, int streams)
    {
        await using var source = NpgsqlDataSource.Create(bench.ConnectionString);
        await CatchUpAsync(source);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Bench.OurPort}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", bench.Key);
        var page = JsonSerializer.Deserialize<JsonElement>(
            await client.GetByteArrayAsync(new Uri("/api/events?limit=200", UriKind.Relative))
        );
        var ids = page.GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetProperty("eventId").GetString())
            .ToArray();

        // Side by side, so that both meet the same noise.
        var (proofs, statuses) = (new List<double>(), new List<double>());
        for (var n = 0; n < Questions; n++)
        {
            statuses.Add(await TimeAsync(client, $"/api/negotiations/{Workload.Id(from + (n % streams))}"));
            proofs.Add(await TimeAsync(client, $"/api/ledger/entries/{ids[n % ids.Length]}/proof"));
        }

        Console.WriteLine(
            $"proof p50 {At(proofs, 0.5):f2} ms p99 {At(proofs, 0.99):f2} ms; status p50 "
                + $"{At(statuses, 0.5):f2} ms p99 {At(statuses, 0.99):f2} ms; p99 ratio "
                + $"{At(proofs, 0.99) / At(statuses, 0.99):f2}"
        );
        await ReportStorageAsync(source);
    }

    private static async Task CatchUpAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            $"select (select count(*) from {Tables.Schema}.mt_events) - coalesce((select max(size) from "
                + $"{Tables.Schema}.ledger_checkpoint), 0)"
        );
        while ((long)(await command.ExecuteScalarAsync())! > 0)
            await Task.Delay(100);
    }

    private static async Task ReportStorageAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            $"""
            select (select count(*) from {Tables.Schema}.mt_events),
                   (select sum(pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass))
                    from pg_tables where schemaname = '{Tables.Schema}' and tablename like 'ledger%'),
                   (select sum(pg_column_size(headers)) from {Tables.Schema}.mt_events),
                   pg_total_relation_size('{Tables.Schema}.mt_events')
            """
        );
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        var count = (double)rows.GetInt64(0);
        Console.WriteLine(
            $"ledger tables {(double)rows.GetDecimal(1) / count:f0} bytes an event, seals "
                + $"{rows.GetInt64(2) / count:f0}, event rows with indexes {rows.GetInt64(3) / count:f0}"
        );
    }

    private static async Task<double> TimeAsync(HttpClient client, string path)
    {
        var watch = Stopwatch.StartNew();
        await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double At(List<double> times, double part) =>
        times.Order().ElementAt((int)(part * (times.Count - 1)));
}

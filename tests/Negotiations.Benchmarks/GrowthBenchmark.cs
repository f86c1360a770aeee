using System.Globalization;
using Npgsql;

namespace Negotiations.Benchmarks;

/// <summary>
/// The same questions over twenty thousand and over a million stored events: what grows with the record, and what an
/// event takes on the disk.
/// </summary>
internal static class GrowthBenchmark
{
    private const int EventsEach = 100;
    private const int Rounds = 5;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    /// <param name="bench">A server over an empty store.</param>
    /// <param name="few">Streams at first.</param>
    /// <param name="many">Streams in the end.</param>
    public static async Task RunAsync(Bench bench, int few, int many)
    {
        await bench.FillAsync(0, few, EventsEach);
        await AppendBenchmark.Ours(bench, 8, few, TimeSpan.FromSeconds(20));
        var before = await AskAsync(bench, few);
        await bench.FillAsync(few, many, EventsEach);
        await ReportStorageAsync(bench.ConnectionString);
        var after = await AskAsync(bench, many);
        foreach (var (name, small, large) in before.Zip(after, (small, large) => (small.Name, small.P50, large.P50)))
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -28} p50 {small, 7:f0} us over {few * EventsEach} events   {large, 7:f0} us "
                        + $"over {many * EventsEach}   ratio {large / small:f2}"
                )
            );
    }

    private static async Task<IReadOnlyList<(string Name, double P50)>> AskAsync(Bench bench, int streams)
    {
        List<(string, double)> answers = [];
        answers.Add(("append, 1 client", await MedianAsync(() => AppendBenchmark.Ours(bench, 1, streams, Each))));
        answers.Add(("status by id, 1 client", await MedianAsync(() => ReadBenchmark.Status(1, streams, Each))));
        answers.Add(("status by id, 32 clients", await MedianAsync(() => ReadBenchmark.Status(32, streams, Each))));
        answers.Add(
            (
                "list, first page, 1 client",
                await MedianAsync(() =>
                    Load.RunAsync(Bench.OurPort, 1, Each, (_, _) => Wire.Get("/api/negotiations"), 200)
                )
            )
        );
        return answers;
    }

    private static async Task<double> MedianAsync(Func<Task<Measured>> load)
    {
        List<double> medians = [];
        await load();
        for (var round = 0; round < Rounds; round++)
            medians.Add((await load()).P50);

        return Report.Median(medians);
    }

    private static async Task ReportStorageAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "select count(*), pg_total_relation_size('negotiations.mt_events'), "
                + "pg_table_size('negotiations.mt_events') from negotiations.mt_events"
        );
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        var count = (double)rows.GetInt64(0);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count:f0} events, body {Workload.MeanBytes():f0} bytes: {rows.GetInt64(1) / count:f0} "
                    + $"bytes an event with its indexes, {rows.GetInt64(2) / count:f0} without"
            )
        );
    }
}

using System.Diagnostics;
using System.Globalization;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Benchmarks;

/// <summary>Answers on other clocks and the rebuild, each against the least the same rows can cost.</summary>
internal sealed class ReplayBenchmark(Bench bench, Database database, DatabaseClock clock)
{
    private const int Rounds = 7;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private const int LongStream = 90_000;
    private static readonly Clocks AsOf = Clocks.On(new DateOnly(2022, 9, 30));

    /// <param name="bench">A server over an empty store.</param>
    /// <param name="sizes">How many streams of a hundred events: at the first the single streams are read and the
    /// rebuild is run, at the second the list is asked, at the last the rebuild is run again.</param>
    /// <param name="longest">Events of the long stream.</param>
    public static async Task RunAsync(Bench bench, int[] sizes, int longest)
    {
        var replay = new ReplayBenchmark(
            bench,
            bench.Services.GetRequiredService<Database>(),
            bench.Services.GetRequiredService<DatabaseClock>()
        );
        await bench.FillAsync(LongStream, LongStream + 1, longest);
        await bench.FillAsync(0, sizes[0], 100);
        await replay.OneStreamAsync(Workload.Id(1), 100);
        await replay.OneStreamAsync(Workload.Id(LongStream), longest);
        await replay.RebuildAsync(sizes[0]);
        await bench.FillAsync(sizes[0], sizes[1], 100);
        await replay.ListAsync(sizes[1]);
        await bench.FillAsync(sizes[1], sizes[2], 100);
        await replay.MemoryAsync();
        await replay.RebuildAsync(sizes[2]);
    }

    private async Task OneStreamAsync(string id, int events)
    {
        var (ours, raw) = await AlternateAsync(
            async () =>
            {
                using var reader = new NegotiationReader(database, Unreadable());
                _ = StatusFold.Of(await reader.ReadAsync(id, CancellationToken.None), AsOf)!;
            },
            () => ReadRawAsync(id)
        );
        Ratio($"as-of answer, {events} events", ours, raw, "raw read of the rows");

        using var warm = new NegotiationReader(database, Unreadable());
        var negotiation = await warm.ReadAsync(id, CancellationToken.None);
        var (fold, _) = await AlternateAsync(
            () => Task.FromResult(StatusFold.Of(negotiation, AsOf)),
            () => Task.CompletedTask
        );
        Ratio($"  of which the fold, {events} events", fold, raw, "raw read of the rows");
    }

    private static UnreadableEvents Unreadable() =>
        new(Microsoft.Extensions.Logging.Abstractions.NullLogger<UnreadableEvents>.Instance);

    private async Task ListAsync(int streams)
    {
        var scan = new NegotiationScan(database);
        var (ours, raw) = await AlternateAsync(() => scan.FoldAllAsync(AsOf, CancellationToken.None), CopyAsync);
        Ratio($"as-of list, {streams} streams, {await CountAsync()} events", ours, raw, "raw binary COPY");
    }

    private async Task MemoryAsync()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long highest = 0,
            done = 0;
        await using var connection = await database.Source.OpenConnectionAsync();
        await foreach (
            var version in NegotiationScan.MapAsync(
                connection,
                negotiation => StatusFold.Of(negotiation, AsOf)?.Status.Version ?? 0,
                CancellationToken.None
            )
        )
        {
            done += version;
            highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false) - before);
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"memory while replaying {done} events: heap at most {highest / 1e6:f0} MB above "
                    + $"{before / 1e6:f0} MB, working set {Environment.WorkingSet / 1e6:f0} MB"
            )
        );
    }

    private async Task RebuildAsync(int streams)
    {
        var events = await CountAsync();
        var rebuild = new ViewRebuild(
            database,
            clock,
            new FoldFailures(Microsoft.Extensions.Logging.Abstractions.NullLogger<FoldFailures>.Instance)
        );
        using var store = PlainProjection.Over(bench.ConnectionString);
        await PlainProjection.RebuildAsync(store, CancellationToken.None);
        await ExecuteAsync("vacuum full negotiations.status");
        var sizeBefore = await SizeAsync();
        await using var readers = new RebuildReaders(bench.ConnectionString);
        List<double> ours = [],
            plain = [];
        await ExecuteAsync("update negotiations.status set turned_on = null, summary = summary || ' '");
        await rebuild.RunAsync(new Progress<int>(), CancellationToken.None);
        for (var round = 0; round < 3; round++)
        {
            // Every view is made to differ, so that all of them have to be put in place.
            await ExecuteAsync("update negotiations.status set turned_on = null, summary = summary || ' '");
            await ExecuteAsync("vacuum negotiations.status");
            ours.Add(await TimeAsync(() => rebuild.RunAsync(new Progress<int>(), CancellationToken.None)));
            plain.Add(await TimeAsync(() => PlainProjection.RebuildAsync(store, CancellationToken.None)));
        }

        var (our, their) = (Report.Median(ours), Report.Median(plain));
        var (sizeAfter, seen) = (await SizeAsync(), await readers.StopAsync());
        Report.Line(
            $"rebuild, {streams} streams, {events} events",
            their / our,
            string.Create(
                CultureInfo.InvariantCulture,
                $"ours {events / our, 8:f0} events/s   plain Marten {events / their, 8:f0} events/s   "
                    + $"table {sizeBefore / 1e6:f1} MB before, {sizeAfter / 1e6:f1} MB after every view was "
                    + $"replaced eight times; {seen}"
            )
        );
    }

    private static async Task<(double Ours, double Raw)> AlternateAsync(Func<Task> ours, Func<Task> raw)
    {
        // A server that has run for a minute has compiled what it runs; until then the compiler is what is measured.
        var warming = Stopwatch.StartNew();
        while (warming.Elapsed < WarmUp)
        {
            await raw();
            await ours();
        }

        List<double> our = [],
            bare = [];
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await TimeAsync(raw));
            our.Add(await TimeAsync(ours));
        }

        return (Report.Median(our), Report.Median(bare));
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Ratio(string name, double ours, double raw, string what) =>
        Report.Line(
            name,
            ours / raw,
            string.Create(
                CultureInfo.InvariantCulture,
                $"(times the cost)   ours {ours * 1e3:f2} ms   {what} {raw * 1e3:f2} ms"
            )
        );

    private async Task ReadRawAsync(string id)
    {
        await using var command = database.Source.CreateCommand(
            "select id, version, seq_id, timestamp, user_name, type, data from negotiations.mt_events "
                + "where stream_id = $1 order by version"
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            _ = (
                rows.GetGuid(0),
                rows.GetInt64(1),
                rows.GetInt64(2),
                rows.GetFieldValue<DateTimeOffset>(3),
                rows.GetString(4),
                rows.GetString(5),
                rows.GetFieldValue<byte[]>(6)
            );
    }

    private async Task CopyAsync()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            "copy (select stream_id, id, version, seq_id, timestamp, user_name, type, data from "
                + "negotiations.mt_events order by stream_id, version) to stdout (format binary)"
        );
        var buffer = new byte[64 * 1024];
        while (await copy.ReadAsync(buffer, CancellationToken.None) > 0) { }
    }

    private async Task<long> CountAsync() => (long)(await ScalarAsync("select count(*) from negotiations.mt_events"))!;

    private async Task<double> SizeAsync() =>
        (long)(await ScalarAsync("select pg_total_relation_size('negotiations.status')"))!;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

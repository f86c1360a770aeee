namespace Negotiations.Benchmarks;

/// <summary>
/// Append one event over HTTP with its view stored in the same commit, against one bare INSERT and upsert.
/// </summary>
internal static class AppendBenchmark
{
    // Rounds alternate, so that what the machine does beside them falls on both.
    private const int Rounds = 5;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    // The next event of each stream: every append goes on where the last one to its stream ended, on both sides.
    private static readonly int[] next = Enumerable.Repeat(99, 100_000).ToArray();

    /// <param name="bench">Servers.</param>
    /// <param name="streams">How many streams the appends go to.</param>
    public static async Task RunAsync(Bench bench, int streams)
    {
        // Until the compiler has done what it is going to do: before that it takes a third of the machine.
        await Ours(bench, 8, streams, TimeSpan.FromSeconds(20));
        await Theirs(8, streams, TimeSpan.FromSeconds(5));

        // The bare endpoint writes a row as large as ours are by now.
        await Bare.TakeSummaryAsync(bench.ConnectionString, Workload.Id(7));
        Console.WriteLine($"body {Workload.MeanBytes():f0} bytes, summary {Bare.Summary.Length} bytes");
        foreach (var connections in new[] { 1, 8, 32 })
        {
            List<Measured> ours = [],
                bare = [];
            await Ours(bench, connections, streams, TimeSpan.FromSeconds(3));
            await Theirs(connections, streams, TimeSpan.FromSeconds(1));
            for (var round = 0; round < Rounds; round++)
            {
                bare.Add(await Theirs(connections, streams, Each));
                ours.Add(await Ours(bench, connections, streams, Each));
            }

            Report.Line($"append, {connections} clients", ours, bare);
        }
    }

    public static Task<Measured> Ours(Bench bench, int connections, int streams, TimeSpan duration) =>
        Load.RunAsync(
            Bench.OurPort,
            connections,
            duration,
            (client, n) =>
            {
                var stream = ((n * connections) + client) % streams;
                return Wire.Post(
                    $"/api/negotiations/{Workload.Id(stream)}/events",
                    Workload.Event(stream, Interlocked.Increment(ref next[stream])),
                    bench.Key
                );
            },
            201
        );

    private static Task<Measured> Theirs(int connections, int streams, TimeSpan duration) =>
        Load.RunAsync(
            Bench.BarePort,
            connections,
            duration,
            (client, n) =>
            {
                var stream = ((n * connections) + client) % streams;
                return Wire.Post($"/events/{Workload.Id(stream)}", Workload.Event(stream, 100 + (n % 100)), null);
            },
            201
        );
}

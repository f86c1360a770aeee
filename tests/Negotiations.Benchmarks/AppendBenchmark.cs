namespace Negotiations.Benchmarks;

/// <summary>Append one event over HTTP with its view kept in the same commit, against one bare INSERT and upsert.</summary>
internal static class AppendBenchmark
{
    // Rounds alternate, so that what the machine does beside them falls on both.
    private const int Rounds = 5;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);
    private static int serial = 1000;

    /// <param name="bench">Servers.</param>
    /// <param name="streams">How many streams the appends go to.</param>
    public static async Task RunAsync(Bench bench, int streams)
    {
        foreach (var connections in new[] { 1, 8, 32 })
        {
            List<Measured> ours = [], bare = [];
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

    public static Task<Measured> Ours(Bench bench, int connections, int streams, TimeSpan duration) => Load.RunAsync(
        Bench.OurPort, connections, duration,
        (client, n) => Wire.Post($"/api/negotiations/{Workload.Id(((n * connections) + client) % streams)}/events", Workload.Event(client, Interlocked.Increment(ref serial)), bench.Key), 201);

    private static Task<Measured> Theirs(int connections, int streams, TimeSpan duration) => Load.RunAsync(
        Bench.BarePort, connections, duration,
        (client, n) => Wire.Post($"/events/{Workload.Id(((n * connections) + client) % streams)}", Workload.Event(client, Interlocked.Increment(ref serial)), null), 201);
}

namespace Negotiations.Benchmarks;

/// <summary>Status by id and the first page of the list, against the same SQL passed through.</summary>
internal static class ReadBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Bench bench, int streams)
    {
        await Bare.TakeStatusesAsync(bench.ConnectionString, Enumerable.Range(0, streams).Select(Workload.Id));
        foreach (var connections in new[] { 1, 32 })
        {
            await CompareAsync(
                $"status by id, {connections} clients",
                connections,
                (client, n) => Wire.Get($"/api/negotiations/{Workload.Id(((n * 31) + client) % streams)}"),
                (client, n) => Wire.Get($"/status/{Workload.Id(((n * 31) + client) % streams)}")
            );
            await CompareAsync(
                $"list, first page of 50, {connections} clients",
                connections,
                (_, _) => Wire.Get("/api/negotiations"),
                (_, _) => Wire.Get("/list")
            );
        }
    }

    public static Task<Measured> Status(int connections, int streams, TimeSpan duration) =>
        Load.RunAsync(
            Bench.OurPort,
            connections,
            duration,
            (client, n) => Wire.Get($"/api/negotiations/{Workload.Id(((n * 31) + client) % streams)}"),
            200
        );

    private static async Task CompareAsync(
        string name,
        int connections,
        Func<int, int, byte[]> our,
        Func<int, int, byte[]> their
    )
    {
        List<Measured> ours = [],
            bare = [];
        await Load.RunAsync(Bench.OurPort, connections, TimeSpan.FromSeconds(1), our, 200);
        await Load.RunAsync(Bench.BarePort, connections, TimeSpan.FromSeconds(1), their, 200);
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await Load.RunAsync(Bench.BarePort, connections, Each, their, 200));
            ours.Add(await Load.RunAsync(Bench.OurPort, connections, Each, our, 200));
        }

        Report.Line(name, ours, bare);
    }
}

using Negotiations.Benchmarks;

var what = args.Length > 0 ? args[0] : "all";
if (what is "ledger-verify")
{
    VerifyBenchmark.Run();
    return;
}

if (what is "fold")
{
    FoldBenchmark.Run(100, 1_000, 10_000);
    return;
}

if (what is "beside")
{
    await BesideBenchmark.RunAsync([.. args.Skip(1)]);
    return;
}

await using var bench = await Bench.StartAsync();
if (what is "all" or "append")
{
    await bench.FillAsync(0, 800, 100);
    Console.WriteLine("800 streams of 100 events");
    await AppendBenchmark.RunAsync(bench, 800);
}

if (what is "all" or "read")
{
    // The first 800 are there already when the appends went before.
    await bench.FillAsync(what == "read" ? 0 : 800, 2000, 100);
    Console.WriteLine("2,000 streams, 200,000 events");
    await ReadBenchmark.RunAsync(bench, 2000);
}

if (what is "replay")
{
    var isSmall = args.Contains("small");
    await ReplayBenchmark.RunAsync(
        bench,
        isSmall ? [20, 50, 100]
            : args.Contains("medium") ? [200, 2_000, 2_001]
            : [200, 2_000, 10_000],
        longest: isSmall ? 1_000 : 10_000
    );
}

if (what is "growth")
    await GrowthBenchmark.RunAsync(bench, few: 200, many: args.Contains("small") ? 1_000 : 10_000);

if (what is "all" or "ledger")
{
    await bench.FillAsync(3000, 3200, 100);
    await LedgerBenchmark.RunAsync(bench, 3000, 200);
}

if (what is "import")
    await ImportBenchmark.RunAsync(bench, args.Contains("small") ? 20_000 : 200_000);

if (what is "follow")
{
    await bench.FillAsync(0, 2000, 100);
    Console.WriteLine("2,000 streams, 200,000 events");
    await FollowBenchmark.SearchAsync(bench.ConnectionString);
    await FollowBenchmark.ExportAsync(bench.ConnectionString);
    await FollowBenchmark.FollowAsync(bench.Key);
}

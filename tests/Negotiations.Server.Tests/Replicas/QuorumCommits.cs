using System.Diagnostics;
using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Replicas;

/// <summary>201 means: on as many copies as the operator asked for.</summary>
public sealed class QuorumCommits
{
    [Fact]
    public async Task An_append_that_no_standby_confirms_is_unknown_until_one_does_and_never_201()
    {
        using var scratch = new Scratch();
        await using var database = await ReplicatedDatabase.StartAsync();
        await using var node = await RunningServer.StartAsync(database.ConnectionString(), scratch.Folder);
        using var monitor = node.Client(KeyIn(scratch));
        await monitor.Opens("talks").Succeeds();

        // One of two is enough.
        await database.KillAsync("p2");
        await monitor.Appends("talks", Report.Clash(), key: "one").Is(HttpStatusCode.Created);

        await database.KillAsync("p1");
        var watch = Stopwatch.StartNew();
        var waiting = monitor.Appends("talks", Report.Clash(), key: "none");
        await waiting.IsRefused(503, "outcome-unknown", "Idempotency-Key");
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

        // A cancel ends the wait, and the database then answers the commit as a success with a warning.
        Assert.Equal(1L, await database.SqlAsync(CancelTheWait));
        var again = monitor.Appends("talks", Report.Clash(), key: "none");
        await Scratch.Eventually("the repeat waits for a standby too", async () =>
            await database.SqlAsync(Waits) is 1L
        );
        await database.SqlAsync(CancelTheWait);
        await again.IsRefused(503, "outcome-unknown");

        await database.StartAsync("p1");
        var answer = await monitor.Appends("talks", Report.Clash(), key: "none").Is(HttpStatusCode.Created);
        Assert.Equal("3", answer["version"]);
        Assert.Equal(3L, await database.SqlAsync(Stored, "p1"));
        await monitor.Appends("talks", Report.Clash(), key: "more").Is(HttpStatusCode.Created);
    }

    const string Recorder =
        "from pg_stat_activity where application_name = 'negotiations-recorder' " + "and wait_event = 'SyncRep'";
    const string Waits = "select count(*) " + Recorder;
    const string CancelTheWait = "select count(pg_cancel_backend(pid)) " + Recorder;
    const string Stored = "select count(*) from negotiations.mt_events where stream_id = 'talks'";

    static string KeyIn(Scratch scratch) =>
        File.ReadAllText(Path.Combine(scratch.Folder, "keys", "monitor.key")).Trim();
}

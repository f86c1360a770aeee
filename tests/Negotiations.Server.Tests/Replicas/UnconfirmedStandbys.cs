using System.Diagnostics;
using System.Net;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;

namespace Negotiations.Server.Tests.Replicas;

/// <summary>Health says that no standby confirms, which are asked for, and since when.</summary>
public sealed class UnconfirmedStandbys
{
    [Fact]
    public async Task A_standby_that_is_gone_or_frozen_is_in_health_within_two_seconds_and_so_is_its_return()
    {
        using var scratch = new Scratch();
        await using var database = await ReplicatedDatabase.StartAsync();
        await using var node = await RunningServer.StartAsync(database.ConnectionString(), scratch.Folder);
        using var monitor = node.Client(
            (await File.ReadAllTextAsync(Path.Combine(scratch.Folder, "keys", "monitor.key"), Scratch.Stop)).Trim()
        );
        await monitor.Opens("talks").Succeeds();
        await database.KillAsync("p2");
        await monitor.Asks("/health/ready").Is(HttpStatusCode.OK);

        // It is connected, and confirms nothing: that shows as soon as a commit waits for it.
        database.Freeze("p1");
        var watch = Stopwatch.StartNew();
        var waiting = monitor.Appends("talks", Report.Clash(), key: "frozen");
        await SaysAsync("asks for ANY 1 (p0, p1, p2); connected: p1.");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        database.Freeze("p1", goesOn: true);
        await waiting.Is(HttpStatusCode.Created);
        await ReadyAsync();

        watch.Restart();
        await database.KillAsync("p1");
        await SaysAsync("asks for ANY 1 (p0, p1, p2); none of them is connected.");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        await database.StartAsync("p1");
        await ReadyAsync();

        Task ReadyAsync() =>
            Scratch.Eventually("it is ready", async () =>
                (await monitor.Asks("/health/ready")).Status == HttpStatusCode.OK
            );

        async Task SaysAsync(string text)
        {
            Answer health = null!;
            await Scratch.Eventually("health says that no standby confirms", async () =>
            {
                var asked = Stopwatch.StartNew();
                health = await monitor.Asks("/health/ready");
                Assert.InRange(asked.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
                return health["parts.recording.status"] == "unhealthy"
                    && health["parts.recording.text"]!.StartsWith("No commit is confirmed", StringComparison.Ordinal);
            });
            Assert.Contains(text, health["parts.recording.text"], StringComparison.Ordinal);
            Assert.Contains(
                $"since {DateTime.UtcNow:yyyy-MM-dd}",
                health["parts.recording.text"],
                StringComparison.Ordinal
            );
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
        }
    }

    [Theory]
    [InlineData("", null, "")]
    [InlineData("s1", 1, "s1")]
    [InlineData("s1, \"S 2\"", 1, "s1|S 2")]
    [InlineData("2 (s1, s2, s3)", 2, "s1|s2|s3")]
    [InlineData("FIRST 1 (s1,s2)", 1, "s1|s2")]
    [InlineData("any 2 (s1,s2,s3)", 2, "s1|s2|s3")]
    [InlineData("ANY 1 (*)", 1, "*")]
    public void Every_form_of_the_setting_is_read(string setting, int? needed, string names)
    {
        var read = SynchronousStandbys.Read(setting);

        Assert.Equal(needed, read?.Needed);
        Assert.Equal(names, string.Join('|', read?.Names ?? []));
    }

    [Fact]
    public void Names_are_compared_as_the_database_does_and_a_star_is_any()
    {
        Assert.Equal(["S1"], SynchronousStandbys.Read("s1, s2")!.Among(["S1", "other"]));
        Assert.Equal(["S1", "other"], SynchronousStandbys.Read("*")!.Among(["S1", "other"]));
    }
}

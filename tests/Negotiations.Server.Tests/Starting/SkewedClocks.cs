using System.Globalization;
using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Starting;

/// <summary>
/// Two nodes whose own clocks are wrong by days record into one store. What counts is the clock of the database.
/// </summary>
public sealed class SkewedClocks(TestServer server) : IClassFixture<TestServer>, IDisposable
{
    const int Turns = 6;

    static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    readonly Scratch one = new();
    readonly Scratch other = new();

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Recorded_times_are_the_databases_and_grow_with_the_sequence_whatever_the_nodes_clocks_say()
    {
        var faketime = FakeTime.Find();
        using var behind = await ServerProcess.StartAsync(
            server.ConnectionString,
            one.Folder,
            server.Folder,
            FakeTime.By(faketime, "-2d")
        );
        using var ahead = await ServerProcess.StartAsync(
            server.ConnectionString,
            other.Folder,
            server.Folder,
            FakeTime.By(faketime, "+3d")
        );
        using var late = behind.Client(TestServer.KeyOf("monitor"));
        using var early = ahead.Client(TestServer.KeyOf("monitor"));
        Assert.True(
            await NodeSaysAsync(early) - await NodeSaysAsync(late) > TimeSpan.FromDays(4),
            "The clocks of the two nodes are not apart: nothing would be shown."
        );
        await late.Opens("skewed").Succeeds();

        List<Answer> receipts = [];
        for (var turn = 0; turn < Turns; turn++)
        {
            var before = await DatabaseNowAsync();
            var receipt = await (turn % 2 == 0 ? early : late)
                .Appends("skewed", Report.Clash($"2022-09-1{turn}"))
                .Is(HttpStatusCode.Created);
            var recorded = Instant(receipt["events.0.recordedAt"]);
            Assert.InRange(recorded, before - Apart, await DatabaseNowAsync() + Apart);
            receipts.Add(receipt);
        }

        await server.IsSoundAsync();
        foreach (var reader in new[] { behind, ahead }.Select(each => each.Client(TestServer.KeyOf("auditor"))))
        {
            var history = await reader.Asks("/api/negotiations/skewed/history?clock=recorded").Succeeds();
            var feed = await reader.Asks("/api/events?limit=200").Succeeds();
            var said = receipts.Select(receipt => receipt["events.0.recordedAt"]).ToList();
            Assert.Equal(said, history.Each("items", "recordedAt").Skip(1));
            Assert.Equal(
                said,
                feed.Json["items"]!
                    .AsArray()
                    .Where(item => (string)item!["negotiation"]! == "skewed")
                    .Skip(1)
                    .Select(item => (string?)item!["recordedAt"])
            );
            Assert.Equal(said[^1], (await reader.Asks("/api/negotiations/skewed").Succeeds())["recordedAt"]);
            Assert.Equal(
                (await DatabaseNowAsync()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                (await reader.Asks("/api/negotiations?basis=published").Succeeds())["clocks.asOf"]
            );
        }

        await FutureIsRefusedAsync(late);
        await FutureIsRefusedAsync(early);
        Assert.Equal((0, 0), (await behind.StopAsync(), await ahead.StopAsync()));
    }

    [Fact]
    public async Task A_recorded_time_in_the_body_is_refused_and_one_in_a_header_is_not_looked_at()
    {
        await server.Monitor.Opens("own-time").Succeeds();
        var report = Report.Clash();
        report["recordedAt"] = "1999-01-01T00:00:00Z";

        await server.Monitor.Appends("own-time", report).IsRefused(400, "unknown-member", "recordedAt");
        server.Monitor.DefaultRequestHeaders.Date = DateTimeOffset.UnixEpoch;
        var receipt = await server.Monitor.Appends("own-time", Report.Clash()).Succeeds();

        Assert.True(Instant(receipt["events.0.recordedAt"]) > await DatabaseNowAsync() - TimeSpan.FromMinutes(1));
    }

    // The node that is three days ahead would take a round five days from now for one in two days, or for one long
    // past if it believed itself.
    async Task FutureIsRefusedAsync(HttpClient monitor)
    {
        foreach (var days in new[] { 2, 5 })
        {
            var day = (await DatabaseNowAsync()).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await monitor.Appends("skewed", Report.Round(day, 9)).IsRefused(422, "reported-before-it-happened", day);
        }
    }

    async Task<DateTimeOffset> DatabaseNowAsync() =>
        new((DateTime)(await server.SqlAsync("select clock_timestamp()"))!);

    // Kestrel stamps every answer by the clock of its machine.
    static async Task<DateTimeOffset> NodeSaysAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/health/live", Scratch.Stop);
        return response.Headers.Date!.Value;
    }

    static DateTimeOffset Instant(string? text) => DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Replicas;

/// <summary>
/// The primary is killed while people report, and a standby takes over. <c>NEGOTIATIONS_FAILOVERS</c> says how often:
/// once in the suite, twenty times in the nightly run (.ci/failovers).
/// </summary>
public sealed class Failovers
{
    const int Clients = 4;

    static readonly int Times = int.Parse(
        Environment.GetEnvironmentVariable("NEGOTIATIONS_FAILOVERS") ?? "1",
        CultureInfo.InvariantCulture
    );

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_recorded_twice()
    {
        using var scratch = new Scratch();
        await using var database = await ReplicatedDatabase.StartAsync();
        await using var node = await RunningServer.StartAsync(database.AnyPrimary, scratch.Folder);
        var key = (
            await File.ReadAllTextAsync(Path.Combine(scratch.Folder, "keys", "monitor.key"), Scratch.Stop)
        ).Trim();
        using var monitor = node.Client(key);
        await monitor.Opens("talks").Succeeds();
        using var enough = new CancellationTokenSource();
        var acknowledged = new ConcurrentBag<Answer>();
        var reports = Enumerable.Range(0, Clients).Select(ReportAsync).ToList();

        for (var time = 0; time < Times; time++)
        {
            await MoreAsync();
            await database.FailOverAsync();
            await MoreAsync();
        }

        await enough.CancelAsync();
        await Task.WhenAll(reports);
        Assert.Equal(
            acknowledged.Select(each => each["events.0.eventId"]).Order(),
            ((string)(await database.SqlAsync(Recorded))!).Split(',').Order()
        );
        Assert.Equal(1L + acknowledged.Count, await database.SqlAsync(Versions));

        // A reader may meet a session of the server that is gone, is answered 503, and asks again as it says.
        Answer history = null!;
        await Scratch.Eventually("the history is read", async () =>
            (history = await monitor.Asks("/api/negotiations/talks/history?limit=1")).Status == HttpStatusCode.OK
        );
        Assert.DoesNotContain("missing", history.Members());

        Task MoreAsync()
        {
            var before = acknowledged.Count;
            return Scratch.Eventually("appends are recorded", () => acknowledged.Count > before + Clients);
        }

        // Anyone who gets no 201 asks again with the same key.
        async Task ReportAsync(int client)
        {
            for (var number = 0; !enough.IsCancellationRequested; number++)
            {
                Answer answer;
                do
                {
                    answer = await monitor.Appends("talks", Report.Clash("2022-09"), key: $"{client}-{number}");
                    Assert.True(
                        answer.Status is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable,
                        answer.Text
                    );
                } while (answer.Status != HttpStatusCode.Created);

                acknowledged.Add(answer);
            }
        }
    }

    const string Recorded =
        "select string_agg(id::text, ',') from negotiations.mt_events where stream_id = 'talks' " + "and version > 1";
    const string Versions =
        "select count(distinct version) from negotiations.mt_events where stream_id = 'talks' "
        + "and version <= (select version from negotiations.mt_streams where id = 'talks')";
}

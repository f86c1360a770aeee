using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Storage;

/// <summary>The database drops the writer's connection again and again while people report.</summary>
public sealed class BrokenCommits(TestServer server) : IClassFixture<TestServer>
{
    const int Clients = 8;
    const int Breaks = 12;

    const string BreakTheWriter = """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and application_name = 'negotiations-recorder'
        """;

    [Fact]
    public async Task A_commit_that_breaks_loses_nothing_acknowledged_doubles_nothing_repeated_and_heals_by_itself()
    {
        await server.Monitor.Opens("talks").Succeeds();
        using var enough = new CancellationTokenSource();
        var acknowledged = 0;

        var loads = Enumerable.Range(0, Clients).Select(client => ReportAsync(client)).ToList();
        for (var breaks = 0; breaks < Breaks; breaks++)
        {
            var before = Volatile.Read(ref acknowledged);
            await Scratch.Eventually("the writer is connected", async () =>
                (long)(await server.SqlAsync(BreakTheWriter))! > 0
            );
            await Scratch.Eventually("appends succeed again", () => Volatile.Read(ref acknowledged) > before + Clients);
        }

        await enough.CancelAsync();
        var answers = (await Task.WhenAll(loads)).SelectMany(each => each).ToList();
        var stored = await server.IsSoundAsync();
        stored.Holds(answers);
        Assert.Equal(1 + answers.Count, stored.Single().Version);

        // Anyone who gets no answer asks again with the same key; anyone who gets one goes on.
        async Task<List<Answer>> ReportAsync(int client)
        {
            List<Answer> answers = [];
            while (!enough.IsCancellationRequested)
            {
                Answer answer;
                do
                {
                    answer = await server.Monitor.Appends(
                        "talks",
                        Report.Clash("2022-09"),
                        key: $"{client}-{answers.Count}"
                    );
                    Assert.True(
                        answer.Status is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable,
                        answer.Text
                    );
                } while (answer.Status != HttpStatusCode.Created);

                answers.Add(answer);
                Interlocked.Increment(ref acknowledged);
            }

            return answers;
        }
    }
}

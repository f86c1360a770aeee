using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Starting;

/// <summary>The server is killed between commit and answer; anyone who waited asks again with the same key.</summary>
public sealed class KilledServer(TestServer server) : IClassFixture<TestServer>, IDisposable
{
    const int Clients = 8;
    const int EnoughToBeBusy = 40;

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task After_a_kill_in_the_middle_of_many_appends_every_key_sent_again_is_recorded_exactly_once()
    {
        List<string> sent = [];
        List<Answer> answered = [];
        await server.Monitor.Opens("talks").Succeeds();
        using (var first = await ServerProcess.StartAsync(server.ConnectionString, scratch.Folder, server.Folder))
        {
            using var monitor = first.Client(TestServer.KeyOf("monitor"));
            var burst = Enumerable
                .Range(0, Clients)
                .Select(client => ReportUntilNoneAnswersAsync(monitor, client))
                .ToList();
            await Scratch.Eventually("the server is busy", () => Answered() > EnoughToBeBusy);
            await first.KillAsync();
            await Task.WhenAll(burst);
        }

        Assert.True(sent.Count > answered.Count, "Every append was answered: the kill came in no one's way.");
        using var second = await ServerProcess.StartAsync(server.ConnectionString, scratch.Folder, server.Folder);
        using var again = second.Client(TestServer.KeyOf("monitor"));
        var answers = new Dictionary<string, Answer>();
        foreach (var key in sent)
            answers[key] = await again.Appends("talks", Report.Clash(), key: key).Is(HttpStatusCode.Created);

        Assert.All(answered, early => Assert.Contains(early, answers.Values));
        var stored = await server.IsSoundAsync();
        stored.Holds(answers.Values);
        Assert.Equal(1 + sent.Count, stored.Single().Version);
        Assert.Equal(0, await second.StopAsync());

        int Answered()
        {
            lock (sent)
                return answered.Count;
        }

        async Task ReportUntilNoneAnswersAsync(HttpClient monitor, int client)
        {
            for (var number = 0; ; number++)
            {
                lock (sent)
                    sent.Add($"{client}-{number}");

                try
                {
                    var answer = await monitor.Appends("talks", Report.Clash(), key: $"{client}-{number}");
                    lock (sent)
                        answered.Add(answer);
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        }
    }
}

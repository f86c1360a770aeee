using System.Net;

namespace Negotiations.Server.Tests.Storage;

/// <summary>Many people report at once, through one node and through two.</summary>
public sealed class ManyWriters(TestDatabase databases)
{
    const int Clients = 16;
    const int Negotiations = 20;
    const int Appends = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_is_acknowledged_is_recorded_once_in_one_order_that_clock_and_sequence_agree_on(int nodes)
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        var clients = await MonitorsAsync(server, nodes);
        foreach (var number in Enumerable.Range(0, Negotiations))
            await server.Monitor.Opens($"talks-{number}").Succeeds();

        var acknowledged = await Task.WhenAll(
            Enumerable.Range(0, Clients).Select(client => AppendsOf(clients[client], client))
        );

        var answers = acknowledged.SelectMany(each => each).ToList();
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var stored = await server.IsSoundAsync();
        stored.Holds(answers);
        Assert.Distinct(stored.SelectMany(negotiation => negotiation.Events).Select(each => each.RecordedAt));
        Assert.Equal(Negotiations + Appends, stored.Sum(negotiation => negotiation.Version));
    }

    [Fact]
    public async Task One_request_sent_to_two_nodes_at_once_is_recorded_once_by_its_event_id_or_by_its_key()
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        var clients = await MonitorsAsync(server, nodes: 2);
        await server.Monitor.Opens("talks").Succeeds();

        foreach (var turn in Enumerable.Range(1, 5))
        {
            var id = $"0198f0aa-0000-7000-8000-00000000000{turn}";
            var byId = await Task.WhenAll(
                clients.Select(client => client.Appends("talks", Report.Clash("2022-09", id)))
            );
            var byKey = await Task.WhenAll(
                clients.Select(client => client.Appends("talks", Report.Round("2022-10", turn), key: $"key-{turn}"))
            );

            Assert.Single(byId, answer => answer.Status == HttpStatusCode.Created);
            Assert.Single(byId.Select(answer => answer["events"]).Distinct());
            Assert.Single(byKey.Distinct());
        }

        Assert.Equal(1 + 5 + 5, (await server.IsSoundAsync()).Single().Version);
    }

    [Fact]
    public async Task Of_many_who_decided_on_the_same_version_one_is_first_and_the_others_are_informed()
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        var clients = await MonitorsAsync(server, nodes: 2);
        await server.Monitor.Opens("talks").Succeeds();

        var answers = await Task.WhenAll(
            clients.Select(
                (client, number) => client.Appends("talks", Report.Round("2022-10", number + 1), ifMatch: "\"1\"")
            )
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(Clients - 1, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await server.IsSoundAsync()).Single().Version);
    }

    static async Task<IReadOnlyList<HttpClient>> MonitorsAsync(TestServer server, int nodes)
    {
        List<RunningServer> running = [server.First];
        while (running.Count < nodes)
            running.Add(await server.StartAnotherAsync());

        return
        [
            .. Enumerable
                .Range(0, Clients)
                .Select(number => running[number % nodes].Client(TestServer.KeyOf("monitor"))),
        ];
    }

    // Every client shows another part of the story, one report after the other, as people do.
    static async Task<List<Answer>> AppendsOf(HttpClient monitor, int client)
    {
        List<Answer> answers = [];
        for (var number = client; number < Appends; number += Clients)
        {
            var report = (number % 3) switch
            {
                0 => Report.Clash($"20{10 + (number % 15)}-09"),
                1 => Report.Round("2022-10", 1 + (number / Clients)),
                _ => Report.Of("sections-agreed", "2023-12-12", """ "length": { "best": 24, "unit": "km" } """),
            };
            answers.Add(await monitor.Appends($"talks-{number % Negotiations}", report));
        }

        return answers;
    }
}

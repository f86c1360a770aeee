using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Starting;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>Whatever process is killed, at any time: what is recorded is delivered.</summary>
public sealed class CrashRecovery(WebhookServer server) : IClassFixture<WebhookServer>, IDisposable
{
    const int Clients = 4;

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task After_a_kill_in_the_middle_of_sending_every_event_arrives_in_order_once_the_server_is_back()
    {
        await using var receiver = await Receiver.StartAsync();
        List<Answer> recorded = [];

        // What it had claimed is free again after four times that.
        using (var first = await StartAsync(("webhooks__timeout", "0:0:3")))
        {
            using var monitor = first.Client(TestServer.KeyOf("monitor"));
            await monitor
                .SubscribesAhead(
                    server,
                    receiver.Url,
                    """ "negotiation": ["client-0", "client-1", "client-2", "client-3"] """
                )
                .Succeeds();
            for (var client = 0; client < Clients; client++)
                await monitor.Opens($"client-{client}").Succeeds();

            var writing = Enumerable
                .Range(0, Clients)
                .Select(client => ReportUntilNoneAnswersAsync(monitor, client))
                .ToList();
            await receiver.Got(20);
            await first.KillAsync();
            await Task.WhenAll(writing);
        }

        using var second = await StartAsync();
        var stored = (await server.ReadAllAsync())
            .Where(each => each.Id.StartsWith("client-", StringComparison.Ordinal))
            .ToDictionary(each => each.Id, each => each.Version);
        await Scratch.Eventually("all that is stored has arrived", () =>
            stored.All(each => Versions(each.Key).Contains(each.Value))
        );

        Assert.True(recorded.Count <= stored.Values.Sum());
        foreach (var (id, version) in stored)
            Assert.Equal(Enumerable.Range(1, (int)version), Versions(id).Distinct().Select(each => (int)each));

        Assert.Equal(0, await second.StopAsync());

        // In the order they first arrived: one that was on its way during the kill may come twice.
        List<long> Versions(string id) =>
            [
                .. receiver
                    .All.Where(each => (string?)each.Json["subject"] == id)
                    .Select(each => (long)each.Json["data"]!["version"]!),
            ];

        async Task ReportUntilNoneAnswersAsync(HttpClient monitor, int client)
        {
            while (true)
            {
                try
                {
                    var answer = await monitor.Appends($"client-{client}", Report.Clash());
                    lock (recorded)
                        recorded.Add(answer);
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task An_event_that_was_recorded_while_no_one_could_send_is_sent_by_the_one_who_comes_next()
    {
        await using var receiver = await Receiver.StartAsync();
        using (var first = await StartAsync())
        {
            using var monitor = first.Client(TestServer.KeyOf("monitor"));
            await monitor.SubscribesAhead(server, receiver.Url, """ "negotiation": ["unsent"] """).Succeeds();
            await first.KillAsync();
        }

        // By a node that holds another key for secrets, and leaves the subscription alone: what it recorded later for a
        // subscription of its own has come.
        await using var other = await Receiver.StartAsync();
        await server.Monitor.SubscribesAhead(server, other.Url, """ "negotiation": ["sent"] """).Succeeds();
        await server.Monitor.Opens("unsent").Succeeds();
        await server.Monitor.Opens("sent").Succeeds();
        await other.Got(1);
        Assert.Empty(receiver.All);

        using var second = await StartAsync();
        await receiver.Got(1);
        Assert.Equal("unsent 1", receiver.All.Single().Event);
        Assert.Equal(0, await second.StopAsync());
    }

    [Fact]
    public async Task Two_nodes_send_what_is_recorded_once()
    {
        await using var receiver = await Receiver.StartAsync();
        var second = await server.StartAnotherAsync();
        var consumer = await server.ReaderAsync("reader of two nodes");
        var id = (
            await consumer.SubscribesAhead(server, receiver.Url, """ "negotiation": ["here", "there"] """).Succeeds()
        )["subscription.id"];

        await Task.WhenAll(
            server.Monitor.Records("here", Enumerable.Range(1, 20).Select(number => Report.Round("2023", number))),
            second
                .Client(TestServer.KeyOf("monitor"))
                .Records("there", Enumerable.Range(1, 20).Select(number => Report.Round("2023", number)))
        );

        await receiver.Got(42);
        await consumer.Eventually(id, "waiting", "0");
        foreach (var each in receiver.All.GroupBy(received => (string)received.Json["subject"]!))
            Assert.Equal(Enumerable.Range(1, 21), each.Select(received => (int)received.Json["data"]!["version"]!));

        await server.StopAsync(second);
    }

    [Fact]
    public async Task A_server_that_is_to_stop_waits_for_no_receiver_and_what_was_on_its_way_is_sent_by_the_next()
    {
        await using var receiver = await Receiver.StartAsync();
        using var asked = new SemaphoreSlim(0);
        using var released = new ManualResetEventSlim();
        receiver.Answers = _ =>
        {
            asked.Release();
            released.Wait(Scratch.Stop);
            return 204;
        };
        using (var first = await StartAsync(("webhooks__timeout", "0:10:0")))
        {
            using var monitor = first.Client(TestServer.KeyOf("monitor"));
            await monitor.SubscribesAhead(server, receiver.Url, """ "negotiation": ["patient"] """).Succeeds();
            await monitor.Opens("patient").Succeeds();
            await asked.WaitAsync(Scratch.Stop);
            Assert.Equal(0, await first.StopAsync());
        }

        released.Set();
        using var second = await StartAsync(("webhooks__timeout", "0:10:0"));
        await receiver.Got(2);
        Assert.Single(receiver.All.Select(each => each.Id).Distinct());
        Assert.Equal(0, await second.StopAsync());
    }

    Task<ServerProcess> StartAsync(params IEnumerable<(string Name, string Value)> more) =>
        ServerProcess.StartAsync(
            server.ConnectionString,
            scratch.Folder,
            server.Folder,
            WebhookServer
                .Hasty.Where(each => each.Key != "casebook")
                .Select(each => (Name: each.Key.Replace(":", "__", StringComparison.Ordinal), Value: each.Value!))
                .Concat(more)
                .ToDictionary(each => each.Name, each => each.Value)
        );
}

using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Actors;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>An answer of a state that has at least a sequence, on whatever node it is asked for.</summary>
public sealed class AtLeastReads(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task What_was_recorded_on_one_node_is_read_on_another_by_the_sequence_that_its_answer_bears()
    {
        var second = await server.StartAnotherAsync();
        using var reader = second.Client(TestServer.KeyOf("monitor"));
        await server.Monitor.Opens("two-nodes").Succeeds();

        for (var number = 1; number <= 20; number++)
        {
            var recorded = await server.Monitor.Appends("two-nodes", Report.Clash()).Is(HttpStatusCode.Created);
            var read = await reader
                .Asks($"/api/negotiations/two-nodes?atLeast={recorded["events.0.sequence"]}")
                .Succeeds();
            Assert.Equal(recorded["version"], read["version"]);
        }

        await server.Monitor.Registers("COMMISSION", "First Commission");
        for (var number = 1; number <= 20; number++)
        {
            var renamed = await server
                .Monitor.SendsEntry(
                    "/api/actors/COMMISSION/events",
                    Entry.Change("actor-renamed", $$""" "names": { "en": "Commission {{number}}" } """)
                )
                .Succeeds();
            var read = await reader.Asks($"/api/actors/COMMISSION?atLeast={renamed["sequence"]}").Succeeds();
            Assert.Equal($"Commission {number}", read["actor.name"]);
        }
    }

    [Fact]
    public async Task A_sequence_that_is_on_its_way_is_waited_for()
    {
        await server.Monitor.Opens("awaited").Succeeds();
        var last = await LastAsync();
        var asking = server.Anonymous.Asks($"/api/negotiations/awaited?atLeast={last + 1}");
        await Task.Delay(300, Scratch.Stop);
        Assert.False(asking.IsCompleted);

        await server.Monitor.Appends("awaited", Report.Clash()).Is(HttpStatusCode.Created);

        Assert.Equal("2", (await asking.Succeeds())["version"]);
    }

    [Fact]
    public async Task One_that_does_not_come_is_503_and_both_sequences_are_named()
    {
        await server.Monitor.Opens("not-here").Succeeds();
        var last = await LastAsync();
        var watch = Stopwatch.StartNew();

        using var response = await server.Anonymous.GetAsync(
            $"/api/negotiations/not-here?atLeast={last + 1000}",
            Scratch.Stop
        );

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(6));
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
        await Answer
            .Of(response)
            .IsRefused(503, "not-here-yet", $"sequence {last + 1000} ", $"has sequence {last}.", "atLeast");
    }

    [Fact]
    public async Task Every_route_that_reads_takes_it_and_refuses_what_is_no_number()
    {
        var contract = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();
        var asked = 0;
        foreach (var (path, item) in contract.Json["paths"]!.AsObject())
        {
            if (item!["get"] is not JsonObject reads)
                continue;

            Assert.Contains(reads["parameters"]!.AsArray(), each => (string?)each!["name"] == "atLeast");
            var real = path.Replace("{id}", Guid.Empty.ToString(), StringComparison.Ordinal)
                .Replace("{eventId}", Guid.Empty.ToString(), StringComparison.Ordinal)
                .Replace("{deliveryId}", Guid.Empty.ToString(), StringComparison.Ordinal)
                .Replace("{bundle}", "0", StringComparison.Ordinal);
            foreach (var wrong in new[] { "soon", "-1", "1.5", "99999999999999999999" })
                await server.Admin.Asks($"{real}?atLeast={wrong}").IsRefused(400, "bad-parameter", "atLeast=" + wrong);

            asked++;
        }

        Assert.True(asked > 40, $"{asked} routes were asked.");
    }

    async Task<long> LastAsync()
    {
        var answer = await server.Anonymous.Asks("/api/events?limit=200").Succeeds();
        while (answer["next"] is { } next)
            answer = await server.Anonymous.Asks($"/api/events?limit=200&after={next}").Succeeds();

        return long.Parse(answer["cursor"]!.Split('@')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}

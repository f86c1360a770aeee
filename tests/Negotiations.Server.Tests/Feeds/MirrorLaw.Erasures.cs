using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Feeds;

public sealed partial class MirrorLaw
{
    [Fact]
    public async Task What_a_correction_said_leaves_every_mirror_when_it_is_erased()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var late = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("mirror of an erased correction");
        await server.Monitor.Opens("erased-act").Succeeds();
        foreach (
            var (url, filter) in new[]
            {
                (receiver.Url, "\"type\": [\"round-held\"]"),
                (late.Url, "\"party\": \"UZB\""),
            }
        )
            await consumer.Subscribes(url, $""" "negotiation": ["erased-act"], "after": 0, {filter} """).Succeeds();

        var round = (await server.Monitor.Appends("erased-act", Report.Round("2022-10", 1)).Succeeds())[
            "events.0.eventId"
        ]!;
        var correction = await server
            .Monitor.Appends("erased-act", Report.Correction(round, """{ "note": "a name that goes" }"""))
            .Succeeds();

        // Who hears of the fact only now was given the name with it.
        await server
            .Monitor.Appends(
                "erased-act",
                Report.Correction(round, """{ "actors": [{ "id": "UZB", "role": "party" }] }""")
            )
            .Succeeds();
        // The second is given all of the negotiation: by the entry that lets it in or, where the dispatcher comes to it
        // only after that, one by one.
        foreach (var each in new[] { receiver, late })
            await Postgres.Scratch.Eventually("it has the name", async () =>
                (await LiveAsync(each)).State.Any(fact => fact.Contains("a name that goes", StringComparison.Ordinal))
            );

        await Task.Delay(TimeSpan.FromSeconds(1.1), Postgres.Scratch.Stop);
        var before = (await FeedAsync("negotiation=erased-act"))[0];

        await server.EraseAsync("erased-act", correction["events.0.eventId"]!);

        // A reader of feeds shows again what repeated it.
        var again = Assert.Single(await FeedAsync("negotiation=erased-act"), each => each.Id == before.Id);
        Assert.True(again.LastUpdatedTime > before.LastUpdatedTime);
        await Postgres.Scratch.Eventually("both hear of the erasure", () =>
            Task.FromResult(Erasures(receiver).Any() && Erasures(late).Any())
        );
        foreach (var each in new[] { receiver, late })
        {
            var mirror = await LiveAsync(each);
            var state = Expected(mirror, new() { ["erased-act"] = await HistoryAsync("erased-act") }, []);
            Assert.Contains(state, fact => fact.Contains("[erased]", StringComparison.Ordinal));
            Assert.Equal(state, mirror.State.Where(IsFact));
        }

        var listed = Assert.Single(await ErasuresAsync(["erased-act"]));
        Assert.Equal(round, (string?)listed["result"]!["eventId"]);
        var sent = Assert.Single(Erasures(receiver)).Json["data"]!;
        Assert.True(JsonNode.DeepEquals(listed, sent), $"{listed}\n{sent}");

        Task<Mirror> LiveAsync(Receiver each) => LiveMirror.OfAsync(each, ReadAsync);

        // Not the entry of the erasure itself.
        static bool IsFact(string said) => !said.StartsWith("notice ", StringComparison.Ordinal);

        static IEnumerable<Received> Erasures(Receiver each) =>
            each.All.Where(delivered => FollowersLive.IsErasure(delivered.Json));
    }

    async Task<List<JsonNode>> ErasuresAsync(string[] ids)
    {
        List<JsonNode> erasures = [];
        for (var page = "/api/erasures?limit=200"; page is not null; )
        {
            var answer = await server.Anonymous.Asks(page).Succeeds();
            erasures.AddRange(
                answer.Json["items"]!.AsArray().Where(each => ids.Contains((string?)each!["negotiation"]))!
            );
            page = answer["next"] is { } next ? $"/api/erasures?limit=200&after={Uri.EscapeDataString(next)}" : null;
        }

        return erasures;
    }
}

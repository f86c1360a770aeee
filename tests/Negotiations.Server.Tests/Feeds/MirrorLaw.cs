using System.ServiceModel.Syndication;
using System.Text.Json.Nodes;
using System.Xml;
using Negotiations.Server.Tests.Actors;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>
/// For every filter, folding what it delivered gives the state that it asks for: on each way, over random histories
/// with corrections, retractions of anything, further sources, erasures, and merges of actors and of negotiations.
/// </summary>
public sealed class MirrorLaw(WebhookServer server) : IClassFixture<WebhookServer>
{
    static readonly string[] States = ["KGZ", "TJK", "UZB", "KAZ"];

    static readonly string[] Filters =
    [
        "",
        "&type=round-held",
        "&type=toll-reported&type=clash-reported",
        "&party=UZB",
        "&party=KAZ&type=round-held",
        "&party=TJK&type=toll-reported",
        "&phaseChange=true",
        "&party=UZB&phaseChange=true",
        "&type=event-corrected",
        "&type=negotiation-opened&party=KAZ",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_a_filter_delivered_folds_to_the_state_it_asks_for(int seed)
    {
        string[] ids = [$"law-{seed}-a", $"law-{seed}-b"];
        await RecordAsync(new Random(seed), ids);
        var scope = string.Concat(ids.Select(id => $"&negotiation={id}"));
        Dictionary<string, List<JsonNode>> histories = [];
        foreach (var id in ids)
            histories.Add(id, await HistoryAsync(id));

        var all = await WhatMustPass.OfAsync(server.Anonymous, ids, await PagesAsync($"?after=0{scope}"));
        foreach (var filter in Filters)
        {
            var query = $"?after=0{scope}{filter}";
            var entries = await PagesAsync(query);
            var mirror = Of(entries);

            // Corrections alone are no facts: a filter of them says nothing of a fact that was taken back.
            var expected = filter == "&type=event-corrected" ? mirror.State : Expected(mirror, histories);
            Assert.True(
                expected.SequenceEqual(mirror.State),
                $"{seed} {filter}:\n{string.Join('\n', expected.Except(mirror.State))}\n"
                    + $"and not\n{string.Join('\n', mirror.State.Except(expected))}"
            );
            Assert.Superset(Whole(filter, histories).ToHashSet(), Facts(mirror).ToHashSet());
            var missing = all.Where(each => each.Passes(filter))
                .Select(each => each.Id)
                .Except(entries.Select(each => (string)each["eventId"]!));
            Assert.True(!missing.Any(), $"{seed} {filter} lacks {string.Join(' ', missing)}");
            await IsTheSameOnEachWayAsync(query, scope + filter, entries, mirror);
        }
    }

    [Fact]
    public async Task A_webhook_delivers_what_the_feed_does()
    {
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("mirror");
        await RecordAsync(new Random(99), ["hooked"]);
        await consumer
            .Subscribes(
                receiver.Url,
                """ "negotiation": ["hooked"], "party": "UZB", "type": ["round-held"], "after": 0 """
            )
            .Succeeds();

        var entries = await PagesAsync("?after=0&negotiation=hooked&party=UZB&type=round-held");
        await receiver.Got(entries.Count);

        Assert.NotEmpty(entries);
        Assert.Equal(Of(entries).State, Of(receiver.All.Select(each => each.Json["data"]!)).State);
        Assert.Equal(entries.Count, receiver.All.Count);
    }

    [Fact]
    public async Task A_mirror_follows_an_erasure_and_is_reached_by_a_merge()
    {
        await server.Monitor.Registers("M-NEW", "New Union");
        await server.Monitor.Registers("M-OLD", "Old Union");
        await server.Monitor.Opens("erased-in-mirror").Succeeds();
        var round = await server
            .Monitor.Appends(
                "erased-in-mirror",
                Report.Of(
                    "round-held",
                    "2022-10",
                    """ "note": "a name", "actors": [{ "id": "M-OLD", "role": "party" }] """
                )
            )
            .Succeeds();
        var toll = round["events.0.eventId"]!;
        await server
            .Monitor.Appends("erased-in-mirror", Report.Correction(toll, """{ "roundNumber": 3 }"""))
            .Succeeds();
        await server
            .Monitor.SendsEntry("/api/actors/M-OLD/events", Entry.Change("actor-merged", """ "into": "M-NEW" """))
            .Succeeds();
        await server.EraseAsync("erased-in-mirror", toll);

        foreach (var party in new[] { "M-OLD", "M-NEW" })
        {
            var entries = await PagesAsync($"?after=0&negotiation=erased-in-mirror&party={party}&type=round-held");

            Assert.Equal(
                ["round-held", "event-corrected", "actor-merged"],
                entries.Select(each => (string?)each["type"])
            );
            Assert.Contains("[erased]", string.Join('\n', Of(entries).State), StringComparison.Ordinal);
            Assert.DoesNotContain("a name", string.Join('\n', entries.Select(each => each.ToJsonString())));
        }
    }

    async Task IsTheSameOnEachWayAsync(string query, string filter, List<JsonNode> entries, Mirror mirror)
    {
        var lines = (await server.Anonymous.Asks($"/api/events.ndjson{query}").Succeeds())
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!);
        Assert.Equal(mirror.State, Of(lines).State);

        if (entries.Count > 0)
        {
            var follower = new Follower(query);
            await follower.FollowsAsync(server.Anonymous, entries.Count);
            Assert.Equal(mirror.State, Of(follower.All).State);
        }

        var events = entries.Where(each => each["actor"] is null).ToList();
        var csv = (await server.Anonymous.Asks($"/api/events.csv{query}").Succeeds()).Text;
        Assert.Equal(events.Select(SameInFiles.Row), SameInFiles.Rows(csv));

        List<string> shown = [];
        for (var page = $"/api/feed.atom?limit=7{filter}"; page is not null; )
        {
            using var xml = XmlReader.Create(new StringReader((await server.Anonymous.Asks(page).Succeeds()).Text));
            var feed = SyndicationFeed.Load(xml);
            shown.AddRange(feed.Items.Select(SameInFiles.Shown));
            page = feed.Links.FirstOrDefault(link => link.RelationshipType == "next")?.Uri.PathAndQuery;
        }

        Assert.Equal(events.AsEnumerable().Reverse().Select(SameInFiles.Shown), shown);
    }

    static Mirror Of(IEnumerable<JsonNode> entries)
    {
        var mirror = new Mirror();
        foreach (var entry in entries)
            mirror.Take(entry);

        return mirror;
    }

    // Of the facts that the mirror ever heard of, those that count, as the history has them.
    static IEnumerable<string> Expected(Mirror mirror, Dictionary<string, List<JsonNode>> histories)
    {
        var expected = new Mirror();
        foreach (var each in histories.Values.SelectMany(each => each))
            if (mirror.Heard.Contains((string)each["eventId"]!))
                expected.Put((string)each["eventId"]!, each["data"], each["sources"]);

        return [.. expected.State];
    }

    // What must be in it whatever became of the names: facts of these types, where no party is asked for.
    static IEnumerable<string> Whole(string filter, Dictionary<string, List<JsonNode>> histories) =>
        filter.Contains("party", StringComparison.Ordinal) || filter.Contains("phase", StringComparison.Ordinal)
            ? []
            : histories
                .Values.SelectMany(each => each)
                .Where(each => filter.Length == 0 || filter.Contains($"type={each["type"]}", StringComparison.Ordinal))
                .Select(each => (string)each["eventId"]!);

    static IEnumerable<string> Facts(Mirror mirror) => mirror.State.Select(each => each.Split(' ')[0]);

    async Task<List<JsonNode>> HistoryAsync(string id) =>
        [
            .. (await server.Anonymous.Asks($"/api/negotiations/{id}/history.ndjson?corrections=applied").Succeeds())
                .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!),
        ];

    async Task<List<JsonNode>> PagesAsync(string query)
    {
        List<JsonNode> entries = [];
        for (var place = "?after=0"; place is not null; )
        {
            var page = $"/api/events{query.Replace("?after=0", place, StringComparison.Ordinal)}&limit=9";
            var answer = await server.Anonymous.Asks(page).Succeeds();
            entries.AddRange(answer.Json["items"]!.AsArray().Select(each => each!.DeepClone()));
            place = answer["next"] is null ? null : $"?cursor={answer["cursor"]}";
        }

        return entries;
    }

    async Task RecordAsync(Random random, string[] ids)
    {
        Dictionary<string, List<(string Id, bool IsFact)>> known = ids.ToDictionary(
            id => id,
            _ => new List<(string, bool)>()
        );
        foreach (var id in ids)
            await server.Monitor.Opens(id).Succeeds();

        for (var step = 0; step < 40; step++)
        {
            var id = ids[random.Next(ids.Length)];
            var isFact = known[id].Count < 3 || random.Next(2) == 0;
            var answer = await server.Monitor.Appends(
                id,
                step == 30 && ids.Length > 1 ? Merge(id, ids)
                    : isFact ? Fact(random, step)
                    : Act(random, known[id])
            );

            // What changes nothing is refused, and so is an act on what is gone.
            if (answer["events.0.eventId"] is { } recorded)
                known[id].Add((recorded, isFact));
        }
    }

    static JsonObject Merge(string id, string[] ids) =>
        Report.Of(
            "negotiation-closed",
            "2022-11",
            $$""" "outcome": "merged", "mergedInto": "{{ids.First(each => each != id)}}" """
        );

    static JsonObject Fact(Random random, int step)
    {
        var actors =
            random.Next(3) == 0 ? "" : $$""" "actors": [{ "id": "{{States[random.Next(4)]}}", "role": "party" }] """;
        return random.Next(4) switch
        {
            0 => Report.Of("round-held", $"2022-{1 + step % 9:00}", actors),
            1 => Report.Of("clash-reported", $"2022-{1 + step % 9:00}", actors),
            2 => Report.Of("instrument-signed", $"2022-{1 + step % 9:00}", actors),
            _ => Report.Of(
                "toll-reported",
                $"2022-{1 + step % 9:00}",
                $$""" "killed": { "best": {{random.Next(90)}} }{{(actors.Length > 0 ? "," : "")}} {{actors}} """
            ),
        };
    }

    static JsonObject Act(Random random, List<(string Id, bool IsFact)> known)
    {
        var facts = known.Where(each => each.IsFact).ToList();
        var fact = facts[random.Next(facts.Count)].Id;
        return random.Next(5) switch
        {
            0 => Report.Retraction(known[random.Next(known.Count)].Id),
            1 => Report.Of("source-attached", null, $""" "target": "{fact}" """, publisher: $"Agency {random.Next(9)}"),
            2 => Report.Correction(fact, """{ "actors": null }"""),
            3 => Report.Correction(fact, $$"""{ "note": "note {{random.Next(99)}}" }"""),
            _ => Report.Correction(
                fact,
                $$"""{ "actors": [{ "id": "{{States[random.Next(4)]}}", "role": "party" }] }"""
            ),
        };
    }
}

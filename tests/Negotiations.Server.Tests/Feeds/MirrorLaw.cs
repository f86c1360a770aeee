using System.ServiceModel.Syndication;
using System.Text.Json.Nodes;
using System.Xml;
using Negotiations.Server.Tests.Actors;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>
/// For every filter, folding what it delivered gives the state that it asks for, by party that of the negotiations
/// which a list by it finds: on each way, over random histories with corrections, retractions of anything, further
/// sources, erasures, merges of actors and of negotiations, while days pass; and as it is recorded, by webhooks and
/// live.
/// </summary>
public sealed partial class MirrorLaw(WebhookServer server) : IClassFixture<WebhookServer>
{
    static readonly string[] Filters =
    [
        "",
        "&type=round-held",
        "&type=toll-reported&type=clash-reported",
        "&party=UZB",
        "&party=KAZ",
        "&party=TJK",
        "&party=KAZ&type=round-held",
        "&party=TJK&type=toll-reported",
        "&phaseChange=true",
        "&party=UZB&phaseChange=true",
        "&type=event-corrected",
        "&type=event-retracted",
        "&type=source-attached&party=KGZ",
        "&type=negotiation-opened&party=KAZ",
        "&type=negotiation-turned",
        "&party=UZB&type=negotiation-turned&type=round-held",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_a_filter_delivered_folds_to_the_state_it_asks_for(int seed)
    {
        var history = new RandomHistory(server, seed) { Erases = true, Reopens = true };
        string[] filters =
        [
            .. Filters,
            $"&party={history.Actors[0]}",
            $"&party={history.Actors[1]}",
            $"&party={history.Actors[1]}&type=toll-reported",
            $"&party={history.Actors[0]}&phaseChange=true",
        ];
        await history.OpenAsync();
        await using var followers = await FollowersLive.StartAsync(server, history, filters, ReadAsync);
        history.Watch = followers.WatchAsync;
        await history.RecordAsync();
        Dictionary<string, List<JsonNode>> histories = [];
        foreach (var id in history.Ids)
            histories.Add(id, await HistoryAsync(id));

        var everything = await PagesAsync($"?after=0{history.Scope}");
        Assert.True(everything.Exists(Mirror.IsNotice), $"{seed}: no notice of time");
        var erasures = await ErasuresAsync(history.Ids);
        Assert.NotEmpty(erasures);
        var all = await WhatMustPass.OfAsync(server.Anonymous, history, everything);
        foreach (var filter in filters)
        {
            var listed = await ListedAsync(filter, history);
            var rest = WithoutParty(filter);
            var query = $"?after=0{history.Scope}{filter}";
            var entries = await PagesAsync(query);
            var passing = all.Where(each => each.Passes(rest) && listed.Contains(each.Negotiation))
                .Select(each => each.Id)
                .ToHashSet();
            var missing = passing.Except(entries.Select(IdOf));
            Assert.True(!missing.Any(), $"{seed} {filter} lacks {string.Join(' ', missing)}");
            var mirror = await MirroredAsync(entries);
            var expected =
                rest == filter
                    ? Expected(mirror, histories, everything.Where(each => passing.Contains(IdOf(each))))
                    : await OfListedAsync(listed, rest);
            Assert.True(
                expected.SequenceEqual(mirror.State),
                $"{seed} {filter}:\n{string.Join('\n', expected.Except(mirror.State))}\n"
                    + $"and not\n{string.Join('\n', mirror.State.Except(expected))}"
            );
            Assert.Superset(Whole(rest, listed.Select(id => histories[id])).ToHashSet(), Facts(mirror).ToHashSet());
            await IsTheSameOnEachWayAsync(query, history.Scope + filter, entries, mirror);
            await followers.HaveAsync(filter, expected, erasures);
            await followers.HaveLateAsync(filter, expected, ReadAsync);
            if (rest == filter)
                followers.HaveEach(filter, entries);
        }

        Assert.Equal(["actors-changed", "entered", "left"], followers.Changes.Distinct().Order(StringComparer.Ordinal));
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
                ["round-held", "event-corrected", "actor-merged", "erasure-recorded"],
                entries.Select(each => (string?)each["type"])
            );
            Assert.Contains(
                "[erased]",
                string.Join('\n', (await MirroredAsync(entries)).State),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("a name", string.Join('\n', entries.Select(each => each.ToJsonString())));
        }
    }

    [Fact]
    public async Task A_feed_reader_is_shown_a_merge_and_its_undoing_and_an_erased_entry_once_more()
    {
        await server.Monitor.Registers("N-NEW", "New Council");
        await server.Monitor.Registers("N-OLD", "Old Council");
        await server.Monitor.Opens("erased-in-feed").Succeeds();
        var round = await server
            .Monitor.Appends(
                "erased-in-feed",
                Report.Of(
                    "round-held",
                    "2022-10",
                    """ "note": "a name", "actors": [{ "id": "N-OLD", "role": "party" }] """
                )
            )
            .Succeeds();
        var merge = await server
            .Monitor.SendsEntry("/api/actors/N-OLD/events", Entry.Change("actor-merged", """ "into": "N-NEW" """))
            .Succeeds();
        var merged = await FeedAsync("party=N-NEW");
        await Task.Delay(TimeSpan.FromSeconds(1.1), Postgres.Scratch.Stop);
        await server.EraseAsync("erased-in-feed", round["events.0.eventId"]!);
        await server
            .Monitor.SendsEntry(
                "/api/actors/N-OLD/events",
                Entry.Change("actor-unmerged", $""" "merge": "{merge["eventId"]}" """)
            )
            .Succeeds();
        var parted = await FeedAsync("party=N-OLD");

        Assert.Equal("Old Council is New Council: both are one actor from now on.", merged[0].Title.Text);
        Assert.Equal("Old Council is an actor of its own again.", parted[0].Title.Text);
        var (before, after) = (merged.Single(IsRound), parted.Single(IsRound));
        Assert.Equal(before.PublishDate, after.PublishDate);
        Assert.True(after.LastUpdatedTime > before.LastUpdatedTime);

        static bool IsRound(SyndicationItem item) => item.Categories[0].Name == "round-held";
    }

    async Task<List<SyndicationItem>> FeedAsync(string query)
    {
        var answer = await server.Anonymous.Asks($"/api/feed.atom?{query}").Succeeds();
        using var xml = XmlReader.Create(new StringReader(answer.Text));
        return [.. SyndicationFeed.Load(xml).Items];
    }

    async Task IsTheSameOnEachWayAsync(string query, string filter, List<JsonNode> entries, Mirror mirror)
    {
        var lines = (await server.Anonymous.Asks($"/api/events.ndjson{query}").Succeeds())
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!);
        Assert.Equal(mirror.State, (await MirroredAsync(lines)).State);

        if (entries.Count > 0)
        {
            var follower = new Follower(query);
            await follower.FollowsAsync(server.Anonymous, entries.Count);
            Assert.Equal(mirror.State, (await MirroredAsync(follower.All)).State);
        }

        var events = entries.Where(each => each["actor"] is null || each["filter"] is not null).ToList();
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

        // Of the registry it has what makes two actors one, or two of one: it changes what a filter by them finds.
        Assert.Equal(entries.AsEnumerable().Reverse().Select(SameInFiles.Shown), shown);
    }

    static string IdOf(JsonNode entry) => (string)entry["eventId"]!;

    // Of the facts that the mirror ever heard of, those that count, as the history has them; and the notices of time
    // that pass.
    static List<string> Expected(
        Mirror mirror,
        Dictionary<string, List<JsonNode>> histories,
        IEnumerable<JsonNode> passing
    )
    {
        var expected = new Mirror(address => throw new InvalidOperationException(address));
        expected.TakeAsync(passing.Where(Mirror.IsNotice)).GetAwaiter().GetResult();
        foreach (var (id, history) in histories)
        foreach (var each in history)
            if (mirror.Heard.Contains((string)each["eventId"]!))
                expected.Put(id, each);

        return [.. expected.State];
    }

    // What must be in it: facts of these types.
    static IEnumerable<string> Whole(string filter, IEnumerable<List<JsonNode>> histories) =>
        filter.Contains("phase", StringComparison.Ordinal)
            ? []
            : histories
                .SelectMany(each => each)
                .Where(each => filter.Length == 0 || filter.Contains($"type={each["type"]}", StringComparison.Ordinal))
                .Select(each => (string)each["eventId"]!);

    static IEnumerable<string> Facts(Mirror mirror) => mirror.State.Select(each => each.Split(' ')[0]);

    async Task<List<JsonNode>> HistoryAsync(string id) =>
        [
            .. (await server.Anonymous.Asks($"/api/negotiations/{id}/history.ndjson?corrections=applied").Succeeds())
                .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!),
        ];

    Task<Mirror> MirroredAsync(IEnumerable<JsonNode> entries) => new Mirror(ReadAsync).TakeAsync(entries);

    async Task<List<JsonNode>> PagesAsync(string query) => (await ReadAsync($"/api/events{query}")).Entries;

    // To the end, with the sequence of the place behind it.
    async Task<(List<JsonNode> Entries, long Place)> ReadAsync(string address)
    {
        List<JsonNode> entries = [];
        for (var place = "after=0"; ; )
        {
            var page = $"{address.Replace("after=0", place, StringComparison.Ordinal)}&limit=9";
            var answer = await server.Anonymous.Asks(page).Succeeds();
            entries.AddRange(answer.Json["items"]!.AsArray().Select(each => each!.DeepClone()));
            place = $"cursor={answer["cursor"]}";
            if (answer["next"] is null)
                return (
                    entries,
                    long.Parse(answer["cursor"]!.Split('@')[0], System.Globalization.CultureInfo.InvariantCulture)
                );
        }
    }
}

using System.ServiceModel.Syndication;
using System.Xml;

namespace Negotiations.Server.Tests.Formats;

/// <summary>Feed readers follow a negotiation, a party or the whole record (RFC 4287, RFC 5005).</summary>
public sealed class AtomFeeds(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_Atom_feed_shows_the_latest_events_of_a_negotiation_or_a_party_first()
    {
        await server.Monitor.Records("atom", Report.Clash(), Report.Round("2022-10", 1));
        await server
            .Monitor.Opens(Report.Opening("atom-elsewhere", more: """ "actors": [{ "id": "UZB", "role": "party" }] """))
            .Succeeds();

        var one = await FeedAsync("/api/feed.atom?negotiation=atom");
        var party = await FeedAsync("/api/feed.atom?party=uzb");

        var said = (await server.Anonymous.Asks("/api/events?after=0&negotiation=atom").Succeeds()).Json["items"]!
            .AsArray()
            .Select(each => (string)each!["headline"]!["text"]!);
        Assert.Equal(
            said.Reverse().Select(sentence => $"Delimitation of the Kyrgyz-Tajik border: {sentence}"),
            one.Items.Select(item => item.Title.Text)
        );
        Assert.All(one.Items, item => Assert.StartsWith("urn:uuid:", item.Id, StringComparison.Ordinal));
        Assert.EndsWith(
            ":" + server.First.Address.Port + "/negotiations/atom-elsewhere?version=1",
            Assert.Single(party.Items).Links[0].Uri.AbsoluteUri,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_Atom_feed_says_what_was_corrected_and_why_with_before_and_after_and_the_source()
    {
        await server.Monitor.Opens("atom-corrected").Succeeds();
        var recorded = await server.Monitor.Appends("atom-corrected", Report.Round("2022-10", 1)).Succeeds();
        var round = recorded["events.0.eventId"]!;
        await server.Monitor.Appends("atom-corrected", Report.Correction(round, """{ "roundNumber": 2 }""")).Succeeds();
        await server.Monitor.Appends("atom-corrected", Report.Retraction(round)).Succeeds();

        var feed = await FeedAsync("/api/feed.atom?negotiation=atom-corrected&type=round-held");

        var (retracted, corrected) = (feed.Items.First(), feed.Items.ElementAt(1));
        Assert.StartsWith(
            "Corrected: The press office gave another figure. Before: ",
            TextOf(corrected),
            StringComparison.Ordinal
        );
        Assert.Matches(@" Before: [^.]+\(Kabar\)\. After: [^.]+\(Kabar\)\. roundNumber: 1 → 2\. ", TextOf(corrected));
        Assert.StartsWith("Taken back: it did not happen. Before: ", TextOf(retracted), StringComparison.Ordinal);
        Assert.Contains("After: it does not count.", TextOf(retracted), StringComparison.Ordinal);
        Assert.Equal(
            "https://news.example/1",
            Assert.Single(corrected.Links, link => link.RelationshipType == "via").Uri.AbsoluteUri
        );
        Assert.EndsWith(
            $"#e-{round}",
            Assert.Single(corrected.Links, link => link.RelationshipType == "related").Uri.AbsoluteUri,
            StringComparison.Ordinal
        );
        Assert.Equal(corrected.LastUpdatedTime, corrected.PublishDate);
    }

    [Fact]
    public async Task An_act_on_an_event_that_is_taken_back_says_what_it_is_about_and_what_it_changes()
    {
        await server.Monitor.Opens("atom-taken-back").Succeeds();
        var recorded = await server.Monitor.Appends("atom-taken-back", Report.Round("2022-10", 1)).Succeeds();
        var round = recorded["events.0.eventId"]!;
        await server.Monitor.Appends("atom-taken-back", Report.Retraction(round)).Succeeds();
        await server
            .Monitor.Appends("atom-taken-back", Report.Correction(round, """{ "roundNumber": 2 }"""))
            .Succeeds();

        var corrected = (await FeedAsync("/api/feed.atom?negotiation=atom-taken-back")).Items.First();

        Assert.Matches(
            "(?i:round)",
            corrected.Title.Text[corrected.Title.Text.IndexOf(':', StringComparison.Ordinal)..]
        );
        Assert.Matches(
            @" Before: [^.]+\. After: [^.]+\. roundNumber: 1 → 2\. The event itself is taken back\.",
            TextOf(corrected)
        );
    }

    [Fact]
    public async Task An_Atom_feed_has_pages_that_reach_back_to_the_first_event()
    {
        await server.Monitor.Records(
            "atom-paged",
            [.. Enumerable.Range(1, 10).Select(n => Report.Round("2022-10", n))]
        );
        List<string> pages = [];
        List<SyndicationItem> items = [];
        for (var path = "/api/feed.atom?negotiation=atom-paged&limit=4"; path is not null; )
        {
            var feed = await FeedAsync(path);
            Assert.Equal(path, feed.Links.Single(link => link.RelationshipType == "self").Uri.PathAndQuery);
            pages.Add(feed.Id);
            items.AddRange(feed.Items);
            path = feed.Links.FirstOrDefault(link => link.RelationshipType == "next")?.Uri.PathAndQuery;
        }

        Assert.Equal(3, pages.Count);
        Assert.Single(pages.Distinct());
        Assert.Equal(11, items.DistinctBy(each => each.Id).Count());
        Assert.Contains(": The matter is on record", items[^1].Title.Text, StringComparison.Ordinal);
    }

    static string TextOf(SyndicationItem item) => ((TextSyndicationContent)item.Content).Text;

    async Task<SyndicationFeed> FeedAsync(string path)
    {
        var answer = await server.Anonymous.Asks(path).Succeeds();
        Assert.Equal("application/atom+xml", answer.ContentType);
        using var xml = XmlReader.Create(new StringReader(answer.Text));
        return SyndicationFeed.Load(xml);
    }
}

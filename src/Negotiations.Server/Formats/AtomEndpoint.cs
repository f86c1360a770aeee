using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Formats;

/// <summary>The latest events for feed readers (RFC 4287): of all, of one negotiation, of one party.</summary>
internal static class AtomEndpoint
{
    public static async Task<IResult> FeedAsync(
        HttpContext context,
        FeedReader reader,
        FeedQuestion question,
        RowFence fence
    )
    {
        var query = new Query(context.Request.Query);
        var filter = await question.ReadAsync(query, context.RequestAborted);
        var limit = query.Limit();
        if (query.Problem is { } problem)
            return problem;

        var latest = await reader.LatestAsync(limit, filter, context.RequestAborted);
        var root = Exports.Root(context);
        var self = new Uri(root + context.Request.Path + context.Request.QueryString);
        var words = new Words(Language.Find(ReaderLanguage.Of(context))!, reader.Actors);
        var feed = new SyndicationFeed(
            "Negotiations" + Named(filter),
            "Events in the order they were recorded, the latest first.",
            new Uri(root + (filter.Negotiations is [var only] ? "/negotiations/" + only : "/"))
        )
        {
            Id = self.AbsoluteUri,
            LastUpdatedTime = latest.Count > 0 ? latest[0].Entry.RecordedAt : DateTimeOffset.UnixEpoch,
            Items = [.. await ItemsAsync(latest, reader, root, fence, words, context.RequestAborted)],
        };
        feed.Authors.Add(new SyndicationPerson { Name = "Negotiations" });
        feed.Links.Add(new SyndicationLink(self, "self", null, "application/atom+xml", 0));
        return Exports.Whole(context, Write(feed), "application/atom+xml");
    }

    private static async Task<List<SyndicationItem>> ItemsAsync(
        IReadOnlyList<LiveEvent> latest,
        FeedReader reader,
        string root,
        RowFence fence,
        Words words,
        CancellationToken stop
    )
    {
        List<SyndicationItem> items = [];
        foreach (var each in latest)
        {
            var title = TitleOf(await reader.NegotiationUpToAsync(each, stop));
            items.Add(
                fence.Try(
                    each.Entry.EventId,
                    each,
                    _ =>
                        Checked(
                            ItemOf(
                                each,
                                $"{title}: {each.Entry.Type.Replace('-', ' ')}",
                                Sentence(each.Entry, words),
                                root
                            )
                        ),
                    _ => Unreadable(each, root)
                )
            );
        }

        return items;
    }

    private static SyndicationItem ItemOf(LiveEvent each, string title, string text, string root)
    {
        var item = Empty(each, title, text, root);
        item.Categories.Add(new SyndicationCategory(each.Entry.Type));
        item.Categories.Add(new SyndicationCategory(each.Negotiation));
        return item;
    }

    private static SyndicationItem Unreadable(LiveEvent each, string root) =>
        Empty(
            each,
            "unreadable",
            $"Event {each.Entry.EventId}, version {each.Entry.Version} of {each.Negotiation}, cannot be rendered.",
            root
        );

    private static SyndicationItem Empty(LiveEvent each, string title, string text, string root) =>
        new(title, text, new Uri($"{root}/negotiations/{each.Negotiation}?version={each.Entry.Version}"))
        {
            Id = $"urn:uuid:{each.Entry.EventId}",
            LastUpdatedTime = each.Entry.RecordedAt,
        };

    // XML does not hold every character: an item is tried by itself before it stands among the others.
    private static SyndicationItem Checked(SyndicationItem item)
    {
        using var nowhere = XmlWriter.Create(Stream.Null);
        item.GetAtom10Formatter().WriteTo(nowhere);
        nowhere.Flush();
        return item;
    }

    private static string Sentence(FeedEntry entry, Words words)
    {
        var headline = entry.Saying(words.Headline).Headline?.Text;
        var sources = string.Join(
            "; ",
            entry.Sources.Select(source =>
                source.Published is { } published ? $"{source.Voice()}, {published}" : source.Voice()
            )
        );
        return (headline is null ? "" : headline + " ")
            + $"Occurred {entry.OccurredText ?? entry.Occurred?.Text ?? "on the record"}. Source: {sources}. "
            + $"Recorded {Json.InstantConverter.Print(entry.RecordedAt)} as version {entry.Version} of "
            + $"{entry.Negotiation}.";
    }

    private static string TitleOf(Negotiation negotiation) =>
        negotiation.Events.Select(each => each.Event).OfType<NegotiationOpened>().FirstOrDefault()?.Title
        ?? negotiation.Id;

    private static string Named(FeedFilter filter) =>
        string.Concat(filter.Negotiations.Select(each => " · " + each))
        + (filter.Party is { } party ? " · " + party : "");

    private static byte[] Write(SyndicationFeed feed)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            feed.GetAtom10Formatter().WriteTo(xml);

        return bytes.ToArray();
    }
}

using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.WebUtilities;
using Negotiations.Dashboard.Languages;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Formats;

/// <summary>The latest events for feed readers (RFC 4287), in pages (RFC 5005): of all, of one negotiation, of one
/// party.</summary>
internal static class AtomEndpoint
{
    /// <summary>The parameter that a next page has.</summary>
    public const string Before = FeedAddresses.NextPage;

    private const string MediaType = "application/atom+xml";

    public static async Task<IResult> FeedAsync(
        HttpContext context,
        FeedReader reader,
        FeedQuestion question,
        RowFence fence,
        DatasetTerms terms
    )
    {
        var query = new Query(context.Request.Query);
        var filter = await question.ReadAsync(query, context.RequestAborted);
        var limit = query.Limit();
        var before = query.Number(Before);
        if (query.Problem is { } problem)
            return problem;

        var (latest, next) = await reader.LatestAsync(limit, filter, before, withMerges: true, context.RequestAborted);
        var root = Exports.Root(context);
        var words = new Words(Language.Find(ReaderLanguage.Of(context))!, reader.Actors);
        var items = await ItemsAsync(latest, reader, new AtomItems(root, words), fence, context.RequestAborted);
        var feed = new SyndicationFeed(
            "Negotiations" + Named(filter),
            "Events in the order they were recorded, the latest first.",
            new Uri(root + (filter.Negotiations is [var only] ? "/negotiations/" + only : "/"))
        )
        {
            Id = Address(Asked(context)),
            LastUpdatedTime = items.Select(each => each.LastUpdatedTime).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max(),
            Items = items,
        };
        feed.Authors.Add(new SyndicationPerson { Name = terms.Publisher });
        if (terms.Licence is { } licence)
            feed.Copyright = new TextSyndicationContent(licence);

        // A feed that has an address of its own is there, and so are its pages.
        var path = FeedAddresses.OwnPath(context) ?? Asked(context);
        AddLink("self", path, before);
        if (before is not null)
            AddLink("first", path, null);

        if (next is not null)
            AddLink("next", path, next);

        return Exports.Whole(context, Write(feed), MediaType);

        void AddLink(string relation, string to, long? place) =>
            feed.Links.Add(
                new SyndicationLink(
                    new Uri(
                        Address(place is { } sequence ? QueryHelpers.AddQueryString(to, Before, $"{sequence}") : to)
                    ),
                    relation,
                    null,
                    MediaType,
                    0
                )
            );

        string Address(string to) => new Uri(root + to).AbsoluteUri;
    }

    // Whichever page it is: the identity of a feed is that of all its pages.
    private static string Asked(HttpContext context) =>
        QueryHelpers.AddQueryString(
            context.Request.Path,
            context.Request.Query.Where(each => !string.Equals(each.Key, Before, StringComparison.OrdinalIgnoreCase))
        );

    private static async Task<List<SyndicationItem>> ItemsAsync(
        IReadOnlyList<LiveEvent> latest,
        FeedReader reader,
        AtomItems shown,
        RowFence fence,
        CancellationToken stop
    )
    {
        List<SyndicationItem> items = [];
        foreach (var each in latest)
        {
            if (each.Entry.Actor is not null)
            {
                items.Add(fence.Try(each.Entry.EventId, each, row => Checked(shown.OfMerge(row)), shown.Unreadable));
                continue;
            }

            var negotiation = await reader.NegotiationUpToAsync(each, stop);
            items.Add(
                fence.Try(
                    each.Entry.EventId,
                    (each, negotiation),
                    row => Checked(shown.Of(row.each, row.negotiation)),
                    row => shown.Unreadable(row.each)
                )
            );
        }

        return items;
    }

    // XML does not hold every character: an item is tried by itself before it stands among the others.
    private static SyndicationItem Checked(SyndicationItem item)
    {
        using var nowhere = XmlWriter.Create(Stream.Null);
        item.GetAtom10Formatter().WriteTo(nowhere);
        nowhere.Flush();
        return item;
    }

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

using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Feeds;

/// <summary>The filter of a feed as query parameters.</summary>
internal static class FeedQuestion
{
    public static FeedFilter Read(Query query)
    {
        var types = query.All("type");
        if (types.FirstOrDefault(type => !EventJson.TypesByName.ContainsKey(type)) is { } unknown)
            query.Refuse(
                "type",
                $"type={Slug.Clip(unknown)} is not an event type. It is one of "
                + $"{string.Join(", ", EventJson.TypesByName.Keys.Order(StringComparer.Ordinal))}.",
                "unknown-value");

        return new FeedFilter(
            query.All("negotiation"), query.Text("party")?.ToUpperInvariant(), types, query.Flag("phaseChange"));
    }
}

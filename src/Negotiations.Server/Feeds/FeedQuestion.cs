using Negotiations.Actors;
using Negotiations.Record;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Feeds;

/// <summary>The filter of a feed as query parameters.</summary>
internal static class FeedQuestion
{
    /// <param name="query">As asked.</param>
    /// <param name="party">What its <c>party</c> means.</param>
    public static FeedFilter Read(Query query, AskedParty? party)
    {
        var types = query.All("type");
        if (types.FirstOrDefault(type => !FeedFilter.KnownTypes.Contains(type)) is { } unknown)
            query.Refuse(
                "type",
                $"type={Slug.Clip(unknown)} is not an event type. It is one of "
                    + $"{string.Join(", ", FeedFilter.KnownTypes)}.",
                "unknown-value"
            );

        return new FeedFilter(query.All("negotiation"), party?.Code, types, query.Flag("phaseChange"));
    }
}

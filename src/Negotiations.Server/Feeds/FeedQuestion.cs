using Negotiations.Store.Actors;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Feeds;

/// <summary>The filter of a feed as query parameters.</summary>
internal sealed class FeedQuestion(ActorDirectory actors, NegotiationNames negotiations)
{
    /// <summary>What the parameters mean. A word that names nothing is refused: a feed that it emptied would pass for
    /// one in which nothing happened.</summary>
    public async Task<FeedFilter> ReadAsync(Query query, CancellationToken stop)
    {
        var party = await query.PartyAsync(actors, knownBy: null, stop);
        var types = query.All("type");
        if (types.FirstOrDefault(type => !FeedFilter.KnownTypes.Contains(type)) is { } unknown)
            query.RefuseValue("type", unknown, FeedFilter.KnownTypes);

        var flag = query.Flag("phaseChange");
        return new FeedFilter(await query.NegotiationsAsync(negotiations, stop), party?.Entry, types, flag);
    }
}

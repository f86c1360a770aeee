using Microsoft.AspNetCore.Mvc;
using Negotiations.Dashboard.Languages;
using Negotiations.Server.Http;
using Negotiations.Store.Feed;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Feeds;

/// <summary>What is new in the whole record, in the order it was recorded.</summary>
internal static class FeedEndpoints
{
    // How many events one page looks at for the few it shows, or a little more; the next page goes on behind them.
    private const int MostLookedAt = 2000;

    public static void AddFollowers(this IServiceCollection services)
    {
        services.AddSingleton<FeedReader>();
        services.AddSingleton<FeedQuestion>();
        services.AddWorker<LiveEvents>();
        services.AddSingleton<LiveStream>();
        services.AddSingleton<Sequences>();
        services.AddSingleton<AtLeast>();
    }

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/events").RequireAuthorization(Roles.CanRead).WithTags("Consumers");
        group
            .MapGet("/", EventsAsync)
            .Answers<FeedPage>(
                "listEvents",
                "The change feed: every event recorded after a sequence, in recorded order",
                [.. Parameters.Feed, Parameters.LastEventId, Parameters.Limit]
            )
            .Produces<ProblemDetails>(StatusCodes.Status410Gone, "application/problem+json")
            .WithDescription(
                "With 'Accept: text/event-stream' the connection stays open and each new event is sent as "
                    + "it is recorded; "
                    + "its id is the place behind it. Without a place a stream begins with what comes next, and a "
                    + "page with the first event. 'next' is there while there is more; 'cursor' is the place to go "
                    + "on from later. A place that is not in this record is answered with 410 and the last place. "
                    + "A stream whose key or token is "
                    + "revoked or expires ends within five seconds, with a last event 'signed-out'."
            )
            .Also(
                "text/event-stream",
                "retry: 2000\nid: 119@0b44d1f7\n\nid: 120@5f0c2a91\ndata: "
                    + "{\"negotiation\":\"kg-tj-border\",\"version\":5,\"type\":\"clash-reported\"}\n\n"
            );
    }

    private static async Task<IResult> EventsAsync(
        HttpContext context,
        LiveStream stream,
        FeedReader reader,
        FeedQuestion question,
        RowFence fence
    )
    {
        var query = new Query(context.Request.Query);
        var filter = await question.ReadAsync(query, context.RequestAborted);
        return LiveStream.IsAskedFor(context.Request)
            ? await stream.FollowAsync(context, query, filter)
            : await PageAsync(context, query, filter, reader, fence);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        Query query,
        FeedFilter filter,
        FeedReader reader,
        RowFence fence
    )
    {
        var limit = query.Limit();
        var (after, gone) = await FeedPlace.ReadAsync(context, query, reader);
        if (query.Problem is { } problem)
            return problem;

        if (gone is not null)
            return gone;

        var (found, place, hasMore) = await LookAsync(after ?? new FeedCursor(0, null), limit, filter, reader, context);
        if (hasMore)
            Links.Add(context, FeedPlace.Address(context, place), "next");
        else
            Links.Add(context, FeedPlace.Address(context, place), FeedPlace.Resumes);

        var language = ReaderLanguage.Of(context);
        var words = new Words(Language.Find(language)!, reader.Actors);
        return JsonAnswer.Fenced(
            context,
            fence,
            found.ConvertAll(each => each.NamedIn(language, reader.Actors).Saying(words.Headline)),
            each => each.EventId.ToString(),
            UnreadableEntry.Of,
            rows => new FeedPage(rows, place.ToString(), hasMore ? place.Sequence : null)
        );
    }

    private static async Task<(List<FeedEntry> Items, FeedCursor Place, bool HasMore)> LookAsync(
        FeedCursor place,
        int limit,
        FeedFilter filter,
        FeedReader reader,
        HttpContext context
    )
    {
        List<FeedEntry> items = [];
        for (var looked = 0; looked < MostLookedAt; )
        {
            // One more than a page has: whether there is a next one must not be found by asking for it.
            var batch = await reader.ReadAsync(place.Sequence, limit + 1, filter, context.RequestAborted);
            foreach (var each in batch)
            {
                if (await filter.PassAsync(each, reader, context.RequestAborted) is { } passing)
                {
                    if (items.Count == limit)
                        return (items, place, true);

                    items.Add(passing.Entry);
                }

                place = each.Place;
            }

            looked += batch.Count;
            if (batch.Count <= limit)
                return (items, place, false);
        }

        return (items, place, true);
    }
}

/// <param name="Items">In recorded order.</param>
/// <param name="Cursor">The place behind this page, to go on from now or later: a sequence, an at sign and the first
/// eight digits of the leaf's hash. It stays what it was when nothing is new.</param>
/// <param name="Next">The sequence to ask after next; absent when there is nothing more.</param>
public sealed record FeedPage(IReadOnlyList<FeedEntry> Items, string Cursor, long? Next);

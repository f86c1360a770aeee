using System.Globalization;
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
    // How many events one page may look at for the few it shows; the next page goes on behind them.
    private const int MostLookedAt = 2000;

    public static void AddFollowers(this IServiceCollection services)
    {
        services.AddSingleton<FeedReader>();
        services.AddSingleton<FeedQuestion>();
        services.AddWorker<LiveEvents>();
        services.AddSingleton<LiveStream>();
    }

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/events").RequireAuthorization(Roles.CanRead).WithTags("Consumers");
        group
            .MapGet("/", EventsAsync)
            .Answers<FeedPage>(
                "listEvents",
                "The change feed: every event recorded after a sequence, in recorded order",
                [.. Parameters.Feed, Parameters.Limit]
            )
            .WithDescription(
                "With 'Accept: text/event-stream' the connection stays open and each new event is sent as "
                    + "it is recorded; "
                    + "its id is its sequence. Without 'after' and 'Last-Event-ID' a stream begins with "
                    + "what comes next, and a "
                    + "page with the first event. The page ends when 'next' stays what it was. A stream "
                    + "whose key or token is "
                    + "revoked or expires ends within five seconds, with a last event 'signed-out'."
            )
            .Also(
                "text/event-stream",
                "retry: 2000\nid: 119\n\nid: 120\ndata: "
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
        var next = query.Number("after") ?? 0;
        var limit = query.Limit();
        if (query.Problem is { } problem)
            return problem;

        List<FeedEntry> items = [];
        for (var looked = 0; items.Count < limit && looked < MostLookedAt; )
        {
            var batch = await reader.ReadAsync(next, limit, filter, context.RequestAborted);
            foreach (var each in batch.TakeWhile(_ => items.Count < limit))
            {
                next = each.Sequence;
                if (await filter.TakesAsync(each, reader, context.RequestAborted))
                    items.Add(each.Entry);
            }

            looked += batch.Count;
            if (batch.Count < limit)
                break;
        }

        Links.Add(context, Links.With(context, "after", next.ToString(CultureInfo.InvariantCulture)), "next");
        var language = ReaderLanguage.Of(context);
        var words = new Words(Language.Find(language)!, reader.Actors);
        items = items.ConvertAll(each => each.NamedIn(language, reader.Actors).Saying(words.Headline));
        return JsonAnswer.Fenced(
            context,
            fence,
            items,
            each => each.EventId.ToString(),
            UnreadableEntry.Of,
            rows => new FeedPage(rows, next)
        );
    }
}

/// <param name="Items">In recorded order.</param>
/// <param name="Next">The sequence to ask after next; unchanged when nothing is new.</param>
public sealed record FeedPage(IReadOnlyList<FeedEntry> Items, long Next);

using Microsoft.AspNetCore.WebUtilities;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Feeds;

/// <summary>The place in the feed that a request goes on from, and the answer to one that is not in this
/// record.</summary>
internal static class FeedPlace
{
    public const string Type = "place-gone";

    /// <summary>The relation of the address at which a reader finds later what is new (RFC 5989).</summary>
    public const string Resumes = "monitor";

    private const string CursorName = "cursor";
    private const string AfterName = "after";
    private const string LastEventId = "Last-Event-ID";

    /// <summary>Reads <c>cursor</c> or <c>after</c>.</summary>
    /// <returns>Null: none was named. Gone: the answer where the place is not in this record.</returns>
    public static async Task<(FeedCursor? Place, IResult? Gone)> ReadAsync(
        HttpContext context,
        Query query,
        FeedReader reader
    )
    {
        var (cursor, after) = (query.Text(CursorName), query.Text(AfterName));
        if (cursor is not null && after is not null)
            query.Refuse(CursorName, "cursor and after are both places to go on from. Send one of them.");

        return cursor is not null ? await CheckAsync(CursorName, cursor, context, query, reader)
            : after is not null ? await CheckAsync(AfterName, after, context, query, reader)
            : (null, null);
    }

    /// <summary>The same of a live stream, where the last id received counts before what the address says.</summary>
    public static async Task<(FeedCursor? Place, IResult? Gone)> ReadLastAsync(
        HttpContext context,
        Query query,
        FeedReader reader
    ) =>
        context.Request.Headers[LastEventId].ToString() is { Length: > 0 } last
            ? await CheckAsync(LastEventId, last, context, query, reader)
            : await ReadAsync(context, query, reader);

    /// <summary>Why a follower cannot begin after a sequence: the record does not reach there.</summary>
    public static async Task<Refusal?> BeyondAsync(long? after, FeedReader reader, CancellationToken stop)
    {
        if (after is null)
            return null;

        var head = await reader.HeadAsync(stop);
        return after <= head
            ? null
            : new Refusal(
                RefusalKind.Gone,
                Type,
                $"after={after} is not in this record: it ends at {head}. Leave it out to begin with what comes next.",
                "/after"
            );
    }

    /// <summary>The address asked for, from another place on.</summary>
    public static string Address(HttpContext context, FeedCursor place) =>
        QueryHelpers.AddQueryString(Links.Without(context, CursorName, AfterName), CursorName, place.ToString());

    private static async Task<(FeedCursor?, IResult?)> CheckAsync(
        string name,
        string text,
        HttpContext context,
        Query query,
        FeedReader reader
    )
    {
        if (!FeedCursor.TryParse(text, out var place))
        {
            query.Refuse(
                name,
                $"{name}={Slug.Clip(text)} is no place in this feed. Send the 'cursor' of the page before, the last "
                    + "id of a stream (120@5f0c2a91), a sequence (120), or 0 for all."
            );
            return (null, null);
        }

        // A bare sequence says nothing of the event that has it: it may be one that was never used.
        var found = await reader.PlaceAsync(place.Sequence, context.RequestAborted);
        if (found is { } there && (place.Leaf is null || place.Leaf == there.Leaf))
            return (place, null);

        var head = await reader.HeadAsync(context.RequestAborted);
        if (found is null && place.Leaf is null && place.Sequence <= head)
            return (place, null);

        var last = await reader.PlaceAsync(head, context.RequestAborted) ?? new FeedCursor(0, null);
        return (null, Gone(name, place, found, last));
    }

    private static IResult Gone(string name, FeedCursor place, FeedCursor? found, FeedCursor last)
    {
        var what =
            found is { } other ? $"the event {place.Sequence} is another one here ({other})"
            : place.Sequence > last.Sequence ? $"the record ends at {last}"
            : $"it has no event {place.Sequence}";
        var problem = Problem.Details(
            StatusCodes.Status410Gone,
            Type,
            $"{name}={place} is not in this record: {what}. Another store gave it, or this one was restored from an "
                + $"older copy. What you have from there may be missing here: read again from cursor=0, or go on from "
                + $"the last place, cursor={last}.",
            name
        );
        problem.Extensions[CursorName] = last.ToString();
        return TypedResults.Problem(problem);
    }
}

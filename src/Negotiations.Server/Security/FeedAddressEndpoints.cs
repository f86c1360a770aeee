using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Dashboard.Routes;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Security;

/// <summary>Where addresses for calendars and feed readers are made, listed and taken back.</summary>
internal static class FeedAddressEndpoints
{
    private const int MostPerOwner = 50;
    private const int LongestPath = 2000;

    public static void MapFeedAddresses(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("/api/feed-addresses")
            .RequireAuthorization(Roles.CanSubscribe)
            .WithTags("Subscribers");
        group
            .MapPost("/", CreateAsync)
            .Administers<FeedAddressBody, NewFeedAddress>(
                "createFeedAddress",
                "Make an address for a calendar or a feed reader, which can send no key",
                "The address opens this one path, with this query, as it opens to a reader, until it is taken back or "
                    + "its owner can no longer come in. The answer shows it, this once: who has it may read.",
                """{ "path": "/api/calendar.ics?party=KGZ" }"""
            );
        group
            .MapGet("/", ListAsync)
            .Answers<Page<FeedAddressView>>(
                "listFeedAddresses",
                "The addresses of feeds that you made; an admin sees everybody's",
                Parameters.Paging
            )
            .WithDescription("Those that open something. Their tokens are not shown again.");
        group
            .MapDelete("/{id:guid}", RemoveAsync)
            .Changes("removeFeedAddress", "Take the address of a feed back")
            .WithDescription("It opens nothing within five seconds, on every node.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, FeedAddressStore feeds)
    {
        var (body, problem) = await Body.ReadAsync<FeedAddressBody>(context);
        if (body is null)
            return problem!;

        var path = body.Path;
        if (EndingOf(path) is not { } ending)
            return Refusal
                .Invalid(
                    "not-a-feed",
                    $"'{Slug.Clip(path)}' is not {string.Join(" or ", FeedAddresses.Paths.Values)} with its query, in "
                        + $"at most {LongestPath} characters.",
                    "/path"
                )
                .ToResult();

        var token = FeedAddresses.Scheme + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var made = await feeds.AddAsync(
            SHA256.HashData(Encoding.UTF8.GetBytes(token)),
            context.User.SubjectId(),
            path,
            MostPerOwner,
            context.RequestAborted
        );
        if (made is null)
            return Problem.Of(
                StatusCodes.Status409Conflict,
                "too-many-feeds",
                $"{context.User.Subject()} has {MostPerOwner} addresses of feeds, and may have no more. Take one back."
            );

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = $"/api/feed-addresses/{made.Id}";
        return JsonAnswer.Changed(
            new NewFeedAddress(made.Id, $"{FeedAddresses.Folder}/{token}{ending}", made.Path, made.CreatedAt),
            StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> ListAsync(HttpContext context, FeedAddressStore feeds)
    {
        var query = new Query(context.Request.Query);
        var limit = query.Limit();
        var after = query.AfterId() ?? Guid.Empty;
        if (query.Problem is { } problem)
            return problem;

        var found = await feeds.ListAsync(AccessEndpoints.SeenBy(context), after, limit + 1, context.RequestAborted);
        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id.ToString()) : null;
        return JsonAnswer.Of(
            context,
            new Page<FeedAddressView>([.. found.Take(limit).Select(FeedAddressView.Of)], next)
        );
    }

    private static async Task<IResult> RemoveAsync(
        Guid id,
        HttpContext context,
        FeedAddressStore feeds,
        FeedAddressCache cache
    )
    {
        if (await feeds.RemoveAsync(id, AccessEndpoints.SeenBy(context), context.RequestAborted) is not { } hash)
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "feed-not-found",
                $"You have no address of a feed {id}. GET /api/feed-addresses lists those you have."
            );

        cache.Evict(hash);
        return TypedResults.NoContent();
    }

    private static string? EndingOf(string path) =>
        path.Length <= LongestPath && !path.Any(char.IsControl)
            ? FeedAddresses.Paths.FirstOrDefault(each => path.Split('?')[0] == each.Value).Key
            : null;
}

/// <summary>What an address is asked for with.</summary>
internal sealed record FeedAddressBody
{
    /// <summary>/api/calendar.ics or /api/feed.atom, with its query.</summary>
    public required string Path { get; init; }
}

/// <summary>An address on the day it is made.</summary>
/// <param name="Address">On this server; it is shown here and nowhere else.</param>
/// <param name="Path">All that it opens.</param>
internal sealed record NewFeedAddress(Guid Id, string Address, string Path, DateTimeOffset CreatedAt);

/// <summary>An address as it is listed.</summary>
/// <param name="Owner">Who made it.</param>
/// <param name="Path">All that it opens.</param>
/// <param name="LastUsedOn">The day, UTC; absent: never used.</param>
internal sealed record FeedAddressView(
    Guid Id,
    string Owner,
    string Path,
    DateTimeOffset CreatedAt,
    DateOnly? LastUsedOn
)
{
    public static FeedAddressView Of(StoredFeedAddress each) =>
        new(each.Id, each.Subject.Name, each.Path, each.CreatedAt, each.LastUsedOn);
}

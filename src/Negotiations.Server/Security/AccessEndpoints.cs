using Negotiations.Dashboard.Routes;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Security;

/// <summary>Sessions, addresses of feeds, and the act that ends all access of one subject. Everybody sees and ends what
/// is their own, an admin everything.</summary>
internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        var sessions = routes
            .MapGroup("/api/sessions")
            .RequireAuthorization(Roles.CanSubscribe)
            .WithTags("Administrators");
        sessions
            .MapGet("/", ListSessionsAsync)
            .Answers<Page<SessionView>>(
                "listSessions",
                "Where you are signed in to the pages; an admin sees everybody's sessions",
                Parameters.Paging
            )
            .WithDescription("Those that are open: begun, neither ended nor past their end, and of a key that works.");
        sessions
            .MapDelete("/{id:guid}", EndSessionAsync)
            .Changes("endSession", "End a session, wherever its cookie is")
            .WithDescription("As signing out does. What is being read with it ends within five seconds, on every node.")
            .Produces(StatusCodes.Status204NoContent);
        routes
            .MapPost("/api/access/end", EndAccessAsync)
            .RequireAuthorization(Roles.CanSubscribe)
            .WithTags("Administrators")
            .Administers<AccessEndBody, AccessEndView>(
                "endAccess",
                "End all keys, tokens, sessions and addresses of feeds of one subject, in one act",
                "For a lost laptop, someone who left, or duress. Everybody may end their own; an admin anybody's. What "
                    + "is being read with it ends within five seconds. A key made later, and a token issued later, "
                    + "open again.",
                """{ "subject": "person:a.monitor" }"""
            );
        routes.MapFeedAddresses();
    }

    /// <summary>Whose this caller sees; null: everybody's.</summary>
    internal static string? SeenBy(HttpContext context) =>
        context.User.IsInRole(Roles.Admin) ? null : context.User.SubjectId();

    private static async Task<IResult> ListSessionsAsync(HttpContext context, SessionStore sessions)
    {
        var query = new Query(context.Request.Query);
        var limit = query.Limit();
        var after = query.AfterId() ?? Guid.Empty;
        if (query.Problem is { } problem)
            return problem;

        var found = await sessions.OpenAsync(SeenBy(context), after, limit + 1, context.RequestAborted);
        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id.ToString()) : null;
        return JsonAnswer.Of(context, new Page<SessionView>([.. found.Take(limit).Select(SessionView.Of)], next));
    }

    private static async Task<IResult> EndSessionAsync(
        Guid id,
        HttpContext context,
        SessionStore sessions,
        SessionCache cache
    )
    {
        if (
            await sessions.FindAsync(id, context.RequestAborted) is not { } found
            || SeenBy(context) is { } own && found.Subject != own
        )
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "session-not-found",
                $"You have no session {id}. GET /api/sessions lists those you have."
            );

        await cache.EndAsync(id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EndAccessAsync(HttpContext context, AccessEnd end, AccessCaches caches)
    {
        var (body, problem) = await Body.ReadAsync<AccessEndBody>(context);
        if (body is null)
            return problem!;

        var subject = body.Subject;
        if (SeenBy(context) is { } own && subject != own)
            return Problem.Of(
                StatusCodes.Status403Forbidden,
                "role-not-allowed",
                $"You may end the access of '{Slug.Clip(own)}', which is you; an admin may end anybody's."
            );

        if (await end.RunAsync(subject, context.RequestAborted) is not { } ended)
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "subject-not-found",
                $"No one has come in as '{Slug.Clip(subject)}'. A subject is key: and an id, person: and a name, or "
                    + "issuer, # and the subject of its tokens.",
                "/subject"
            );

        caches.Evict(subject, ended);
        return JsonAnswer.Changed(
            new AccessEndView(subject, ended.Keys.Count, ended.Sessions.Count, ended.FeedAddresses.Count),
            StatusCodes.Status201Created
        );
    }
}

/// <summary>A session that is open.</summary>
/// <param name="Subject">The id of who signed in.</param>
/// <param name="Name">As that subject is shown.</param>
/// <param name="BegunAt">When it was signed in to.</param>
/// <param name="LastSeenAt">To the minute or so.</param>
/// <param name="EndsAt">By then it is over, however it is used.</param>
internal sealed record SessionView(
    Guid Id,
    string Subject,
    string Name,
    DateTimeOffset BegunAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset EndsAt
)
{
    public static SessionView Of(StoredSession each) =>
        new(each.Id, each.Subject, each.Name, each.BegunAt, each.LastSeenAt, each.EndsAt);
}

/// <summary>Whose access is ended.</summary>
internal sealed record AccessEndBody
{
    /// <summary>key: and the id of a key without a person, person: and a name, or issuer, # and sub.</summary>
    public required string Subject { get; init; }
}

/// <summary>What was ended.</summary>
/// <param name="Keys">That worked until then.</param>
/// <param name="Sessions">That were open.</param>
/// <param name="FeedAddresses">That were open. Tokens issued by then are refused, however many there are.</param>
internal sealed record AccessEndView(string Subject, int Keys, int Sessions, int FeedAddresses);

using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Keys;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Erasing;

/// <summary>Where an admin takes the name of someone who recorded away, as the law may demand.</summary>
internal static class AuthorErasure
{
    public static void MapAuthorErasure(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/authors/erasure", EraseAsync)
            .RequireAuthorization(Roles.CanAdminister)
            .WithTags("Administrators")
            .Administers<AuthorErasureBody, AuthorErasureAnswer>(
                "eraseAuthor",
                "Erase the name of someone who recorded, for good",
                "Their keys, sessions, subscriptions and feed addresses end, and nothing leads from what they recorded "
                    + "to their name any more. What they recorded stays, and every proof of it: entries of the log "
                    + "hold no name. Nodes beside this one may show it for ten seconds more.",
                """{ "name": "a.monitor" }"""
            );

    private static async Task<IResult> EraseAsync(
        HttpContext context,
        Authors authors,
        SubjectStore subjects,
        AccessEnd end,
        AccessCaches caches,
        ILogger<AuthorErasureBody> logger
    )
    {
        var (body, problem) = await Body.ReadAsync<AuthorErasureBody>(context);
        if (body is null)
            return problem!;

        // First, and where it is refused they record nothing more by a key that goes.
        foreach (var subject in await subjects.IdsOfAsync(body.Name, context.RequestAborted))
            if (await end.RunAsync(subject, context.RequestAborted) is { } ended)
                caches.Evict(subject, ended);

        if (await authors.EraseAsync(body.Name, context.RequestAborted) is not { } named)
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "subject-not-found",
                $"No one is called '{Slug.Clip(body.Name)}' here. It is the name that auditors are shown as "
                    + "'recordedBy'.",
                "/name"
            );

        logger.LogInformation("An author was erased by {Subject}.", context.User.Subject());
        return JsonAnswer.Changed(new AuthorErasureAnswer(named), StatusCodes.Status201Created);
    }
}

/// <summary>Whose name is erased.</summary>
internal sealed record AuthorErasureBody
{
    /// <summary>As auditors and admins are shown it: 'recordedBy'.</summary>
    public required string Name { get; init; }
}

/// <param name="NamedEvents">How many events name them still: those that a version before this recorded, whose entries
/// in the log are made of the name. 0 in a store that began with this one.</param>
internal sealed record AuthorErasureAnswer(long NamedEvents);

using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Security;

/// <summary>API keys: an admin makes, lists and revokes them.</summary>
internal static class KeyEndpoints
{
    private const string Example =
        """{ "name": "desk laptop", "role": "monitor", "person": "a.monitor", "expiresAt": "2027-01-31T00:00:00Z" }""";

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/keys").RequireAuthorization(Roles.CanAdminister).WithTags("Administrators");
        group
            .MapPost("/", CreateAsync)
            .Administers<KeyBody, NewKey>(
                "createKey",
                "Hand out a key",
                "The answer shows the key, this once: only its hash is stored. Events are recorded by the "
                    + "person, or by the name where none is given.",
                Example
            );
        group
            .MapGet("/", ListAsync)
            .Answers<Page<KeyView>>("listKeys", "Every key that was handed out, in that order", Parameters.Paging);
        group
            .MapDelete("/{id:guid}", RevokeAsync)
            .WithName("revokeKey")
            .WithSummary("Revoke a key: it is refused within seconds, on every node, for good")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<Microsoft.AspNetCore.Mvc.ProblemDetails>(
                StatusCodes.Status404NotFound,
                "application/problem+json"
            );
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        ApiKeyStore keys,
        DatabaseClock clock,
        LongestKeyLife longest,
        ILogger<ApiKeyStore> logger
    )
    {
        var (asked, problem) = await Body.ReadAsync<KeyBody>(context);
        if (asked is null)
            return problem!;

        if (Check(asked, clock.Now, longest) is { } refusal)
            return refusal.ToResult();

        var key = ApiKey.Create();
        var stored = await keys.AddAsync(
            key,
            asked.Name,
            WireName.Of(asked.Role),
            asked.ExpiresAt ?? clock.Now + longest.Life,
            context.RequestAborted,
            asked.Person
        );
        if (stored is null)
            return Problem.Of(
                StatusCodes.Status409Conflict,
                "name-taken",
                $"Another subject has a name that looks like '{Slug.Clip(asked.Person ?? asked.Name)}', and a name in "
                    + "the record means one. Choose another; several keys record by one name when they have the "
                    + "same person.",
                asked.Person is null ? "/name" : "/person"
            );

        logger.LogInformation(
            "Key {Id} of role {Role} was handed out by {Subject}.",
            stored.Id,
            stored.Role,
            context.User.Subject()
        );
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = $"/api/keys/{stored.Id}";
        return JsonAnswer.Changed(NewKey.Of(stored, key), StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ApiKeyStore keys)
    {
        var query = new Query(context.Request.Query);
        var limit = query.Limit();
        var after = query.AfterId() ?? Guid.Empty;
        if (query.Problem is { } problem)
            return problem;

        var found = await keys.ListAsync(after, limit + 1, context.RequestAborted);
        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id.ToString()) : null;
        return JsonAnswer.Of(context, new Page<KeyView>([.. found.Take(limit).Select(KeyView.Of)], next));
    }

    private static async Task<IResult> RevokeAsync(
        Guid id,
        HttpContext context,
        ApiKeyCache keys,
        ILogger<ApiKeyStore> logger
    )
    {
        if (!await keys.RevokeAsync(id, context.RequestAborted))
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "key-not-found",
                $"No key {id} was handed out. GET /api/keys lists those that were."
            );

        logger.LogInformation("Key {Id} was revoked by {Subject}.", id, context.User.Subject());
        return TypedResults.NoContent();
    }

    private static Refusal? Check(KeyBody asked, DateTimeOffset now, LongestKeyLife longest)
    {
        if (!SubjectName.IsOne(asked.Name))
            return Refusal.Invalid("malformed-name", $"A key's name has {SubjectName.Form}.", "/name");

        if (asked.Person is { } person && !SubjectName.IsOne(person))
            return Refusal.Invalid("malformed-name", $"A person's name has {SubjectName.Form}.", "/person");

        if (longest.Life is { } most && asked.ExpiresAt > now + most)
            return Refusal.Invalid(
                "lives-too-long",
                $"expiresAt {InstantConverter.Print(asked.ExpiresAt.Value)} is more than {most.TotalDays} days away, "
                    + "the longest life of keys here (keys:longestDays).",
                "/expiresAt"
            );

        return asked.ExpiresAt <= now
            ? Refusal.Invalid(
                "already-expired",
                $"expiresAt {InstantConverter.Print(asked.ExpiresAt.Value)} is past: such a key would open nothing.",
                "/expiresAt"
            )
            : null;
    }
}

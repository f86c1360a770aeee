using Microsoft.AspNetCore.Authentication;
using Negotiations.Dashboard.Routes;
using Negotiations.Record;
using Negotiations.Server.Http;

namespace Negotiations.Server.Security;

/// <summary>The answers 401 (unknown credentials) and 403 (no right), for keys, tokens and sessions alike.</summary>
internal static class AccessProblem
{
    private const string Remedy =
        "Send 'Authorization: Bearer <key>'; the first start wrote one key per role to the keys folder it names.";

    /// <summary>A key or a token that is not known is refused, also where none is needed: a client learns that its key
    /// was revoked, and is not taken for an anonymous one.</summary>
    public static void UseKnownCredentials(this WebApplication app) =>
        app.Use(next =>
            context =>
                context.Request.Headers.Authorization.Count > 0 && context.User.Identity?.IsAuthenticated != true
                    ? context.ChallengeAsync()
                    : next(context)
        );

    /// <param name="context">Of the request.</param>
    /// <param name="said">What is wrong with what was presented; null when nothing was.</param>
    public static Task UnknownAsync(HttpContext context, string? said)
    {
        // RFC 6750, 3.1: without credentials the challenge names no error.
        context.Response.Headers.WWWAuthenticate = said is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        var problem = said is null
            ? Problem.Of(StatusCodes.Status401Unauthorized, "key-missing", $"This needs a key. {Remedy}")
            : Problem.Of(
                StatusCodes.Status401Unauthorized,
                "key-unknown",
                $"{said} Reading without a key needs no Authorization header. {Remedy}"
            );
        return problem.ExecuteAsync(context);
    }

    public static Task ForbiddenAsync(HttpContext context)
    {
        var roles = context
            .User.Identities.SelectMany(each => each.FindAll(each.RoleClaimType))
            .Select(claim => claim.Value)
            .ToList();
        var held = roles.Count == 0 ? "without a role" : $"of role '{Slug.Clip(string.Join(", ", roles))}'";
        var problem = Problem.Of(
            StatusCodes.Status403Forbidden,
            "role-not-allowed",
            $"Someone {held} may not do this. Monitors append, auditors audit, an admin manages keys and erases."
        );
        return PageAnswer.ForWhoAsks(context, problem).ExecuteAsync(context);
    }
}

using Negotiations.Dashboard.Routes;
using Negotiations.Record;
using Negotiations.Server.Http;

namespace Negotiations.Server.Security;

/// <summary>The answers to who is not known and to who may not, whatever way they came in.</summary>
internal static class AccessProblem
{
    /// <param name="context">Of the request.</param>
    /// <param name="said">What is wrong with what was presented; null when nothing was.</param>
    public static Task UnknownAsync(HttpContext context, string? said)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem
            .Of(
                StatusCodes.Status401Unauthorized,
                "key-missing",
                $"{said ?? "This needs a key."} Send 'Authorization: Bearer <key>'; the first start wrote "
                    + "one key per role to the keys folder it names."
            )
            .ExecuteAsync(context);
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
        return DeskAnswer.ForWhoAsks(context, problem).ExecuteAsync(context);
    }
}

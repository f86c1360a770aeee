using Negotiations.Json;

namespace Negotiations.Server.Status;

/// <summary>The answer about a negotiation that went on in another one: the way to that one.</summary>
internal static class MergedRedirect
{
    /// <param name="context">Of the question.</param>
    /// <param name="id">That was asked for.</param>
    /// <param name="target">In which it went on.</param>
    public static IResult To(HttpContext context, string id, string target)
    {
        var headers = context.Response.Headers;
        headers.Location = $"{context.Request.PathBase}/api/negotiations/{target}{context.Request.QueryString}";

        // A merge can be taken back: no cache may remember the way for good.
        headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new MergedNegotiation(id, target),
            EventJson.Options,
            statusCode: StatusCodes.Status308PermanentRedirect
        );
    }
}

/// <summary>A negotiation that is counted as another one.</summary>
/// <param name="Id">That was asked for.</param>
/// <param name="MergedInto">Id of the one in which it went on, through all merges on the way.</param>
public sealed record MergedNegotiation(string Id, string MergedInto);

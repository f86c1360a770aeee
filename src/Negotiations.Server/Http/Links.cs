using Microsoft.AspNetCore.WebUtilities;

namespace Negotiations.Server.Http;

/// <summary>
/// Links between answers, as headers (RFC 8288), for clients that follow them without reading the body.
/// </summary>
internal static class Links
{
    /// <summary>The next page of the same question; nothing on the last page.</summary>
    public static void AddNext(HttpContext context, string? cursor)
    {
        if (cursor is not null)
            Add(context, With(context, "cursor", cursor), "next");
    }

    /// <param name="target">Path and query on this server; a relative reference, so that it holds behind any
    /// proxy.</param>
    /// <param name="relation">A registered relation.</param>
    public static void Add(HttpContext context, string target, string relation) =>
        context.Response.Headers.Append("Link", $"<{target}>; rel=\"{relation}\"");

    /// <summary>The address asked for, with one parameter put in place of its like.</summary>
    public static string With(HttpContext context, string name, string value) =>
        QueryHelpers.AddQueryString(Without(context, name), name, value);

    /// <summary>The address asked for, without some parameters.</summary>
    public static string Without(HttpContext context, params IReadOnlyList<string> names) =>
        QueryHelpers.AddQueryString(
            context.Request.PathBase + context.Request.Path,
            context.Request.Query.Where(each => !names.Contains(each.Key, StringComparer.OrdinalIgnoreCase))
        );
}

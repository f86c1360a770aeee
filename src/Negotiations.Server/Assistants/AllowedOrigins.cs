using System.Net;
using Negotiations.Record;
using Negotiations.Server.Http;

namespace Negotiations.Server.Assistants;

/// <summary>
/// Which web pages may talk to the endpoint for assistants: none but those that <c>assistants:origins</c> names. A page
/// that had its own name point to this machine (DNS rebinding) comes with that name as origin and as host, so being
/// the same as the host is worth nothing, unless it is this machine's.
/// </summary>
internal sealed record AllowedOrigins(IReadOnlyList<string> Named)
{
    public static AllowedOrigins Read(IConfiguration configuration) =>
        new(
            configuration.GetSection("assistants:origins").Get<string[]>()
                ?? configuration["assistants:origins"]
                    ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ?? []
        );

    /// <summary>Only browsers send an origin, so a request without one cannot come from a page that misuses a
    /// browser.</summary>
    public bool Allow(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || Named.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return true;

        return Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && IsThisMachine(page.Host)
            && string.Equals(
                page.GetLeftPart(UriPartial.Authority),
                $"{request.Scheme}://{request.Host}",
                StringComparison.OrdinalIgnoreCase
            );
    }

    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        context.RequestServices.GetRequiredService<AllowedOrigins>().Allow(context.Request)
            ? next(context)
            : Problem
                .Of(
                    StatusCodes.Status403Forbidden,
                    "origin-not-allowed",
                    $"Pages of {Slug.Clip(context.Request.Headers.Origin.ToString())} may not ask here. "
                        + "The operator allows an origin by assistants:origins."
                )
                .ExecuteAsync(context);

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

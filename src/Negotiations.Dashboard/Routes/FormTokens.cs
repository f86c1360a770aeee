using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Logging;

namespace Negotiations.Dashboard.Routes;

/// <summary>The antiforgery token of a form that was sent.</summary>
internal static class FormTokens
{
    /// <summary>Whether it is of this session; one line of the log says where it was not. The framework's own log, a
    /// stack trace for each token that a stranger malforms, is off.</summary>
    public static async Task<bool> IsValidAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return true;

        services
            .GetRequiredService<ILoggerFactory>()
            .CreateLogger(typeof(FormTokens).FullName!)
            .LogInformation("A form without a token of its session was sent to {Route}.", RouteOf(context));
        return false;
    }

    // The path is left out of the line: the sender chooses it.
    private static string? RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}

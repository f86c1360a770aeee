using Microsoft.AspNetCore.Cors.Infrastructure;
using Negotiations.Server.Http;

namespace Negotiations.Server.Security;

/// <summary>
/// Pages of other origins that may read (CORS), from <c>cors:origins</c>: a notebook, a static dashboard. None without
/// it. Writing is never opened to them, and cookies are not sent along.
/// </summary>
internal static class CrossOrigin
{
    private static readonly string[] Paths = ["/api", "/openapi", "/problems", "/anomalies"];

    private static readonly string[] Exposed =
    [
        "ETag",
        "Link",
        "Location",
        "Retry-After",
        "RateLimit",
        "RateLimit-Policy",
        "Content-Disposition",
        AnswerHeaders.Version,
        ReadOnlyAnswers.Lag,
        ReadOnlyAnswers.Sequence,
    ];

    public static void UseCrossOrigin(this WebApplication app)
    {
        var origins = Origins(app.Configuration);
        if (origins.Length == 0)
            return;

        var policy = new CorsPolicyBuilder(origins)
            .WithMethods("GET", "HEAD")
            .AllowAnyHeader()
            .WithExposedHeaders(Exposed)
            .SetPreflightMaxAge(TimeSpan.FromHours(1))
            .Build();
        app.UseWhen(
            context =>
                Array.Exists(Paths, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)),
            reading => reading.Use(next => context => AnswerAsync(context, next, policy))
        );
    }

    private static Task AnswerAsync(HttpContext context, RequestDelegate next, CorsPolicy policy)
    {
        var cors = context.RequestServices.GetRequiredService<ICorsService>();
        var isPreflight =
            HttpMethods.IsOptions(context.Request.Method)
            && context.Request.Headers.ContainsKey("Access-Control-Request-Method");
        if (context.Request.Headers.Origin.Count == 0)
            return next(context);

        var found = cors.EvaluatePolicy(context, policy);
        if (isPreflight)
        {
            cors.ApplyResult(found, context.Response);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        // What writes is answered, and no page of another origin can read what.
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return next(context);

        // Refusals too, which clear what was put before.
        context.Response.OnStarting(() =>
        {
            cors.ApplyResult(found, context.Response);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static string[] Origins(IConfiguration configuration) =>
        configuration.GetSection("cors:origins").Get<string[]>()
        ?? configuration["cors:origins"]
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [];
}

using Microsoft.AspNetCore.Http.Timeouts;
using Negotiations.Server.Http;

namespace Negotiations.Server.Security;

/// <summary>What keeps one caller from taking the server away from the others.</summary>
internal static class Limits
{
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var settings = LimitSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<RequestLimits>();
        builder.Services.AddSingleton<ReplayLimit>();
        builder.Services.AddSingleton<ExportLimit>();
        builder.Services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = settings.RequestTime,
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
                WriteTimeoutResponse = AnswerTimeoutAsync,
            }
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Body.MostRead;
            kestrel.Limits.MaxRequestLineSize = LimitSettings.MaxRequestLine;
            kestrel.Limits.MaxRequestHeadersTotalSize = LimitSettings.MaxHeaders;
            kestrel.Limits.MaxRequestHeaderCount = LimitSettings.MaxHeaderCount;

            // Anyone who sends a header letter by letter holds a connection, and no longer than this.
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
    }

    /// <summary>Before anyone is asked who they are.</summary>
    public static void UseAddressLimit(this WebApplication app)
    {
        app.UseRequestTimeouts();
        if (app.Services.GetRequiredService<LimitSettings>().CountsRequests)
            app.Use(next =>
                context => context.RequestServices.GetRequiredService<RequestLimits>().ByAddressAsync(context, next)
            );
    }

    /// <summary>Once it is known who they are.</summary>
    public static void UseKeyLimit(this WebApplication app)
    {
        if (app.Services.GetRequiredService<LimitSettings>().CountsRequests)
            app.Use(next =>
                context => context.RequestServices.GetRequiredService<RequestLimits>().ByKeyAsync(context, next)
            );
    }

    private static Task AnswerTimeoutAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return Problem
            .Of(
                StatusCodes.Status503ServiceUnavailable,
                "took-too-long",
                "The answer took longer than this server works on one. Ask for less: a shorter page, one "
                    + "negotiation, fewer clocks."
            )
            .ExecuteAsync(context);
    }
}

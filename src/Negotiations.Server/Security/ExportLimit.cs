using System.Threading.RateLimiting;
using Negotiations.Server.Http;

namespace Negotiations.Server.Security;

/// <summary>
/// Limits concurrent exports. Each holds a database connection until its reader has taken the whole file, and requests
/// for pages need connections too.
/// </summary>
internal sealed class ExportLimit(LimitSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> perCaller = PartitionedRateLimiter.Create<HttpContext, string>(
        context =>
            RateLimitPartition.GetConcurrencyLimiter(
                RequestLimits.CallerOf(context) ?? RequestLimits.AddressOf(context.Connection.RemoteIpAddress),
                _ => Of(settings.ExportsPerCaller)
            )
    );

    private readonly ConcurrencyLimiter all = new(Of(settings.Exports));

    public ValueTask<object?> BeginAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var own = perCaller.AttemptAcquire(context);
        var common = own.IsAcquired ? all.AttemptAcquire() : own;

        // The file is written after this returns: its place is free when the response is done.
        context.Response.RegisterForDispose(own);
        context.Response.RegisterForDispose(common);
        if (common.IsAcquired)
            return next(invocation);

        context.Response.Headers.RetryAfter = "5";
        return ValueTask.FromResult<object?>(
            Problem.Of(
                StatusCodes.Status429TooManyRequests,
                "too-many-exports",
                "As many files are being written as may be at one time. Ask again when one is done, or in "
                    + "a few seconds."
            )
        );
    }

    public void Dispose()
    {
        perCaller.Dispose();
        all.Dispose();
    }

    private static ConcurrencyLimiterOptions Of(int most) => new() { PermitLimit = most, QueueLimit = 0 };
}

internal static class ExportingRoutes
{
    /// <summary>A route that answers with a file as long as what is recorded.</summary>
    public static RouteHandlerBuilder Exports(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(
            (invocation, next) =>
                invocation.HttpContext.RequestServices.GetRequiredService<ExportLimit>().BeginAsync(invocation, next)
        );
}

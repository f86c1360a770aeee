using System.Threading.RateLimiting;
using Negotiations.Server.Http;
using Negotiations.Server.Timing;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Security;

/// <summary>
/// Few answers are folded at one time: a replay costs a processor, and those who only ask where things stand must not
/// wait for it.
/// </summary>
internal sealed class ReplayLimit : IDisposable
{
    // Each waits for a turn as long as it takes to serve so many before it; the rest is asked to come back.
    private const int Waiting = 32;

    private readonly PartitionedRateLimiter<HttpContext> perCaller;
    private readonly ConcurrencyLimiter all;

    public ReplayLimit(LimitSettings settings)
    {
        perCaller = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetConcurrencyLimiter(
                RequestLimits.CallerOf(context) ?? RequestLimits.AddressOf(context.Connection.RemoteIpAddress),
                _ => new ConcurrencyLimiterOptions { PermitLimit = settings.ReplaysPerCaller, QueueLimit = Waiting }
            )
        );
        all = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions { PermitLimit = settings.Replays, QueueLimit = Waiting * settings.Replays }
        );
    }

    public async ValueTask<object?> TakeTurnAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var context = invocation.HttpContext;
        using var own = await perCaller.AcquireAsync(context, 1, context.RequestAborted);
        using var common = own.IsAcquired ? await all.AcquireAsync(1, context.RequestAborted) : null;
        if (common?.IsAcquired == true)
            return await next(invocation);

        context.Response.Headers.RetryAfter = "1";
        return Problem.Of(
            StatusCodes.Status429TooManyRequests,
            "too-many-replays",
            "Too many answers are being folded from the events at this moment. Ask again in a second, one "
                + "question at a time."
        );
    }

    public void Dispose()
    {
        perCaller.Dispose();
        all.Dispose();
    }
}

internal static class ReplayingRoutes
{
    /// <summary>A route that always folds.</summary>
    public static RouteHandlerBuilder Replays(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter((invocation, next) => TakeTurnAsync(invocation, next));

    /// <summary>A route that folds when it is asked on other clocks than now.</summary>
    public static RouteHandlerBuilder ReplaysOnClocks(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(
            (invocation, next) =>
                ClocksQuery.AreNamedIn(invocation.HttpContext.Request.Query)
                    ? TakeTurnAsync(invocation, next)
                    : next(invocation)
        );

    public static ValueTask<object?> TakeTurnAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var services = invocation.HttpContext.RequestServices;
        return services
            .GetRequiredService<ReplayLimit>()
            .TakeTurnAsync(invocation, turn => services.GetRequiredService<AnswerTimes>().TimeReplayAsync(turn, next));
    }
}

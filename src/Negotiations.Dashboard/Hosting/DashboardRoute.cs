using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Hosting;

/// <summary>Marks a route that answers with a page.</summary>
public sealed record DashboardRoute;

/// <summary>Marks a route of the pages that shows no notice: what it does not understand is refused, as the API
/// does.</summary>
public sealed record NoNotice;

/// <summary>What a route of the pages asks of the host.</summary>
internal static class HostedRoutes
{
    /// <summary>Names the query parameters that the page takes.</summary>
    public static RouteHandlerBuilder Understands(this RouteHandlerBuilder route, params IEnumerable<string> names) =>
        route.WithMetadata(new KnownParameters([.. names]));

    /// <summary>The page is folded from the events.</summary>
    public static RouteHandlerBuilder Replays(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter((invocation, next) => Turn(invocation, next));

    /// <summary>The page is folded from the events where the question names a clock.</summary>
    public static RouteHandlerBuilder ReplaysOnClocks(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(
            (invocation, next) =>
                ClocksQuery.AreNamedIn(invocation.HttpContext.Request.Query) ? Turn(invocation, next) : next(invocation)
        );

    private static ValueTask<object?> Turn(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.RequestServices.GetRequiredService<IDashboardHost>().TakeTurnAsync(invocation, next);
}

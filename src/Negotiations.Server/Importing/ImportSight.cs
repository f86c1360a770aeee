using Negotiations.Store.Keys;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Importing;

/// <summary>
/// Who sees what of an import. The file is working material and not the record: rows that were not taken, and what a
/// dry run found, are seen by who started it and by admins; everyone else sees counts.
/// </summary>
internal static class ImportSight
{
    // Imports have a pseudonym of their own: one of a negotiation would tie all to each other that it brought.
    private const string ImportStream = "imports/";

    /// <summary>Whether they started it, or are an admin. A name is one subject's, for good.</summary>
    public static bool IsOwn(HttpContext context, ImportReport report) =>
        context.User.IsInRole(Roles.Admin)
        || (context.User.Identity is { IsAuthenticated: true, Name: { } name } && name == report.StartedBy);

    /// <summary>The report as this caller sees it; null: it is not there for them.</summary>
    public static ImportReport? Of(HttpContext context, ImportReport report) =>
        IsOwn(context, report) ? report
        : report.DryRun ? null
        : report with
        {
            StartedBy = Sight.By(ImportStream, report.StartedBy),
            StartedAt = Sight.At(report.StartedAt),
            FinishedAt = report.FinishedAt is { } finished ? Sight.At(finished) : null,
            Negotiations = [],
            MissingColumns = [],
            UnreadColumns = [],
            Problem = report.Problem is null ? null : "It is shown to who started it.",
            Questions = [],
            Leaning = [],
            Renumbered = new Dictionary<string, string>(),
        };

    /// <summary>A filter of routes that show an import's working material, whatever they show of it.</summary>
    public static RouteHandlerBuilder ShowsOwn(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter((invocation, next) => CheckAsync(invocation, next, IsOwn));

    /// <summary>A filter of routes that show what an import recorded: of one that recorded nothing there is only
    /// working material.</summary>
    public static RouteHandlerBuilder ShowsRecorded(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(
            (invocation, next) =>
                CheckAsync(invocation, next, (context, report) =>
                    IsOwn(context, report) || (!report.DryRun && report.State is ImportState.Done or ImportState.Undone)
                )
        );

    private static async ValueTask<object?> CheckAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next,
        Func<HttpContext, ImportReport, bool> maySee
    )
    {
        var context = invocation.HttpContext;
        var id = Guid.Parse((string)context.Request.RouteValues["id"]!);
        var store = context.RequestServices.GetRequiredService<ImportStore>();
        return await store.FindAsync(id, context.RequestAborted) is { } report && maySee(context, report)
            ? await next(invocation)
            : ImportEndpoints.NotFound(id);
    }
}

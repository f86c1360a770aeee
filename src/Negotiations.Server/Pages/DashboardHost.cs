using Microsoft.AspNetCore.Authentication;
using Negotiations.Dashboard.Hosting;
using Negotiations.Server.Audit;
using Negotiations.Server.Http;
using Negotiations.Server.Importing;
using Negotiations.Server.Security;
using Negotiations.Store.Audits;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Pages;

/// <summary>Gives the pages what only the server has: sessions, turns, the feed and the audits.</summary>
internal sealed class DashboardHost(
    ApiKeyCache keys,
    SessionCache sessions,
    SessionStore store,
    AuditRuns audits,
    ReleaseReports releases,
    PublicAddress address
) : IDashboardHost
{
    // Longer than any key of ours.
    private const int MaxKey = 200;

    public async Task<bool> OpenSessionAsync(HttpContext context, string key)
    {
        if (key.Length > MaxKey || await keys.FindAsync(key, context.RequestAborted) is not { } known)
            return false;

        var session = await store.BeginAsync(known, DashboardSession.Lasts, context.RequestAborted);
        context.User = DashboardSession.Open(known, ApiKey.HashOf(key), session.Id);
        await context.SignInAsync(DashboardSession.SchemeName, context.User);
        return true;
    }

    public async Task CloseSessionAsync(HttpContext context)
    {
        if (DashboardSession.IdOf(context.User) is { } session)
            await sessions.EndAsync(session, context.RequestAborted);

        await context.SignOutAsync(DashboardSession.SchemeName);

        // W3C Clear Site Data: what was shown to who leaves is not shown to who comes. Not cookies, which would go at
        // every host of the domain.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    public ValueTask<object?> TakeTurnAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        ReplayingRoutes.TakeTurnAsync(invocation, next);

    public IReadOnlyList<string> NotUnderstood(HttpContext context) => UnknownParameters.Of(context);

    public string Root(HttpContext context) => address.Root(context);

    public async Task<Guid> StartAuditAsync(string by, CancellationToken stop) =>
        (await audits.StartAsync(by, stop)).Id;

    public Task<AuditReport?> FindAuditAsync(Guid id, CancellationToken stop) => audits.FindAsync(id, stop);

    public Task<ReleaseModel?> FindReleaseAsync(Guid id, HttpContext context) =>
        releases.ForPageAsync(id, context, context.RequestAborted);
}

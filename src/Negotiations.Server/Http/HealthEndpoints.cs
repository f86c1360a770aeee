using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Server.Workers;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Seeing;
using Negotiations.Store.Setup;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Http;

/// <summary>Live: the process answers. Ready: the store does.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapHealthChecks(
                "/health/live",
                new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }
            )
            .AllowAnonymous();
        routes
            .MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync })
            .AllowAnonymous();
    }

    // Whether this node may be asked is for who balances the load; why not is for who may read.
    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        var mayRead = (
            await context
                .RequestServices.GetRequiredService<IAuthorizationService>()
                .AuthorizeAsync(context.User, context, Roles.CanRead)
        ).Succeeded;
        context.Response.ContentType = "application/json";
        await JsonAnswer
            .Changed(
                new HealthAnswer(
                    Word(report.Status),
                    ProductVersion.Text,
                    report.Entries.ToDictionary(
                        entry => entry.Key,
                        entry => new HealthPart(
                            Word(entry.Value.Status),
                            mayRead ? Said(entry.Value.Description) : null
                        )
                    )
                ),
                context.Response.StatusCode
            )
            .ExecuteAsync(context);
    }

    private static string? Said(string? fault) => fault is null ? null : Sight.InText(fault);

    private static string Word(HealthStatus status) =>
        status switch
        {
            HealthStatus.Healthy => "healthy",
            HealthStatus.Degraded => "degraded",
            _ => "unhealthy",
        };
}

/// <param name="Version">Of the program that answers.</param>
public sealed record HealthAnswer(string Status, string Version, IReadOnlyDictionary<string, HealthPart> Parts);

public sealed record HealthPart(string Status, string? Text);

/// <summary>The store answers a query within its time.</summary>
internal sealed class StoreHealth(
    StoreProbe probe,
    AppendOnlyTriggers triggers,
    StoreConnections connections,
    ReaderMode reader,
    StoreSessions sessions
) : StoreCheck(sessions)
{
    // Without the store nothing is answered here: the node is not ready, and requests go to another one.
    protected override HealthCheckResult Late =>
        HealthCheckResult.Unhealthy($"{NoAnswer} It was asked {Limit.TotalSeconds} seconds ago.");

    protected override async Task<HealthCheckResult> AskAsync()
    {
        await probe.PingAsync(CancellationToken.None);
        if (!reader.IsOn && await triggers.WhyNotAsync(CancellationToken.None) is { } fault)
            return HealthCheckResult.Degraded(fault);

        return HealthCheckResult.Healthy(
            reader.IsOn ? "It is read, in sessions that can change nothing."
            : connections.Shortfall is { } shortfall
                ? "Events are append-only by a trigger. The server works in a role that could change them without it: "
                    + $"{shortfall}."
            : "Events are append-only by a trigger, and the server works in a role that has no right to "
                + "change them."
        );
    }
}

using System.Globalization;
using System.Text;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Models;
using Negotiations.Dashboard.Pages;
using Negotiations.Ledger;
using Negotiations.Store.Feed;
using Negotiations.Store.Keys;
using Negotiations.Store.Ledger;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Dashboard.Routes;

/// <summary>The audit pages: who recorded what, what each event changed, the tamper-evident log, and a rebuild of every
/// view from its events.</summary>
internal static class AuditRoutes
{
    private const int Latest = 50;
    private const int StepsAPage = 20;

    public static void MapAuditPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/audit", ShowAsync).Understands("event", "negotiation");
        pages.MapPost("/audit", StartAsync).RequireAuthorization(Roles.CanAudit).ChecksForm();
        pages.MapGet("/audit/{id:guid}", WatchAsync);
        pages.MapGet("/imports/{id:guid}", ReleaseAsync);
        pages.MapGet("/negotiations/{id}/steps", StepsAsync).Understands("asOf", "after").Replays();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        FeedReader feed,
        LedgerReader ledger,
        LedgerKey key,
        NegotiationNames names
    )
    {
        var query = PageContext.Question(context);
        var sought = query.Text("event");
        var negotiations = await query.NegotiationsAsync(names, context.RequestAborted);
        if (sought is not null && !Guid.TryParse(sought, out _))
            query.Refuse("event", $"event={Record.Slug.Clip(sought)} is not an event's id.");

        if (query.Problem is { } problem)
            return problem;

        var (latest, _) = await feed.LatestAsync(
            Latest,
            FeedFilter.All with
            {
                Negotiations = negotiations,
            },
            before: null,
            withMerges: false,
            context.RequestAborted
        );
        var head = await ledger.HeadAsync(context.RequestAborted);
        var mismatch = key.Mismatch(head);
        return PageAnswer.Page<AuditPage>(
            PageContext.Of(context),
            new AuditModel(
                [.. latest.Select(each => each.Entry)],
                negotiations.Count == 1 ? negotiations[0] : null,
                head?.Note,
                Read(head),
                mismatch is null ? key.Signer.VerifierKey.Text : null,
                mismatch,
                sought is null ? null : Guid.Parse(sought)
            )
        );
    }

    private static Checkpoint? Read(LedgerHead? head) =>
        head is not null
        && SignedNote.TryParse(Encoding.UTF8.GetBytes(head.Note), out var note, out _)
        && Checkpoint.TryParse(note.Text, out var checkpoint, out _)
            ? checkpoint
            : null;

    private static async Task<IResult> StartAsync(HttpContext context, IDashboardHost host) =>
        TypedResults.Redirect($"/audit/{await host.StartAuditAsync(context.User.Subject(), context.RequestAborted)}");

    private static async Task<IResult> WatchAsync(Guid id, HttpContext context, IDashboardHost host) =>
        await host.FindAuditAsync(id, context.RequestAborted) is { } report
            ? PageAnswer.Page<AuditRunPage>(PageContext.Of(context), report)
            : Refusals
                .Missing("audit-not-found", $"No audit {id} has been started. The audit page starts one.")
                .ToResult();

    private static async Task<IResult> ReleaseAsync(Guid id, HttpContext context, IDashboardHost host) =>
        await host.FindReleaseAsync(id, context) is { } release
            ? PageAnswer.Page<ReleasePage>(PageContext.Of(context), release)
            : Refusals.Missing("import-not-found", $"No import {id} has been started.").ToResult();

    private static async Task<IResult> StepsAsync(string id, HttpContext context, NegotiationReader reader)
    {
        var query = new Query(context.Request.Query);
        var (asOf, after) = (query.Date("asOf")?.Latest, query.Number("after") ?? 0);
        if (query.Problem is { } problem)
            return problem;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Refusals.NotFound(id).ToResult();

        if (after >= negotiation.Version)
            return Refusals
                .BadParameter(
                    "after",
                    $"after={after.ToString(CultureInfo.InvariantCulture)} is past the end: "
                        + $"'{negotiation.Id}' has {negotiation.Version} events."
                )
                .ToResult();

        var steps = Steps.Of(negotiation, after, StepsAPage, asOf);
        return PageAnswer.Page<StepsPage>(
            PageContext.Of(context),
            new StepsModel(negotiation.Id, steps[^1].After?.Title ?? negotiation.Id, steps, after, negotiation.Version)
        );
    }
}

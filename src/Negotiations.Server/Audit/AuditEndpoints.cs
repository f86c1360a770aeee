using System.Globalization;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Routes;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Audits;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Audit;

/// <summary>
/// For those who do not take an answer on trust: why, what changed, step by step, and everything again from the
/// events.
/// </summary>
internal static class AuditEndpoints
{
    private const int MostSteps = 50;

    // A step shows the status before it and after it, which are as long as the record was by then: past so many events
    // on a page it has fewer steps, and at least one.
    private const int MostEventsShown = 5_000;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var replays = routes
            .MapGroup("/api/negotiations/{id}")
            .RequireAuthorization(Roles.CanRead)
            .WithTags("Auditors");
        replays
            .MapGet("/explanation", ExplainAsync)
            .Answers<Explanation>(
                "getExplanation",
                "For every field of the status: the events and sources that decided it",
                [.. Parameters.Clocks, Parameters.Version]
            )
            .Replays();
        replays
            .MapGet("/changes", ChangesAsync)
            .Answers<ChangeAnswer>(
                "getChanges",
                "What changed between two versions or two known-by instants, and which events changed it",
                [
                    new QueryParameter(
                        "from",
                        "A version, an instant (RFC 3339) or a date; the first version when absent.",
                        "1"
                    ),
                    new QueryParameter("to", "Likewise; now when absent.", "4"),
                    new QueryParameter(
                        "limit",
                        $"Changes a page, 1 to {Query.MaxLimit}, and as many events; {Query.MaxLimit} when absent.",
                        "100",
                        IsNumber: true
                    ),
                    Parameters.Paging[1],
                    .. Parameters.Clocks.Where(clock => clock.Name is "asOf" or "basis" or "without"),
                ]
            )
            .Replays();
        replays
            .MapGet("/steps", StepsAsync)
            .Answers<Page<Step>>(
                "getSteps",
                "Replay one event at a time: the event, the view before and after, who, when",
                [
                    new QueryParameter(
                        "limit",
                        $"Steps a page, 1 to {MostSteps}; 20 when absent.",
                        "20",
                        IsNumber: true
                    ),
                    Parameters.Paging[1],
                    Parameters.Clocks[0],
                ]
            )
            .Replays();

        var audits = routes.MapGroup("/api/audits").WithTags("Auditors");
        audits
            .MapPost("/", StartAsync)
            .RequireAuthorization(Roles.CanAudit)
            .Starts<AuditReport>(
                "startAudit",
                "Rebuild every view from the events beside the live ones, compare, and report"
            );
        audits
            .MapGet("/{id:guid}", ReportAsync)
            .RequireAuthorization(Roles.CanRead)
            .Answers<AuditReport>("getAudit", "How far an audit is, and what it found");
    }

    private static async Task<IResult> ExplainAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock
    )
    {
        var (view, problem) = await AskedView.ReadAsync(id, context, reader, clock);
        if (view is null)
            return problem!;

        return
            Explanation.Of(
                view.Negotiation,
                view.Clocks,
                view.IsNow ? null : AnsweredClocks.Of(view.Clocks, view.Negotiation)
            )
                is { } explanation
            ? JsonAnswer.Of(context, explanation)
            : Refusals.NotKnown(view.Negotiation, view.Clocks).ToResult();
    }

    private static async Task<IResult> ChangesAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        AskedChanges asked
    )
    {
        var query = new Query(context.Request.Query);
        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        var (before, after, problem) = ChangesQuery.Read(query, negotiation, clock);
        var limit = query.Text("limit") is null ? Query.MaxLimit : query.Limit();
        var (skipped, known) = ReadPlace(query);
        if (query.Problem is { } wrong)
            return wrong;

        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        if (problem is not null)
            return problem.ToResult();

        // What is recorded while a reader turns the pages is on none of them.
        var last = known ?? after!.Version ?? negotiation.Version;
        var changes = asked.Between(
            context.Request.Query,
            negotiation,
            before!,
            known is null ? after! : after! with { Version = known }
        );
        var page = changes.Page(
            skipped,
            limit,
            place => Cursor.Write(Print(place), Print(last)),
            $"/api/negotiations/{id}/history?clock=recorded"
        );
        Links.AddNext(context, page.Next);
        return JsonAnswer.Of(context, page);

        static string Print(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static (int Skipped, long? Known) ReadPlace(Query query)
    {
        if (query.After(2) is not [var place, var version])
            return (0, null);

        if (
            int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var skipped)
            && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
        )
            return (skipped, known);

        query.RefuseCursor();
        return (0, null);
    }

    private static async Task<IResult> StepsAsync(string id, HttpContext context, NegotiationReader reader)
    {
        var query = new Query(context.Request.Query);
        var asOf = query.Date("asOf")?.Latest;
        var limit = query.Text("limit") is null ? 20 : query.Limit();
        if (limit > MostSteps)
            query.Refuse(
                "limit",
                $"limit={limit} is more than {MostSteps} steps a page. Follow 'next' for more.",
                "page-too-large"
            );

        var after = (long)query.AfterCount();
        if (query.Problem is { } problem)
            return problem;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var count = (int)Math.Clamp(MostEventsShown / (after + 1), 1, limit);
        var steps = Steps.Of(negotiation, after, count, asOf);
        var last = after + steps.Count;
        return JsonAnswer.Of(
            context,
            new Page<Step>(
                steps,
                last < negotiation.Version ? Cursor.Write(last.ToString(CultureInfo.InvariantCulture)) : null
            )
        );
    }

    private static async Task<IResult> StartAsync(HttpContext context, AuditRuns runs)
    {
        var report = await runs.StartAsync(context.User.Subject(), context.RequestAborted);
        context.Response.Headers.Location = $"/api/audits/{report.Id}";
        return JsonAnswer.Changed(report, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ReportAsync(Guid id, HttpContext context, AuditRuns runs) =>
        await runs.FindAsync(id, context.RequestAborted) is { } report
            ? JsonAnswer.Of(context, report)
            : Problem.Of(
                StatusCodes.Status404NotFound,
                "audit-not-found",
                $"No audit {id} has been started. POST /api/audits starts one."
            );
}

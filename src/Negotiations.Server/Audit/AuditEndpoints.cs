using System.Globalization;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Server.Status;
using Negotiations.Server.Storage;
using Negotiations.Views;

namespace Negotiations.Server.Audit;

/// <summary>For those who do not take an answer on trust: why, what changed, step by step, and everything again from the events.</summary>
internal static class AuditEndpoints
{
    private const int MostSteps = 50;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var replays = routes.MapGroup("/api/negotiations/{id}").RequireAuthorization(Roles.CanRead).WithTags("Auditors");
        replays.MapGet("/explanation", ExplainAsync).Answers<Explanation>("getExplanation", "For every field of the status: the events and sources that decided it", [.. Parameters.Clocks, Parameters.Version]).Replays();
        replays.MapGet("/changes", ChangesAsync).Answers<ChangeAnswer>(
            "getChanges", "What changed between two versions or two known-by instants, and which events changed it",
            [
                new QueryParameter("from", "A version, an instant (RFC 3339) or a date; the first version when absent.", "1"),
                new QueryParameter("to", "Likewise; now when absent.", "4"),
                .. Parameters.Clocks.Where(clock => clock.Name is "asOf" or "basis" or "without"),
            ]).Replays();
        replays.MapGet("/steps", StepsAsync).Answers<Page<Step>>(
            "getSteps", "Replay one event at a time: the event, the view before and after, who, when",
            [new QueryParameter("limit", $"Steps a page, 1 to {MostSteps}; 20 when absent.", "20", IsNumber: true), Parameters.Paging[1], Parameters.Clocks[0]]).Replays();

        var audits = routes.MapGroup("/api/audits").WithTags("Auditors");
        audits.MapPost("/", StartAsync).RequireAuthorization(Roles.CanAudit)
            .Starts<AuditReport>("startAudit", "Rebuild every view from the events beside the live ones, compare, and report");
        audits.MapGet("/{id:guid}", ReportAsync).RequireAuthorization(Roles.CanRead).Answers<AuditReport>("getAudit", "How far an audit is, and what it found");
    }

    private static async Task<IResult> ExplainAsync(string id, HttpContext context, NegotiationReader reader, DatabaseClock clock)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        if (query.Problem is { } wrong)
            return wrong;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var (clocks, problem) = asked.For(negotiation, clock);
        if (problem is not null)
            return problem;

        return Explanation.Of(negotiation, clocks!, asked.IsNow ? null : AnsweredClocks.Of(clocks!)) is { } explanation
            ? JsonAnswer.Of(context, explanation)
            : StatusEndpoints.NotKnown(id, clocks!);
    }

    private static async Task<IResult> ChangesAsync(string id, HttpContext context, NegotiationReader reader, DatabaseClock clock)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        if (asked.KnownBy is not null && query.Text("knownBy") is not null)
            query.Refuse("knownBy", "Say what was known by in from and to.");

        if (asked.Version is not null)
            query.Refuse("version", "Say the versions in from and to.");

        if (query.Problem is { } wrong)
            return wrong;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var to = Knowledge(query, "to", negotiation, clock) ?? asked with { KnownBy = null, Version = negotiation.Version };
        var lesser = Knowledge(query, "from", negotiation, clock) ?? asked with { KnownBy = null, Version = 1 };
        if (query.Problem is { } malformed)
            return malformed;

        to = to with { AsOf = asked.AsOf, Basis = asked.Basis, Without = asked.Without };
        var (after, problem) = to.For(negotiation, clock);
        var (before, other) = (lesser with { AsOf = asked.AsOf, Basis = asked.Basis, Without = asked.Without }).For(negotiation, clock);
        if ((problem ?? other) is { } refused)
            return refused;

        if (Views.Knowledge.Of(negotiation.Events, before!).Count > Views.Knowledge.Of(negotiation.Events, after!).Count)
            return Problem.BadParameter("from", "from is later than to: more was known then. Turn them round.");

        return JsonAnswer.Of(context, Changes.Between(negotiation, before! with { AsOf = after!.AsOf }, after));
    }

    // A bare number is a version unless it has four digits and there are not that many: 2024 is a year.
    private static ClocksQuery? Knowledge(Query query, string name, Negotiation negotiation, DatabaseClock clock)
    {
        if (query.Text(name) is not { } text)
            return null;

        var isVersion = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && (text.Length != 4 || version <= negotiation.Version);
        if (isVersion && version == 0)
            query.Refuse(name, $"{name}=0 is before the opening: versions begin at 1.", "version-not-found");

        if (isVersion)
            return new ClocksQuery(null, null, Basis.Recorded, version, []);

        var instant = query.Instant(name);
        if (instant > clock.Now && DateOnly.FromDateTime(instant.Value.UtcDateTime) != clock.Today)
            query.Refuse(name, $"{name}={text} is still to come: nobody knows yet what will be known.", "known-by-in-future");

        return new ClocksQuery(null, instant > clock.Now ? clock.Now : instant, Basis.Recorded, null, []);
    }

    private static async Task<IResult> StepsAsync(string id, HttpContext context, NegotiationReader reader)
    {
        var query = new Query(context.Request.Query);
        var asOf = query.Date("asOf")?.Latest;
        var limit = query.Text("limit") is null ? 20 : query.Limit();
        if (limit > MostSteps)
            query.Refuse("limit", $"limit={limit} is more than {MostSteps} steps a page. Follow 'next' for more.", "page-too-large");

        var after = query.After(1) is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        if (query.Problem is { } problem)
            return problem;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var steps = Steps.Of(negotiation, after, limit, asOf);
        var last = after + steps.Count;
        return JsonAnswer.Of(context, new Page<Step>(steps, last < negotiation.Version ? Cursor.Write(last.ToString(CultureInfo.InvariantCulture)) : null));
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
            : Problem.Of(StatusCodes.Status404NotFound, "audit-not-found", $"No audit {id} has been started. POST /api/audits starts one.");
}

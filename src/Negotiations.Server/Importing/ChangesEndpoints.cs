using System.Globalization;
using System.Text.Json;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Jobs;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Importing;

/// <summary>What a release changed, value by value.</summary>
internal static class ChangesEndpoints
{
    private static readonly string[] ChangeColumns =
    [
        "kind",
        "negotiation",
        "eventId",
        "type",
        "row",
        "member",
        "was",
        "now",
    ];

    public static void MapChanges(this RouteGroupBuilder group)
    {
        group
            .MapGet("/{id:guid}/changes", ChangesAsync)
            .RequireAuthorization(Roles.CanRead)
            .ShowsRecorded()
            .Answers<ReleaseReport>(
                "getImportChanges",
                "What a release changed, value by value, with how to cite it",
                Parameters.Paging
            );
        group
            .MapGet("/{id:guid}/changes.csv", ChangesCsvAsync)
            .RequireAuthorization(Roles.CanRead)
            .ShowsRecorded()
            .Answers<string>("getImportChangesAsCsv", "What a release changed, as CSV: a line for each value")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Exports();
    }

    private static async Task<IResult> ChangesAsync(Guid id, HttpContext context, ReleaseReports releases)
    {
        var query = new Query(context.Request.Query);
        var limit = query.Limit();
        var after = query.AfterCount();
        if (query.Problem is { } problem)
            return problem;

        if (await releases.FindAsync(id, after, limit, context.RequestAborted) is not var (report, items))
            return ImportEndpoints.NotFound(id);

        var next = items.Count > limit ? Cursor.Write((after + limit).ToString(CultureInfo.InvariantCulture)) : null;
        Links.AddNext(context, next);
        return JsonAnswer.Of(
            context,
            new ReleaseReport(
                ReleaseReports.CitationOf(report),
                id,
                report.Dataset,
                report.Release,
                report.Sha256,
                report.State,
                report.DryRun,
                report.Events,
                ImportSight.IsOwn(context, report) ? report.Questions : [],
                [.. items.Take(limit)],
                next
            )
        );
    }

    private static async Task<IResult> ChangesCsvAsync(
        Guid id,
        HttpContext context,
        ImportPages pages,
        ImportStore store
    ) =>
        await store.FindAsync(id, context.RequestAborted) is null
            ? ImportEndpoints.NotFound(id)
            : new CsvAnswer<ReleaseChange>(
                ChangeColumns,
                ChangePages.ReadAsync(pages, id, context.RequestAborted),
                Write,
                change => change.EventId.ToString(),
                (csv, change) => csv.WriteField(change.EventId.ToString())
            );

    private static void Write(CsvRow csv, ReleaseChange change)
    {
        csv.WriteField(WireName.Of(change.Kind));
        csv.WriteField(change.Negotiation);
        csv.WriteField(change.EventId.ToString());
        foreach (var text in new[] { change.Type, change.Row, change.Member, TextOf(change.Was), TextOf(change.Now) })
            csv.WriteField(text);
    }

    private static string? TextOf(JsonElement? value) =>
        value is not { } given ? null
        : given.ValueKind == JsonValueKind.String ? given.GetString()
        : given.GetRawText();
}

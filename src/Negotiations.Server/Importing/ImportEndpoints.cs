using Negotiations.Import.Formats;
using Negotiations.Server.Http;
using Negotiations.Server.Jobs;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Seeing;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Importing;

/// <summary>Files of the field, taken in as events: start one, watch it, and read what became of every row.</summary>
internal static class ImportEndpoints
{
    public static void AddImports(this WebApplicationBuilder builder, string dataFolder)
    {
        var most = builder.Configuration.GetValue("limits:importBytes", defaultValue: 1L << 30);
        builder.Services.AddSingleton(new ImportFolder(Path.Combine(dataFolder, "imports"), most));
        builder.Services.AddSingleton<ImportRows>();
        builder.Services.AddSingleton<ImportedStreams>();
        builder.Services.AddSingleton<DatasetFacts>();
        builder.Services.AddSingleton<ImportPages>();
        builder.Services.AddSingleton<ImportStore>();
        builder.Services.AddSingleton<ImportRetention>();
        builder.Services.AddWriterWorker<ImportSweep>();
        builder.Services.AddSingleton<ReleaseReports>();
        builder.Services.AddSingleton<Restoring>();
        builder.Services.AddSingleton<ImportRuns>();
        builder.Services.AddSingleton<IJob<RunImports>>(provider => provider.GetRequiredService<ImportRuns>());
    }

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/imports").WithTags("Imports");
        group
            .MapPost("/", StartAsync)
            .RequireAuthorization(Roles.CanRecord)
            .Starts<ImportReport>(
                "startImport",
                "Take in a file of a dataset: a release of rows that become events, or correct and retract those of "
                    + "the release before",
                ImportParameters.All
            )
            .WithDescription(
                "The body is the file, or multipart/form-data with the parts mapping (JSON) and file, in "
                    + "that order. Nothing is recorded before every row was read. Sending the same release "
                    + "again records nothing new."
            )
            .Takes(ImportUpload.MediaTypes)
            .Refuses(400, 409, 413, 422);
        group.MapTemplates(routes);
        group.MapUndo();
        group.MapChanges();
        group.MapErasure();
        group
            .MapGet("/", ListAsync)
            .RequireAuthorization(Roles.CanRead)
            .Answers<ImportList>("listImports", "Every import, the newest first", Parameters.Paging);
        group
            .MapGet("/{id:guid}", ReportAsync)
            .RequireAuthorization(Roles.CanRead)
            .Answers<ImportReport>("getImport", "How far an import is, and what it came to");
        group.MapRows();
    }

    private static async Task<IResult> StartAsync(
        HttpContext context,
        ImportRuns runs,
        ImportRows rows,
        ImportFolder folder,
        DatabaseClock clock
    )
    {
        var query = new Query(context.Request.Query);
        var asked = ImportQuery.Read(query, clock.LatestToday);
        if (query.Problem is { } wrong)
            return wrong;

        // It sets authors and recorded times, which no one else may choose.
        if (asked!.Format == ImportRequest.Restoring && !context.User.IsInRole(Roles.Admin))
            return Problem.Of(
                StatusCodes.Status403Forbidden,
                "role-not-allowed",
                "Only an admin brings a whole record into an empty store: its events keep the authors and "
                    + "the recorded times they had."
            );

        var id = MinuteId.Next(clock.Now);
        if (asked.Format != ImportRequest.Restoring)
        {
            var earlier = await rows.EarlierAsync(asked.Dataset, id, context.RequestAborted);
            if (earlier.Newest is { } newest && newest > asked.Release)
                return Problem.Of(
                    StatusCodes.Status409Conflict,
                    "release-older",
                    ImportRun.OlderRelease(asked.Dataset, newest),
                    "release"
                );

            asked = asked.Remembering(earlier.LastRequest);
        }

        var (upload, problem) = await ImportUpload.ReceiveAsync(context, folder, id);
        if (problem is not null)
            return problem;

        asked = asked with { Mapping = upload!.Mapping, Deleted = upload.Deleted };
        if (MappingFault(asked) is { } fault)
        {
            folder.Delete(id);
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "bad-mapping", fault);
        }

        var report = ImportReport.Begin(id, asked, context.User.Subject(), clock.Now) with
        {
            Sha256 = upload.Sha256,
            Bytes = upload.Bytes,
        };
        await runs.StartAsync(asked, report, context.RequestAborted);
        context.Response.Headers.Location = $"/api/imports/{id}";
        return JsonAnswer.Changed(report, StatusCodes.Status202Accepted);
    }

    private static string? MappingFault(ImportRequest asked)
    {
        if (asked.Format == ImportRequest.Restoring)
            return asked.Mapping is null ? null : "A whole record is taken as it is: leave the mapping out.";

        return DatasetFormats.Find(asked.Format, asked.Mapping?.Table) is { } format
            ? asked.Mapping?.FaultFor(format)
            : "The format csv needs a mapping with 'table': what its columns mean. "
                + $"{MappingSchema.Path} has its form.";
    }

    private static async Task<IResult> ListAsync(HttpContext context, ImportStore store)
    {
        var query = new Query(context.Request.Query);
        var limit = query.Limit();
        var before = query.AfterId();
        if (query.Problem is { } problem)
            return problem;

        var reports = await store.ListAsync(before, limit + 1, context.RequestAborted);
        var next = reports.Count > limit ? Cursor.Write(reports[limit - 1].Id.ToString()) : null;
        Links.AddNext(context, next);
        return JsonAnswer.Of(
            context,
            new ImportList(
                [.. reports.Take(limit).Select(report => ImportSight.Of(context, report)).OfType<ImportReport>()],
                next
            )
        );
    }

    private static async Task<IResult> ReportAsync(Guid id, HttpContext context, ImportStore store) =>
        await store.FindAsync(id, context.RequestAborted) is { } found && ImportSight.Of(context, found) is { } report
            ? JsonAnswer.Of(context, report)
            : NotFound(id);

    internal static IResult NotFound(Guid id) =>
        Problem.Of(
            StatusCodes.Status404NotFound,
            "import-not-found",
            $"No import {id} has been started. POST /api/imports starts one."
        );
}

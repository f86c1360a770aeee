using System.Globalization;
using System.Text.Json;
using Negotiations.Import.Formats;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Server.Jobs;
using Negotiations.Server.Security;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Importing;

/// <summary>Files of the field, taken in as events: start one, watch it, and read what became of every row.</summary>
internal static class ImportEndpoints
{
    private static readonly string[] RowColumns =
    [
        "row",
        "line",
        "key",
        "state",
        "negotiation",
        "events",
        "code",
        "column",
        "was",
        "now",
        "why",
    ];

    public static void AddImports(this WebApplicationBuilder builder, string dataFolder)
    {
        var most = builder.Configuration.GetValue("limits:importBytes", defaultValue: 1L << 30);
        builder.Services.AddSingleton(new ImportFolder(Path.Combine(dataFolder, "imports"), most));
        builder.Services.AddSingleton<ImportRows>();
        builder.Services.AddSingleton<DatasetFacts>();
        builder.Services.AddSingleton<ImportPages>();
        builder.Services.AddSingleton<ImportStore>();
        builder.Services.AddSingleton<ImportRetention>();
        builder.Services.AddWorker<ImportSweep>();
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
            .Takes("text/csv", "application/octet-stream", "multipart/form-data")
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
        group
            .MapGet("/{id:guid}/rows.ndjson", (Guid id, HttpContext context, ImportPages pages, ImportStore store) =>
                RowsAsync(id, context, pages, store, rows => new NdjsonAnswer(rows))
            )
            .RequireAuthorization(Roles.CanRecord)
            .ShowsOwn()
            .Answers<string>("getImportRows", "What became of every row, one a line", ImportParameters.RowState)
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson")
            .Exports();
        group
            .MapGet("/{id:guid}/rows.csv", (Guid id, HttpContext context, ImportPages pages, ImportStore store) =>
                RowsAsync(id, context, pages, store, rows => new CsvAnswer<(RowReport, RowNote?)>(
                    RowColumns,
                    NotesAsync(rows),
                    Write,
                    line => line.Item1.Row.ToString(CultureInfo.InvariantCulture),
                    WriteUnreadable
                ))
            )
            .RequireAuthorization(Roles.CanRecord)
            .ShowsOwn()
            .Answers<string>(
                "getImportRowsAsCsv",
                "What became of every row, as CSV: a line for each note on it",
                ImportParameters.RowState
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Exports();
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
        var asked = Read(query, clock.LatestToday);
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

        var id = Guid.CreateVersion7(clock.Now);
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
        if (asked.Format != ImportRequest.Restoring && DatasetFormats.Find(asked.Format, asked.Mapping?.Table) is null)
        {
            folder.Delete(id);
            return Problem.Of(
                StatusCodes.Status422UnprocessableEntity,
                "bad-mapping",
                "The format csv needs a mapping with 'table': what its columns mean. "
                    + $"{MappingSchema.Path} has its form."
            );
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

    private static ImportRequest? Read(Query query, DateOnly today)
    {
        if (query.Text("format") is not { } format || !ImportRequest.Formats.Contains(format))
        {
            query.Refuse(
                "format",
                $"format={Slug.Clip(query.Text("format") ?? "")} is not known. It is one of "
                    + $"{string.Join(", ", ImportRequest.Formats)}.",
                "unknown-value"
            );
            return null;
        }

        var dataset = query.Text("dataset") ?? format;
        if (!Slug.IsNegotiationId(dataset))
            query.Refuse(
                "dataset",
                $"dataset={Slug.Clip(dataset)} cannot be the name of a dataset. Use lower-case letters, "
                    + "digits and hyphens, the same for all its releases."
            );

        // A record goes back as it was recorded: it is no release of anything.
        if (format == ImportRequest.Restoring)
            return new ImportRequest(format, format, today, query.Flag("dryRun"));

        var text = query.Text("release");
        if (
            !DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var release
            )
        )
            query.Refuse(
                "release",
                $"release={Slug.Clip(text ?? "")} is no day. Say on which day this release was published: 2019-07-01."
            );
        else if (release > today)
            query.Refuse("release", $"release={text} is still to come.");

        return Covered(query, new ImportRequest(format, dataset, release, query.Flag("dryRun")));
    }

    // Of what the release would have it, and what a person has said yes to.
    private static ImportRequest Covered(Query query, ImportRequest asked)
    {
        var confirmed = query
            .All("confirm")
            .SelectMany(each => each.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct()
            .ToList();
        if (confirmed.FirstOrDefault(code => !ReleaseQuestions.Codes.Contains(code)) is { } unknown)
            query.Refuse(
                "confirm",
                $"confirm={Slug.Clip(unknown)} answers no question. It is one of "
                    + $"{string.Join(", ", ReleaseQuestions.Codes)}, as a refused import names it.",
                "unknown-value"
            );

        var (covers, isPartial) = (query.Date("covers"), query.Flag("partial"));
        if (covers is not null && isPartial)
            query.Refuse("covers", "A release either covers a span of days or is partial: send covers or partial.");
        else if (covers is { Earliest: null } or { Latest: null })
            query.Refuse("covers", "covers is a span with two ends: 2024-02, or 2024-01-01/2024-02-29.");

        return asked with
        {
            Covers = covers,
            IsPartial = isPartial,
            Confirmed = confirmed,
            LeastRows = query.Number("least"),
            MostRows = query.Number("most"),
        };
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

    private static async Task<IResult> RowsAsync(
        Guid id,
        HttpContext context,
        ImportPages pages,
        ImportStore store,
        Func<IAsyncEnumerable<ReadOnlyMemory<byte>>, IResult> answer
    )
    {
        var query = new Query(context.Request.Query);
        var state = query.Value<RowState>("state");
        if (query.Problem is { } problem)
            return problem;

        if (await store.FindAsync(id, context.RequestAborted) is not { } report)
            return NotFound(id);

        var rows = RowPages.ReadAsync(pages, report, context.RequestAborted);
        return answer(state is null ? rows : rows.Where(row => Row(row).State == state));
    }

    private static async IAsyncEnumerable<(RowReport, RowNote?)> NotesAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> rows)
    {
        await foreach (var bytes in rows)
        {
            var row = Row(bytes);
            foreach (var note in row.Notes.DefaultIfEmpty())
                yield return (row, note);
        }
    }

    private static void Write(CsvRow csv, (RowReport Row, RowNote? Note) line)
    {
        var (row, note) = line;
        csv.WriteField(row.Row);
        csv.WriteField(row.Line);
        csv.WriteField(row.Key);
        csv.WriteField(WireName.Of(row.State));
        csv.WriteField(row.Negotiation);
        csv.WriteField(row.Events);
        foreach (var text in new[] { note?.Code, note?.Column, note?.Was, note?.Now, note?.Why })
            csv.WriteField(text);
    }

    private static void WriteUnreadable(CsvRow csv, (RowReport Row, RowNote? Note) line)
    {
        csv.WriteField(line.Row.Row);
        csv.WriteField(line.Row.Line);
    }

    private static RowReport Row(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize<RowReport>(json.Span, EventJson.Options)!;

    internal static IResult NotFound(Guid id) =>
        Problem.Of(
            StatusCodes.Status404NotFound,
            "import-not-found",
            $"No import {id} has been started. POST /api/imports starts one."
        );
}

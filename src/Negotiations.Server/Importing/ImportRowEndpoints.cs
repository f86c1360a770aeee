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

/// <summary>What became of every row of an import, as NDJSON and as CSV.</summary>
internal static class ImportRowEndpoints
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

    public static void MapRows(this RouteGroupBuilder group)
    {
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
            return ImportEndpoints.NotFound(id);

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
}

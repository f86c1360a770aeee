using CsvHelper;

namespace Negotiations.Server.Formats;

/// <summary>Rows as RFC 4180 has them, written as they come: however many there are, few are in memory.</summary>
/// <param name="columns">The header line.</param>
/// <param name="rows">Read while the answer is written.</param>
/// <param name="write">Writes the fields of one row.</param>
internal sealed class CsvAnswer<T>(IReadOnlyList<string> columns, IAsyncEnumerable<T> rows, Action<CsvWriter, T> write) : IResult
{
    // What begins like a formula gets an apostrophe before it, so that a spreadsheet shows it and does not run it.
    private static readonly CsvWriterOptions Setting = new() { NewLine = "\r\n", Injection = CsvInjection.Escape };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/csv; charset=utf-8; header=present";
        Exports.TakeTheirTime(httpContext);
        var stop = httpContext.RequestAborted;
        await using var csv = CsvWriter.Create(httpContext.Response.Body, Setting, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column);

        await csv.EndRecordAsync(stop);
        await foreach (var row in rows.WithCancellation(stop))
        {
            write(csv, row);
            await csv.EndRecordAsync(stop);
        }

        await csv.FlushAsync(stop);
    }
}

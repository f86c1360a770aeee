using System.Text;
using CsvHelper;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Formats;

/// <summary>Rows as RFC 4180 has them, written as they come: however many there are, few are in memory.</summary>
/// <param name="columns">The header line.</param>
/// <param name="rows">Read while the answer is written.</param>
/// <param name="write">Adds the fields of one row.</param>
/// <param name="idOf">Of a row, for one that cannot be rendered.</param>
/// <param name="unreadable">Adds the fields by which such a row is known; the others stay empty.</param>
internal sealed class CsvAnswer<T>(
    IReadOnlyList<string> columns,
    IAsyncEnumerable<T> rows,
    Action<CsvRow, T> write,
    Func<T, string> idOf,
    Action<CsvRow, T> unreadable
) : IResult
{
    // What begins like a formula gets an apostrophe before it, so that a spreadsheet shows it and does not run it.
    private static readonly CsvWriterOptions Setting = new() { NewLine = "\r\n", Injection = CsvInjection.Escape };

    /// <summary>With a byte order mark.</summary>
    public bool IsMarked { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/csv; charset=utf-8; header=present";
        Exports.TakeTheirTime(httpContext);
        var stop = httpContext.RequestAborted;
        if (IsMarked)
            await httpContext.Response.Body.WriteAsync(Encoding.UTF8.Preamble.ToArray(), stop);

        await using var csv = CsvWriter.Create(httpContext.Response.Body, Setting, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column);

        await csv.EndRecordAsync(stop);
        var fence = httpContext.RequestServices.GetRequiredService<RowFence>();
        var fields = new CsvRow();
        await foreach (var row in rows.WithCancellation(stop))
        {
            fields.Clear();
            fence.Try(idOf(row), row, Write, Replace).WriteTo(csv);
            await csv.EndRecordAsync(stop);
        }

        await csv.FlushAsync(stop);

        CsvRow Write(T row)
        {
            write(fields, row);
            return fields;
        }

        CsvRow Replace(T row)
        {
            fields.Clear();
            unreadable(fields, row);
            fields.Fill(columns.Count);
            return fields;
        }
    }
}

using System.Text.RegularExpressions;
using Negotiations.Store.Queries;
using SpreadCheetah;

namespace Negotiations.Server.Formats;

internal static partial class WorkbookAnswer
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // What a cell holds.
    private const int MostCharacters = 32_767;

    /// <summary>A text as a cell holds it.</summary>
    public static string Cell(string text)
    {
        // A control character is none of XML.
        var shown = text.Any(IsUnseen) ? new string([.. text.Where(each => !IsUnseen(each))]) : text;
        if (shown.Length > MostCharacters)
        {
            // Half of a letter is none.
            var most = MostCharacters - 1;
            shown = shown[..(char.IsHighSurrogate(shown[most - 1]) ? most - 1 : most)] + "…";
        }

        return LikeAnEscape.Replace(shown, "_x005F_");
    }

    private static bool IsUnseen(char each) =>
        char.IsControl(each) && each is not ('\t' or '\n' or '\r') || each is '\uFFFE' or '\uFFFF';

    // A spreadsheet reads _x0041_ as the letter of that number (ECMA-376 part 1, 22.9.2.19).
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex LikeAnEscape { get; }
}

/// <summary>A table as a workbook of one sheet. It is put together in a file: a workbook is sent only once it is
/// whole. The library writes the time into each of its parts, so no two have the same bytes.</summary>
internal sealed class WorkbookAnswer<T>(Table<T> table, IAsyncEnumerable<T> rows) : IResult, IWeaklyTagged
{
    // What a sheet holds.
    private const int MostRows = 1_048_575;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        Exports.TakeTheirTime(httpContext);
        var stop = httpContext.RequestAborted;
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        await WriteAsync(file, httpContext.RequestServices.GetRequiredService<RowFence>(), stop);
        file.Position = 0;
        httpContext.Response.ContentType = WorkbookAnswer.MediaType;
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.xlsx\"";
        await file.CopyToAsync(httpContext.Response.Body, stop);
    }

    private async Task WriteAsync(Stream file, RowFence fence, CancellationToken stop)
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(file, cancellationToken: stop);
        await workbook.StartWorksheetAsync(table.Name, token: stop);
        await workbook.AddRowAsync(Cells(table.Columns), stop);
        var (count, fields) = (0, new CsvRow());
        await foreach (var row in rows.WithCancellation(stop))
        {
            // Said in the sheet itself: what is left out must not pass for what is not there.
            if (++count == MostRows)
            {
                await workbook.AddRowAsync(Cells(["A sheet holds no more rows. The CSV file has all."]), stop);
                break;
            }

            fields.Clear();
            await workbook.AddRowAsync(Cells(fence.Try(table.IdOf(row), row, Write, Replace).Values), stop);
        }

        await workbook.FinishAsync(stop);

        CsvRow Write(T row)
        {
            table.Write(fields, row);
            return fields;
        }

        CsvRow Replace(T row)
        {
            fields.Clear();
            table.Unreadable(fields, row);
            fields.Fill(table.Columns.Count);
            return fields;
        }
    }

    private static DataCell[] Cells(IEnumerable<object?> values) =>
        [
            .. values.Select(each =>
                each switch
                {
                    long whole => new DataCell(whole),
                    double number => new DataCell(number),
                    decimal figure => new DataCell(figure),
                    string text => new DataCell(WorkbookAnswer.Cell(text)),
                    _ => default,
                }
            ),
        ];
}

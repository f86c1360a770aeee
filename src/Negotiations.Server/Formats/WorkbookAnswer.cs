using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Formats;

internal static class WorkbookAnswer
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/// <summary>A table as a workbook of one sheet. It is put together in a file: a workbook is sent only once it is
/// whole.</summary>
internal sealed class WorkbookAnswer<T>(Table<T> table, IAsyncEnumerable<T> rows) : IResult
{
    // What a sheet and a cell hold.
    private const int MostRows = 1_048_575;
    private const int MostCharacters = 32_767;

    // The library takes a text that begins so for a formula.
    private const string Formula = "$=";

    private static readonly OpenXmlConfiguration Plain = new() { TableStyles = TableStyles.None, AutoFilter = false };

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
        var fence = httpContext.RequestServices.GetRequiredService<RowFence>();
        await Task.Run(
            () =>
                file.SaveAs(
                    Cells(fence, stop),
                    printHeader: false,
                    sheetName: table.Name,
                    excelType: ExcelType.XLSX,
                    configuration: Plain
                ),
            stop
        );
        file.Position = 0;
        httpContext.Response.ContentType = WorkbookAnswer.MediaType;
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.xlsx\"";
        await file.CopyToAsync(httpContext.Response.Body, stop);
    }

    private IEnumerable<Dictionary<string, object?>> Cells(RowFence fence, CancellationToken stop)
    {
        yield return Cells(table.Columns);
        var (count, fields) = (0, new CsvRow());
        foreach (var row in rows.ToBlockingEnumerable(stop))
        {
            // Said in the sheet itself: what is left out must not pass for what is not there.
            if (++count == MostRows)
            {
                yield return Cells(["A sheet holds no more rows. The CSV file has all."]);
                yield break;
            }

            fields.Clear();
            yield return Cells(fence.Try(table.IdOf(row), row, Write, Replace).Values);
        }

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

    private static Dictionary<string, object?> Cells(IEnumerable<object?> values) =>
        values
            .Index()
            .ToDictionary(
                each => each.Index.ToString(CultureInfo.InvariantCulture),
                each => each.Item is string text ? Cell(text) : each.Item
            );

    private static string Cell(string text)
    {
        // A control character is none of XML.
        var shown = text.Any(IsUnseen) ? new string([.. text.Where(each => !IsUnseen(each))]) : text;
        if (shown.StartsWith(Formula, StringComparison.Ordinal))
            shown = "'" + shown;

        if (shown.Length <= MostCharacters)
            return shown;

        // Half of a letter is none.
        var most = MostCharacters - 1;
        return shown[..(char.IsHighSurrogate(shown[most - 1]) ? most - 1 : most)] + "…";
    }

    private static bool IsUnseen(char each) =>
        char.IsControl(each) && each is not ('\t' or '\n' or '\r') || each is '\uFFFE' or '\uFFFF';
}

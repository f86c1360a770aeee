using Negotiations.Server.Http;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Formats;

/// <summary>One column of a table.</summary>
/// <param name="Name">In the header line; docs/codebook.md says what it means.</param>
/// <param name="Write">Adds its field of one row.</param>
internal sealed record TableColumn<T>(string Name, Action<CsvRow, T> Write)
{
    public TableColumn(string name, Func<T, string?> read)
        : this(name, (row, each) => row.WriteField(read(each))) { }
}

/// <summary>A table that can be written in more than one form.</summary>
/// <param name="Name">Of its file, without the ending.</param>
/// <param name="Columns">The header line.</param>
/// <param name="Write">Adds the fields of one row.</param>
/// <param name="IdOf">Of a row, for one that cannot be rendered.</param>
/// <param name="Unreadable">Adds the fields by which such a row is known; the others stay empty.</param>
internal sealed record Table<T>(
    string Name,
    IReadOnlyList<string> Columns,
    Action<CsvRow, T> Write,
    Func<T, string> IdOf,
    Action<CsvRow, T> Unreadable
)
{
    public static Table<T> Of(string name, IReadOnlyList<TableColumn<T>> columns, Func<T, string> idOf) =>
        new(
            name,
            [.. columns.Select(column => column.Name)],
            (row, each) =>
            {
                foreach (var column in columns)
                    column.Write(row, each);
            },
            idOf,
            (row, each) => row.WriteField(idOf(each))
        );

    /// <summary>As the address asks for it.</summary>
    public IResult Answer(IAsyncEnumerable<T> rows, TableForm form) =>
        form == TableForm.Workbook
            ? new WorkbookAnswer<T>(this, rows)
            : new CsvAnswer<T>(Columns, rows, Write, IdOf, Unreadable) { IsMarked = form == TableForm.MarkedCsv };
}

/// <summary>How a table is written.</summary>
internal enum TableForm
{
    Csv,

    /// <summary>With the byte order mark of UTF-8: some spreadsheets take it for another encoding without.</summary>
    MarkedCsv,

    /// <summary>Office Open XML, as spreadsheets read it without being asked for an encoding.</summary>
    Workbook,
}

internal static class TableForms
{
    /// <summary>With a mark, where a request asks for one and the form has it.</summary>
    public static TableForm In(this TableForm form, HttpContext context) =>
        form == TableForm.Csv && new Query(context.Request.Query).Flag(Parameters.Bom.Name)
            ? TableForm.MarkedCsv
            : form;
}

using System.Globalization;
using System.IO.Compression;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Negotiations.Import.Reading;

namespace Negotiations.Import.Tables;

/// <summary>A sheet of a workbook (xlsx, xls). Values are taken, not how they are shown; days are written as days.
/// </summary>
internal static class Workbook
{
    public static bool IsOne(Stream file, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            return true;

        if (!PackedFile.IsZip(start))
            return false;

        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return archive.GetEntry("xl/workbook.xml") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            file.Position = 0;
        }
    }

    /// <exception cref="UnreadableFileException">It has no such sheet, or several and none is named.</exception>
    public static async Task WriteAsync(
        Stream file,
        Stream to,
        FileLayout layout,
        long mostBytes,
        CancellationToken stop
    )
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
            Find(reader, layout.Sheet);
            await using var text = new TableText(to);
            await WriteAsync(reader, text, layout, mostBytes, stop);
        }
        catch (Exception broken)
            when (broken is ExcelReaderException or InvalidDataException or System.Xml.XmlException)
        {
            throw new UnreadableFileException(
                "The workbook cannot be read: it may be cut off, or locked by a password. Save the sheet "
                    + "as CSV in UTF-8."
            );
        }
    }

    private static void Find(IExcelDataReader reader, string? sheet)
    {
        List<string> names = [];
        var (found, number) = (-1, 0);
        List<int> filled = [];
        do
        {
            names.Add(reader.Name);
            if (sheet is not null && reader.Name.Equals(sheet, StringComparison.OrdinalIgnoreCase))
                found = number;

            if (reader.RowCount > 0 && reader.FieldCount > 0)
                filled.Add(number);

            number++;
        } while (reader.NextResult());

        if (sheet is null && filled is [var only])
            found = only;

        if (sheet is null && filled.Count == 0)
            throw new UnreadableFileException("No sheet of the workbook has a row.");

        if (found < 0)
            throw new UnreadableFileException(
                sheet is null
                    ? $"The workbook has the sheets {string.Join(", ", names.Select(name => $"'{name}'"))}: "
                        + "name the one "
                        + $"that is meant in the mapping, {{\"sheet\": \"{names[filled.Count > 0 ? filled[0] : 0]}\"}}."
                    : $"The workbook has no sheet '{Record.Slug.Clip(sheet)}'. It has "
                        + $"{string.Join(", ", names.Select(name => $"'{name}'"))}."
            );

        reader.Reset();
        for (; found > 0; found--)
            reader.NextResult();
    }

    private static async Task WriteAsync(
        IExcelDataReader reader,
        TableText text,
        FileLayout layout,
        long mostBytes,
        CancellationToken stop
    )
    {
        var (skip, width) = (layout.Skip, 0);
        if (layout.Columns is { } columns)
        {
            width = columns.Count;
            await text.WriteAsync(columns);
        }

        while (reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            var fields = Enumerable.Range(0, reader.FieldCount).Select(n => TextOf(reader.GetValue(n))).ToList();
            while (fields.Count > 0 && fields[^1] is null)
                fields.RemoveAt(fields.Count - 1);

            if (skip > 0)
            {
                skip--;
                continue;
            }

            if (fields.Count == 0)
                continue;

            width = width == 0 ? fields.Count : width;
            while (fields.Count < width)
                fields.Add(null);

            await text.WriteAsync(fields);
            if (text.Length > mostBytes)
                throw new UnreadableFileException($"The sheet has more than {mostBytes} bytes of text.");
        }
    }

    private static string? TextOf(object? value) =>
        value switch
        {
            null => null,
            string text => text.Length == 0 ? null : text,

            // The calendar of workbooks begins with 1900: before it is a time of day alone, or the 0 of an empty cell.
            DateTime { Year: < 1900, TimeOfDay.Ticks: 0 } => "0",
            DateTime { Year: < 1900 } time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),

            // As many digits as such programs show, and write into other files.
            double number => CellText.OfNumber(number.ToString("G15", CultureInfo.InvariantCulture)),
            bool yes => yes ? "TRUE" : "FALSE",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}

using System.Text;

namespace Negotiations.Import.Reading;

/// <summary>Files that are no delimited text, known by their first bytes: a message that names what it is saves a
/// search.</summary>
internal static class FileKind
{
    private static readonly (byte[] Mark, string What)[] Marks =
    [
        ([0x1F, 0x8B], "packed by gzip: unpack it first (gunzip)"),
        ([.. "PK\u0003\u0004"u8], "a zip file or a workbook (xlsx): unpack it, or save the sheet as CSV in UTF-8"),
        ([0xD0, 0xCF, 0x11, 0xE0], "a workbook of an older spreadsheet (xls): save the sheet as CSV in UTF-8"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed by zstd: unpack it first"),
        ([.. "BZh"u8], "packed by bzip2: unpack it first"),
        ([.. "%PDF"u8], "a PDF: nothing in it says where its rows and columns are"),
        ([.. "{\""u8], "JSON: this format reads delimited text. An export of events is read with the format 'events'"),
        ([.. "[{"u8], "JSON: this format reads delimited text. An export of events is read with the format 'events'"),
        ([.. "<!"u8], "a page of HTML or XML: perhaps an answer of a server in place of the file"),
        ([.. "<html"u8], "a page of HTML: perhaps an answer of a server in place of the file"),
        ([.. "PAR1"u8], "a Parquet file: export it as CSV in UTF-8, or as JSON"),
        ([.. "SQLite format 3"u8], "an SQLite database: export the table as CSV in UTF-8"),
        ([.. "{\\rtf"u8], "a text with formats (RTF): save the table as CSV in UTF-8"),
        ([.. "<?xml"u8], "XML: this format reads delimited text"),
    ];

    /// <param name="file">Put back to its beginning.</param>
    /// <exception cref="UnreadableFileException">It is of another kind.</exception>
    public static void RequireText(Stream file)
    {
        var start = new byte[64];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var bytes = start.AsSpan(0, length);
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];

        foreach (var (mark, what) in Marks)
            if (bytes.StartsWith(mark))
                throw new UnreadableFileException($"The file is {what}.");
    }
}

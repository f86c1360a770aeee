using System.Text;
using CsvHelper;

namespace Negotiations.Import.Reading;

/// <summary>
/// A delimited file, row by row: separator and encoding are found out, line breaks in quotes belong to their field,
/// and a row that breaks the rules of quoting is given with what is wrong with it, never left out.
/// </summary>
public sealed class DelimitedText : IDisposable
{
    /// <summary>
    /// In bytes; a longer row is an unclosed quote or an attack: it is passed over, and what follows it is read.
    /// </summary>
    public const int LongestRow = 25 * 1024 * 1024;

    private readonly Stream file;
    private readonly Encoding written;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> repeated = new(StringComparer.OrdinalIgnoreCase);
    private CsvReader reader;
    private string? fault;

    // What lies before where the reader began: it counts from there.
    private long rowsBefore;
    private long linesBefore;
    private long bytesBefore;

    private DelimitedText(Stream file, Encoding written)
    {
        (this.file, this.written) = (file, written);
        reader = CsvReader.Create(
            file,
            Options with
            {
                Encoding = written.IsSingleByte ? written : null,
            },
            leaveOpen: true
        );
    }

    /// <summary>The header line.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The encoding that it was read in, by its IANA name: utf-8, utf-16, windows-1251.</summary>
    public string EncodingName => written.WebName;

    /// <param name="encoding">The encoding that the sender names; null: UTF-8, or UTF-16 with a byte order
    /// mark.</param>
    /// <exception cref="UnreadableFileException">It is no delimited text, or in no encoding that is known, or its
    /// header line cannot be read.</exception>
    public static DelimitedText Open(Stream file, string? encoding = null)
    {
        FileKind.RequireText(file);
        var text = new DelimitedText(file, TextEncodings.Find(file, encoding));
        try
        {
            text.ReadHeader();
            return text;
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Where a column stands; -1 when the file has none of this name. The second of two of one name is <c>name
    /// (2)</c>.</summary>
    public int IndexOf(string column) => columns.GetValueOrDefault(column, -1);

    /// <summary>How many columns have this name; from 2 on the plain name says nothing.</summary>
    public int CountOf(string column) => columns.ContainsKey(column) ? repeated.GetValueOrDefault(column, 1) : 0;

    /// <exception cref="UnreadableFileException">From some row on it cannot be read.</exception>
    public IEnumerable<Row> Read()
    {
        while (true)
        {
            var ended = bytesBefore + reader.ByteOffset + reader.RawRecord.Length;
            var (isRow, passedOver) = TryRead(ended);
            if (!isRow)
                yield break;

            yield return passedOver ?? Here();
        }
    }

    // The file belongs to who opened it.
    public void Dispose() => reader.Dispose();

    private Row Here()
    {
        var wrong =
            reader.RawRecord.Length > LongestRow ? RowFault.TooLong(reader.RawRecord.Length, isLast: false)
            : (fault ?? CountFault()) is { } why ? RowFault.Malformed(why)
            : null;
        fault = null;
        return new Row(reader, this, wrong)
        {
            Number = rowsBefore + reader.RowNumber,
            Line = linesBefore + reader.LineNumber,
            Offset = bytesBefore + reader.ByteOffset,
        };
    }

    /// <param name="ended">Where the row before it ended, in bytes of the file as UTF-8.</param>
    private (bool IsRow, Row? PassedOver) TryRead(long ended)
    {
        try
        {
            return (reader.Read(), null);
        }
        catch (CsvFormatException tooLong) when (written is not UnicodeEncoding)
        {
            return (
                true,
                PassOver(tooLong.LineNumber, reader.RowNumber == 0 && rowsBefore == 0 ? EndOfHeader() : ended)
            );
        }
        catch (Exception e)
            when (e
                    is CsvFormatException
                        or InvalidDataException
                        or InvalidOperationException
                        or DecoderFallbackException
            )
        {
            throw new UnreadableFileException(
                $"Reading stopped after row {rowsBefore + reader.RowNumber}: the next one is longer than "
                    + $"{LongestRow / (1024 * 1024)} MB or cannot be read. A quote that is never closed is the "
                    + "usual cause."
            );
        }
    }

    // The reader gave up within the row. Another begins behind it.
    private Row PassOver(long line, long from)
    {
        var (separator, number, begins) = (reader.Separator, rowsBefore + reader.RowNumber + 1, linesBefore + line);
        var row = new LongRow(From(from), separator);
        row.Skip();
        reader.Dispose();
        (rowsBefore, linesBefore, bytesBefore) = (number, begins - 1 + row.Lines, from + row.Passed);
        reader = CsvReader.Create(
            From(bytesBefore),
            Options with
            {
                HasHeader = false,
                Separator = separator,
            },
            leaveOpen: true
        );
        fault = null;
        return new Row(reader, this, RowFault.TooLong(row.Length, row.IsLast))
        {
            Number = number,
            Line = begins,
            Offset = from,
        };
    }

    private long EndOfHeader()
    {
        var start = new byte[8];
        var have = From(0).ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var ended = start.AsSpan(0, have).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0L;

        // A first line may name the separator before the line that names the columns.
        for (var lines = start.AsSpan((int)ended).StartsWith("sep="u8) ? 2 : 1; lines > 0; lines--)
        {
            var header = new LongRow(From(ended), reader.Separator);
            header.Skip();
            ended += header.Passed;
        }

        return ended;
    }

    // The file as UTF-8, from a place that is counted in bytes of UTF-8.
    private Stream From(long offset)
    {
        if (!written.IsSingleByte)
        {
            file.Position = offset;
            return file;
        }

        file.Position = 0;
        var text = Encoding.CreateTranscodingStream(file, written, Encoding.UTF8, leaveOpen: true);
        var passed = new byte[64 * 1024];
        while (offset > 0)
            offset -= text.ReadAtLeast(passed.AsSpan(0, (int)Math.Min(offset, passed.Length)), 1);

        return text;
    }

    private void ReadHeader()
    {
        try
        {
            reader.ReadHeader();
        }
        catch (Exception e)
            when (e
                    is CsvFormatException
                        or InvalidDataException
                        or InvalidOperationException
                        or DecoderFallbackException
            )
        {
            throw new UnreadableFileException(
                "The header line cannot be read. A quote that is never closed is the usual cause."
            );
        }

        Columns = [.. reader.Headers.Select(name => CellText.Trim(CellText.Trim(name).Trim('"')))];
        if (Columns.Count == 0 || Columns.All(name => name.Length == 0))
            throw new UnreadableFileException("The file is empty: its first line names the columns.");

        if (Columns.Any(name => name.Contains('\0', StringComparison.Ordinal)))
            throw new UnreadableFileException(
                "The header line holds U+0000: this is no file of text. If it is UTF-16 without its mark, name that in "
                    + "the mapping, {\"encoding\": \"utf-16\"}."
            );

        foreach (var (index, name) in Columns.Index())
            if (!columns.TryAdd(name, index))
                repeated[name] = repeated.GetValueOrDefault(name, 1) + 1;

        foreach (var name in repeated.Keys)
        foreach (
            var (n, index) in Columns
                .Index()
                .Where(each => name.Equals(each.Item, StringComparison.OrdinalIgnoreCase))
                .Select((each, n) => (n, each.Index))
        )
            columns.TryAdd($"{name} ({n + 1})", index);
        fault = null;
    }

    private CsvReaderOptions Options =>
        new()
        {
            MaxRecordSize = LongestRow,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => fault = Describe(record.Reason),
        };

    private string? CountFault() =>
        reader.FieldCount == Columns.Count || EndsInNothing()
            ? null
            : $"The row has {reader.FieldCount} fields and the header {Columns.Count}: "
                + $"{(reader.FieldCount < Columns.Count ? "it may be cut off" : "a separator in it may be unquoted")}.";

    // A separator at the end of each row, or of the header alone, as some programs write.
    private bool EndsInNothing() =>
        reader.FieldCount == Columns.Count + 1
            ? reader.IsEmpty(reader.FieldCount - 1)
            : reader.FieldCount == Columns.Count - 1 && Columns[^1].Length == 0;

    private static string Describe(CsvMalformedReason reason) =>
        reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "A quote is never closed: the file may be cut off.",
            CsvMalformedReason.StrayQuote => "A field that is not quoted contains a quote.",
            CsvMalformedReason.TextAfterClosingQuote => "Text follows a closing quote.",
            _ => "The row breaks the rules of quoting (RFC 4180).",
        };
}

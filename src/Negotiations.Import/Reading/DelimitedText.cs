using System.Text;
using CsvHelper;

namespace Negotiations.Import.Reading;

/// <summary>
/// A delimited file, row by row: separator and encoding are found out, line breaks in quotes belong to their field, and a row that breaks the
/// rules of quoting is given with what is wrong with it, never left out.
/// </summary>
public sealed class DelimitedText : IDisposable
{
    /// <summary>In bytes; a longer row is an unclosed quote or an attack, and the whole file is refused before anything of it is recorded.</summary>
    public const int LongestRow = 25 * 1024 * 1024;

    private readonly CsvReader reader;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private string? fault;

    private DelimitedText(Stream file, Encoding? encoding)
    {
        IsLatin1 = encoding is not null;
        reader = CsvReader.Create(file, new CsvReaderOptions
        {
            Encoding = encoding,
            MaxRecordSize = LongestRow,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => fault = Describe(record.Reason),
        });
    }

    /// <summary>The header line.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Not UTF-8: every byte was read as a letter of ISO 8859-1.</summary>
    public bool IsLatin1 { get; }

    /// <exception cref="UnreadableFileException">There is no header line, or it cannot be read.</exception>
    public static DelimitedText Open(Stream file)
    {
        var text = new DelimitedText(file, TextEncoding.Find(file));
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

    /// <summary>Where a column stands; -1 when the file has none of this name.</summary>
    public int IndexOf(string column) => columns.GetValueOrDefault(column, -1);

    /// <exception cref="UnreadableFileException">A row is longer than <see cref="LongestRow"/>.</exception>
    public IEnumerable<Row> Read()
    {
        while (TryRead())
        {
            var wrong = fault ?? CountFault();
            fault = null;
            yield return new Row(reader, this, wrong);
        }
    }

    public void Dispose() => reader.Dispose();

    private bool TryRead()
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is CsvFormatException or InvalidDataException or InvalidOperationException or DecoderFallbackException)
        {
            throw new UnreadableFileException($"Reading stopped after row {reader.RowNumber}: the next one is longer than {LongestRow / (1024 * 1024)} MB or cannot be read. A quote that is never closed is the usual cause.");
        }
    }

    private void ReadHeader()
    {
        try
        {
            reader.ReadHeader();
        }
        catch (Exception e) when (e is CsvFormatException or InvalidDataException or InvalidOperationException or DecoderFallbackException)
        {
            throw new UnreadableFileException("The header line cannot be read. A quote that is never closed is the usual cause.");
        }

        Columns = [.. reader.Headers.Select(name => name.Trim('\uFEFF', ' ', '\t', '"'))];
        if (Columns.Count == 0 || Columns.All(name => name.Length == 0))
            throw new UnreadableFileException("The file is empty: its first line names the columns.");

        if (Columns.Any(name => name.Contains('\0', StringComparison.Ordinal)))
            throw new UnreadableFileException("The header line holds U+0000: this is no file of text.");

        foreach (var (index, name) in Columns.Index())
            columns.TryAdd(name, index);
        fault = null;
    }

    private string? CountFault() => reader.FieldCount == Columns.Count ? null
        : $"The row has {reader.FieldCount} fields and the header {Columns.Count}: {(reader.FieldCount < Columns.Count ? "it may be cut off" : "a separator in it may be unquoted")}.";

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "A quote is never closed: the file may be cut off.",
        CsvMalformedReason.StrayQuote => "A quote stands inside a field that is not quoted.",
        CsvMalformedReason.TextAfterClosingQuote => "Text follows a closing quote.",
        _ => "The row breaks the rules of quoting (RFC 4180).",
    };
}

using System.Globalization;
using CsvHelper;

namespace Negotiations.Import.Reading;

/// <summary>The row a file stands at. Valid until the next is read.</summary>
public readonly struct Row
{
    private readonly CsvReader reader;
    private readonly DelimitedText file;

    internal Row(CsvReader reader, DelimitedText file, RowFault? fault) =>
        (this.reader, this.file, Fault) = (reader, file, fault);

    /// <summary>From 1; the header is not counted.</summary>
    public required long Number { get; init; }

    /// <summary>The line of the file it begins on, from 1; rows with line breaks in quotes have several.</summary>
    public required long Line { get; init; }

    /// <summary>What keeps the row from being a row; null when nothing does.</summary>
    public RowFault? Fault { get; }

    /// <summary>Bytes of the file before it.</summary>
    public required long Offset { get; init; }

    /// <summary>In bytes.</summary>
    public int Length => reader.RawRecord.Length;

    /// <summary>The field of a column, without blanks and invisible characters around it; null when it is empty or
    /// there is no such column.</summary>
    public string? this[int column] =>
        column < 0 || column >= reader.FieldCount || reader.IsEmpty(column) ? null
        : CellText.Trim(reader.GetString(column)) is { Length: > 0 } text ? text
        : null;

    /// <inheritdoc cref="this[int]"/>
    public string? this[string column] => this[file.IndexOf(column)];

    /// <summary>The number of a cell that held one, in a workbook or JSON: its mark is a point, whatever marks the
    /// texts
    /// beside it have. Null where the cell held a text.</summary>
    public decimal? Held(string column) =>
        file.IndexOf(column) is >= 0 and var at
        && at < reader.FieldCount
        && !reader.IsEmpty(at)
        && reader.GetString(at) is [.. var digits, CellText.NumberMark]
        && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A whole number; null when the field is empty or none.</summary>
    public long? Whole(string column) =>
        long.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Whether a field holds U+0000, which no text does.</summary>
    public bool HasNotText()
    {
        for (var column = 0; column < reader.FieldCount; column++)
            if (reader.GetSpan(column).Contains((byte)0))
                return true;

        return false;
    }
}

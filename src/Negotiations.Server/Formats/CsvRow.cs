using CsvHelper;

namespace Negotiations.Server.Formats;

/// <summary>The fields of one row before any of them is written, so that a row that fails half-way leaves nothing
/// behind.</summary>
internal sealed class CsvRow
{
    private readonly List<Field> fields = [];

    public void WriteField(string? text) => fields.Add(new Field(text, null, null));

    public void WriteField(long number) => fields.Add(new Field(null, number, null));

    public void WriteField(double number) => fields.Add(new Field(null, null, number));

    /// <summary>Without zeros at its end: what was converted from metres has them.</summary>
    public void WriteField(decimal? number) =>
        fields.Add(new Field(null, null, null, number / 1.0000000000000000000000000000m));

    public void WriteField(Guid id) => fields.Add(new Field(id.ToString(), null, null));

    public void Clear() => fields.Clear();

    /// <summary>Empty fields up to so many.</summary>
    public void Fill(int count)
    {
        while (fields.Count < count)
            WriteField((string?)null);
    }

    // A number below zero is no formula: numbers are written as they are, texts with the guard against formulas.
    public void WriteTo(CsvWriter csv)
    {
        foreach (var field in fields)
        {
            if (field.Whole is { } whole)
                csv.WriteField(whole);
            else if (field.Number is { } number)
                csv.WriteField(number);
            else if (field.Figure is { } figure)
                csv.WriteField(figure);
            else
                csv.WriteField(field.Text);
        }
    }

    /// <summary>Texts and numbers as they are; null where a field is empty.</summary>
    public IEnumerable<object?> Values =>
        fields.Select(each =>
            each.Whole is { } whole ? whole
            : each.Number is { } number ? number
            : each.Figure is { } figure ? figure
            : (object?)each.Text
        );

    private readonly record struct Field(string? Text, long? Whole, double? Number, decimal? Figure = null);
}

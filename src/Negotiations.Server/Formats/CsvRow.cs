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
            else
                csv.WriteField(field.Text);
        }
    }

    private readonly record struct Field(string? Text, long? Whole, double? Number);
}

namespace Negotiations.Import.Tables;

/// <summary>Where in a file the table is.</summary>
/// <param name="Encoding">Of text, by its IANA name; null: UTF-8, or UTF-16 with its mark.</param>
/// <param name="Sheet">Of a workbook; null: the one that has rows.</param>
/// <param name="Skip">Lines before the header line, or before the first row where the columns are named.</param>
/// <param name="Columns">Their names, of a file without a header line; null: it has one.</param>
public sealed record FileLayout(
    string? Encoding = null,
    string? Sheet = null,
    int Skip = 0,
    IReadOnlyList<string>? Columns = null
)
{
    private const int MostSkipped = 1000;
    private const int MostColumns = 10_000;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault()
    {
        if (Skip is < 0 or > MostSkipped)
            return $"'skip' is a number of lines from 0 to {MostSkipped}.";

        if (Columns is null)
            return null;

        return
            Columns.Count is 0 or > MostColumns
            || Columns.Any(string.IsNullOrWhiteSpace)
            || Columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() < Columns.Count
            ? "'columns' names every column of a file without a header line, each otherwise."
            : null;
    }
}

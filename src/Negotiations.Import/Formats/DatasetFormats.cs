namespace Negotiations.Import.Formats;

/// <summary>The datasets that can be taken in.</summary>
public static class DatasetFormats
{
    private static readonly DatasetFormat[] Known =
    [
        new PaxFormat(),
        new UcdpGedFormat(),
        new UcdpAcdFormat(),
        new AcledFormat(),
        new ManyTreatiesFormat(),
    ];

    /// <summary>As they are asked for; csv, the last, needs a layout.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(format => format.Name), CsvFormat.FormatName];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="table">For csv; null otherwise.</param>
    /// <returns>Null when there is no such format, or csv comes without its layout.</returns>
    public static DatasetFormat? Find(string name, TableLayout? table) =>
        name == CsvFormat.FormatName
            ? table is null
                ? null
                : new CsvFormat(table)
            : Array.Find(Known, format => format.Name == name);
}

using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Import.Tables;
using Negotiations.Record;

namespace Negotiations.Import.Formats;

/// <summary>
/// What comes with a file: which rows belong to which negotiation and, for a table of no known format, what its
/// columns mean.
/// </summary>
/// <param name="Rules">The first that fits a row decides; null: none.</param>
/// <param name="Otherwise">What becomes of rows that no rule fits.</param>
/// <param name="Table">Of the format csv; null for the others, whose columns are known.</param>
/// <param name="Encoding">Of the file, by its IANA name; null: UTF-8, or UTF-16 with its mark.</param>
public sealed record Mapping(
    IReadOnlyList<Routing.Rule>? Rules = null,
    Routing.Rest Otherwise = Routing.Rest.Default,
    TableLayout? Table = null,
    string? Encoding = null
)
{
    /// <summary>Of a workbook; null: the one that has rows.</summary>
    public string? Sheet { get; init; }

    /// <summary>Lines before the header line.</summary>
    public int Skip { get; init; }

    /// <summary>The columns of a file without a header line; null: it has one.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    public FileLayout ToLayout() => new(Encoding, Sheet, Skip, Columns);

    public Routing ToRouting() => new(Rules ?? [], Otherwise);

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault() => EncodingFault() ?? ToLayout().Fault() ?? ToRouting().Fault() ?? TableFault();

    private string? TableFault() => Table is { } table ? table.Fault() ?? FaultFor(new CsvFormat(table)) : null;

    private string? EncodingFault() =>
        Encoding is { } name && TextEncodings.Named(name) is null
            ? $"'{Slug.Clip(name)}' is no encoding that is read. Read are {TextEncodings.Offered}."
            : null;

    /// <summary>What of it the format never obeys; null: it obeys all. A rule that can never hold would leave every row
    /// out, or send it elsewhere, without a word.</summary>
    public string? FaultFor(DatasetFormat format)
    {
        if (Table is not null && format is not CsvFormat)
            return $"'table' says what the columns of the format csv mean; those of {format.Name} are known. Leave "
                + "it out.";

        foreach (var (index, rule) in (Rules ?? []).Index())
        {
            if (rule.Ids is not null && format.IdSchemes.Count == 0)
                return "A rule by ids can never hold: such a table has no ids of a known dataset. Use countries or "
                    + "polygon.";

            if (rule.Ids?.Keys.FirstOrDefault(scheme => !format.IdSchemes.Contains(scheme)) is { } unknown)
                return $"Rule {index + 1} can never hold: rows of {format.Name} have no '{Slug.Clip(unknown)}'. They "
                    + "have "
                    + $"{string.Join(", ", format.IdSchemes)}.";

            if (rule.Polygon is not null && !format.HasPoints)
                return Table is null
                    ? $"A rule by polygon can never hold: rows of {format.Name} have no point."
                    : $"A rule by polygon can never hold: no event of the table sets '{TableLayout.PointPath}'.";
        }

        return null;
    }
}

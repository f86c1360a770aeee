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
    public string? Fault() =>
        EncodingFault() ?? ToLayout().Fault() ?? ToRouting().Fault() ?? Table?.Fault() ?? RulesFault();

    private string? EncodingFault() =>
        Encoding is { } name && TextEncodings.Named(name) is null
            ? $"'{Slug.Clip(name)}' is no encoding that is read. Read are {TextEncodings.Offered}."
            : null;

    // A rule that can never hold would leave every row out, or send it elsewhere, without a word.
    private string? RulesFault()
    {
        if (Table is not { } table)
            return null;

        if (Rules?.Any(rule => rule.Ids is not null) == true)
            return "A rule by ids can never hold: such a table has no ids of a known dataset. Use countries or "
                + "polygon.";

        return Rules?.Any(rule => rule.Polygon is not null) == true && !table.SetsPoint()
            ? $"A rule by polygon can never hold: no event of the table sets '{TableLayout.PointPath}'."
            : null;
    }
}

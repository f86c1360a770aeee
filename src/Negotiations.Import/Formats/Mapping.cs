using Negotiations.Import.Statements;

namespace Negotiations.Import.Formats;

/// <summary>What comes with a file: which rows belong to which negotiation and, for a table of no known format, what its columns mean.</summary>
/// <param name="Rules">The first that fits a row decides; null: none.</param>
/// <param name="Otherwise">What becomes of rows that no rule fits.</param>
/// <param name="Table">Of the format csv; null for the others, whose columns are known.</param>
public sealed record Mapping(IReadOnlyList<Routing.Rule>? Rules = null, Routing.Rest Otherwise = Routing.Rest.Default, TableLayout? Table = null)
{
    public Routing ToRouting() => new(Rules ?? [], Otherwise);

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault() => ToRouting().Fault() ?? Table?.Fault();
}

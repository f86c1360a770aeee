using System.Text.Json.Nodes;

namespace Negotiations.Views;

/// <summary>Something in the sources that does not fit together. Never a reason to refuse them.</summary>
/// <param name="Code">A stable name of the catalogue: round-number-gap.</param>
/// <param name="Values">What the sentence says, by name: dates in EDTF, figures, codes. The sentence follows from
/// code and values.</param>
/// <param name="Events">Those it is about.</param>
/// <param name="Text">The sentence in English.</param>
public sealed record Anomaly(
    string Code,
    IReadOnlyDictionary<string, JsonNode?> Values,
    IReadOnlyList<Guid> Events,
    string Text
);

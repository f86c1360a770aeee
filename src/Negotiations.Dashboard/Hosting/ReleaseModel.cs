using System.Text.Json.Nodes;

namespace Negotiations.Dashboard.Hosting;

/// <summary>What a release of a dataset changed.</summary>
/// <param name="Import">That took it in.</param>
/// <param name="Dataset">Of which dataset.</param>
/// <param name="Release">The day of the release.</param>
/// <param name="IsDryRun">Nothing was recorded.</param>
/// <param name="Citation">How to cite it.</param>
/// <param name="Counts">Facts by what became of them, under the words of release.events.</param>
/// <param name="Questions">What was left to a person, a sentence each.</param>
/// <param name="Changes">The first of them.</param>
/// <param name="HasMore">There are more.</param>
public sealed record ReleaseModel(
    Guid Import,
    string Dataset,
    DateOnly Release,
    bool IsDryRun,
    string Citation,
    IReadOnlyList<KeyValuePair<string, int>> Counts,
    IReadOnlyList<string> Questions,
    IReadOnlyList<ReleaseModel.Change> Changes,
    bool HasMore
)
{
    /// <param name="Kind">Under the words of release.kinds.</param>
    /// <param name="Negotiation">In which.</param>
    /// <param name="Row">Of the dataset; null: it is an opening.</param>
    /// <param name="Member">Of the fact; null: the fact as a whole.</param>
    /// <param name="Was">Before; null: nothing.</param>
    /// <param name="Now">Since; null: nothing.</param>
    public sealed record Change(
        string Kind,
        string Negotiation,
        string? Row,
        string? Member,
        JsonNode? Was,
        JsonNode? Now
    );
}

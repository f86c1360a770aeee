using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Models;

/// <param name="Parties">Those that are named in most negotiations first.</param>
/// <param name="Total">How many there are.</param>
public sealed record PartiesModel(IReadOnlyList<PartySummary> Parties, int Total);

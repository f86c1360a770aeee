namespace Negotiations.Dashboard.Models;

/// <param name="Negotiations">Those to choose from.</param>
/// <param name="Sought">What was searched for.</param>
public sealed record RecordModel(IReadOnlyList<Views.Summary> Negotiations, string? Sought);

namespace Negotiations.Store.Queries;

/// <summary>The query parameters that a route takes; all others are refused.</summary>
public sealed record KnownParameters(IReadOnlyList<string> Names);

/// <summary>Marks a route that does not look at the names of its query parameters.</summary>
public sealed record AnyParameters;

namespace Negotiations.Store.Queries;

/// <summary>The query parameters that a route takes; all others are refused.</summary>
/// <param name="Names">Of all.</param>
/// <param name="Repeating">Those that may be given several times.</param>
public sealed record KnownParameters(IReadOnlyList<string> Names, IReadOnlyList<string> Repeating)
{
    public KnownParameters(IReadOnlyList<string> names)
        : this(names, []) { }
}

/// <summary>Marks a route that does not look at the names of its query parameters.</summary>
public sealed record AnyParameters;

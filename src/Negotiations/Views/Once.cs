namespace Negotiations.Views;

/// <summary>
/// Values in the order in which they first come, each once. Most often they are few: then a look along them is
/// cheaper than a set.
/// </summary>
internal struct Once<T>(IEqualityComparer<T>? comparer = null)
    where T : class
{
    private const int Few = 8;

    private readonly IEqualityComparer<T> comparer = comparer ?? EqualityComparer<T>.Default;
    private List<T>? all;
    private HashSet<T>? seen;

    public Once()
        : this(null) { }

    public readonly IReadOnlyList<T> All => (IReadOnlyList<T>?)all ?? [];

    public void Add(T value)
    {
        all ??= new List<T>(1);
        if (seen is null ? Holds(value) : !seen.Add(value))
            return;

        all.Add(value);
        if (all.Count > Few)
            seen ??= new HashSet<T>(all, comparer);
    }

    private readonly bool Holds(T value)
    {
        foreach (var each in all!)
            if (comparer.Equals(each, value))
                return true;

        return false;
    }
}

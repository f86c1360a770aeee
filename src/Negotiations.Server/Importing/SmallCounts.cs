namespace Negotiations.Server.Importing;

/// <summary>How often each of some values came, where nearly always a few do: there may be as many of these as rows of
/// a file, and a dictionary of each would be most of what an import holds.</summary>
internal sealed class SmallCounts<T>
    where T : notnull
{
    private const int Few = 4;

    private (T Value, int Times)[] few = [];
    private Dictionary<T, int>? many;

    public bool IsEmpty => few.Length == 0;

    /// <summary>In the order in which they came first, where they are few.</summary>
    public IEnumerable<(T Value, int Times)> All => many is null ? few : many.Select(each => (each.Key, each.Value));

    public void Add(T value)
    {
        if (many is not null)
        {
            many[value] = many.GetValueOrDefault(value) + 1;
            return;
        }

        for (var i = 0; i < few.Length; i++)
            if (few[i].Value.Equals(value))
            {
                few[i].Times++;
                return;
            }

        if (few.Length < Few)
        {
            few = [.. few, (value, 1)];
            return;
        }

        many = few.ToDictionary(each => each.Value, each => each.Times);
        many.Add(value, 1);
    }
}

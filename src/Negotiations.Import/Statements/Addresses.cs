namespace Negotiations.Import.Statements;

/// <summary>
/// In which negotiation the rows of a release belong, process by process. A process is known by its rows: where most
/// of them lie already, there it stays, whatever number the publisher gives it now, and two never exchange addresses.
/// </summary>
/// <param name="known">What the dataset has stated so far.</param>
/// <param name="published">The day of the release.</param>
/// <param name="isByRows">False: the mapping was changed on purpose, and rows go where it says.</param>
/// <param name="before">Processes that earlier releases had under another id than the record, with their
/// addresses.</param>
public sealed class Addresses(
    KnownFacts known,
    DateOnly published,
    bool isByRows,
    IReadOnlyDictionary<string, string>? before = null
)
{
    private readonly IReadOnlyDictionary<string, string> before = before ?? new Dictionary<string, string>();
    private readonly List<Group> groups = [];
    private readonly Dictionary<(string Id, bool IsNamed), int> numbers = [];
    private string[] addresses = [];

    public int Count => groups.Count;

    /// <summary>The group of a destination: all rows that the release would have in one place.</summary>
    public int NumberOf(Destination destination)
    {
        var key = (destination.Id, destination.IsNamed);
        if (numbers.TryGetValue(key, out var number))
            return number;

        groups.Add(new Group(destination.Id, destination.IsNamed));
        numbers.Add(key, groups.Count - 1);
        return groups.Count - 1;
    }

    /// <summary>A row of the group lies here.</summary>
    public void Vote(int group, string negotiation)
    {
        var votes = groups[group].Votes ??= new Dictionary<string, int>(StringComparer.Ordinal);
        votes[negotiation] = votes.GetValueOrDefault(negotiation) + 1;
    }

    /// <summary>Finds every group its address. The largest choose first, and none takes what another has.</summary>
    public void Resolve()
    {
        addresses = [.. groups.Select(group => group.Id)];
        if (!isByRows)
            return;

        HashSet<string> taken = new(StringComparer.Ordinal);
        List<int> homeless = [];
        foreach (
            var (number, best) in groups
                .Index()
                .Where(each => !each.Item.IsNamed)
                .Select(each => (each.Index, Best: each.Item.Best()))
                .OrderByDescending(each => each.Best?.Rows ?? 0)
                .ThenBy(each => each.Best?.Negotiation == groups[each.Index].Id ? 0 : 1)
                .ThenBy(each => groups[each.Index].Id, StringComparer.Ordinal)
        )
            if (best is { } home && taken.Add(home.Negotiation))
                addresses[number] = home.Negotiation;
            else
                homeless.Add(number);

        // A number that is new, or that another process had before.
        foreach (var number in homeless.OrderBy(each => groups[each].Id, StringComparer.Ordinal))
            addresses[number] = Free(number, taken);
    }

    public string AddressOf(int group) => addresses[group];

    /// <summary>Where rows of a destination would go; its own id where the release has none that was taken.</summary>
    public string AddressOf(string proposed) =>
        numbers.TryGetValue((proposed, false), out var number)
            ? addresses[number]
            : before.GetValueOrDefault(proposed, proposed);

    /// <summary>Processes that the release, or one before it that speaks of them, has under another id than the
    /// record.</summary>
    public IReadOnlyDictionary<string, string> Renumbered()
    {
        var all = before.ToDictionary(StringComparer.Ordinal);
        foreach (var (number, group) in groups.Index())
            if (group.IsNamed || group.Id == addresses[number])
                all.Remove(group.Id);
            else
                all[group.Id] = addresses[number];

        return all;
    }

    // A process none of whose rows is known: where its number was last, unless another has come there.
    private string Free(int number, HashSet<string> taken)
    {
        var proposed = groups[number].Id;
        var last = before.GetValueOrDefault(proposed, proposed);
        var isOthers = last == proposed && before.Values.Contains(proposed, StringComparer.Ordinal);
        if (!isOthers && taken.Add(last))
            return last;

        var dated = $"{proposed}-{published:yyyy-MM-dd}";
        for (var n = 2; known.Has(dated) || !taken.Add(dated); n++)
            dated = $"{proposed}-{published:yyyy-MM-dd}-{n}";

        return dated;
    }

    private sealed record Group(string Id, bool IsNamed)
    {
        /// <summary>Null: none of its rows is known.</summary>
        public Dictionary<string, int>? Votes { get; set; }

        public (string Negotiation, int Rows)? Best() =>
            Votes is null
                ? null
                : Votes
                    .OrderByDescending(vote => vote.Value)
                    .ThenBy(vote => vote.Key == Id ? 0 : 1)
                    .ThenBy(vote => vote.Key, StringComparer.Ordinal)
                    .Select(vote => (vote.Key, vote.Value))
                    .First();
    }
}

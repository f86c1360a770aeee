namespace Negotiations.Import.Statements;

/// <summary>
/// Row keys that publishers gave to facts after they were recorded. One key may be given several times, to one fact
/// after another, and a fact is found by the last key it was given alone.
/// </summary>
/// <param name="dataset">Its name.</param>
internal sealed class RowKeys(string dataset)
{
    // By the act that gave the key; null: it was taken back, and its id is used no more.
    private readonly Dictionary<Guid, Guid?> given = [];
    private readonly Dictionary<Guid, Guid> last = [];

    // By the id that a row has without all this: what the release under way says, once a person has agreed.
    private readonly Dictionary<Guid, Guid> agreed = [];
    private readonly HashSet<Guid> leaving = [];

    /// <param name="act">A correction that gave a fact the key of another row.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="isTakenBack">The act counts no more.</param>
    public void Add(Guid act, Guid fact, bool isTakenBack)
    {
        given[act] = isTakenBack ? null : fact;
        if (!isTakenBack)
            last[fact] = act;
    }

    /// <summary>What the release under way says: the row with this id has the fact.</summary>
    public void Agree(Guid row, Guid fact)
    {
        agreed[row] = fact;
        leaving.Add(fact);
    }

    /// <summary>The fact has another key than the one it was recorded under.</summary>
    public bool IsGivenAway(Guid fact) => last.ContainsKey(fact) || leaving.Contains(fact);

    /// <summary>An act has this id: no fact can have it.</summary>
    public bool IsAct(Guid id) => given.ContainsKey(id);

    /// <summary>The fact to which the act gave its key; null: to none, or it has another by now.</summary>
    public Guid? FactOf(Guid act) =>
        given.TryGetValue(act, out var found)
        && found is { } fact
        && !leaving.Contains(fact)
        && last.TryGetValue(fact, out var latest)
        && latest == act
            ? fact
            : null;

    /// <summary>The fact that was given the key of the row; null: none has it.</summary>
    public Guid? Find(Statement statement)
    {
        if (agreed.Count > 0 && agreed.TryGetValue(KnownFacts.IdOf(dataset, statement), out var now))
            return now;

        Guid? found = null;
        if (given.Count > 0)
            for (var n = 0; given.ContainsKey(ActOf(statement, n)); n++)
                found = FactOf(ActOf(statement, n)) ?? found;

        return found;
    }

    /// <summary>The id of the act that gives its key to the fact of a row; null: the fact has it.</summary>
    public Guid? NextAct(Statement statement)
    {
        if (!agreed.ContainsKey(KnownFacts.IdOf(dataset, statement)))
            return null;

        var n = 0;
        while (given.ContainsKey(ActOf(statement, n)))
            n++;

        return ActOf(statement, n);
    }

    private Guid ActOf(Statement statement, int n) => KnownFacts.IdOf(dataset, statement, "key", n);
}

using System.Runtime.InteropServices;

namespace Negotiations.Import.Statements;

/// <summary>
/// The facts that a dataset has stated so far, by id, with the negotiation in which each lies. A fact is dataset, row
/// and part, whatever negotiation it is in: a row that the publisher files elsewhere is found here all the same.
/// </summary>
public sealed class KnownFacts(string dataset)
{
    private const int NoGroup = -1;

    private readonly List<string> negotiations = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Known> facts = [];
    private readonly Dictionary<Guid, Guid> movedTo = [];
    private readonly RowKeys keys = new(dataset);
    private Dictionary<long, List<int>>? byLocator;

    /// <summary>How many there are, taken back or not.</summary>
    public int Count => facts.Count;

    /// <summary>The id under which a statement is recorded first.</summary>
    /// <param name="dataset">Its name.</param>
    /// <param name="statement">With its row and part.</param>
    /// <param name="round">0, and one more for each time that an import of it was undone.</param>
    public static Guid IdOf(string dataset, Statement statement, int round = 0) =>
        round == 0
            ? StatementId.Of(dataset, statement.Row, statement.Part, TypeOf(statement))
            : IdOf(dataset, statement, "round", round);

    internal static Guid IdOf(string dataset, Statement statement, string what, int number) =>
        StatementId.Of(dataset, statement.Row, statement.Part, TypeOf(statement), $"{what} {number}");

    /// <param name="id">Of the event.</param>
    /// <param name="negotiation">In which it lies.</param>
    /// <param name="isUndone">The import that recorded it was undone: its id is used no more.</param>
    /// <param name="movedFrom">The event that it follows in another negotiation; null: none.</param>
    public void Add(Guid id, string negotiation, bool isUndone, Guid? movedFrom)
    {
        facts[id] = new Known(NumberOf(negotiation), isUndone ? Standing.Undone : Standing.Stands, NoGroup, 0);
        if (movedFrom is { } before && !isUndone)
            movedTo[before] = id;
    }

    /// <summary>A fact that a release gave another row key. They come in the order in which they were recorded.
    /// </summary>
    /// <param name="correction">The act that gave it.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="isTakenBack">The import that did was undone.</param>
    public void AddKey(Guid correction, Guid fact, bool isTakenBack) => keys.Add(correction, fact, isTakenBack);

    /// <summary>A person agreed that rows of the release have other keys: each is found by the content it had.
    /// </summary>
    public void Agree(Rekeying rekeying)
    {
        foreach (var (row, fact) in rekeying.Found)
            keys.Agree(row, fact);

        foreach (var id in facts.Keys.ToList())
            facts[id] = facts[id] with { Group = NoGroup };
    }

    /// <summary>The id of the act that gives a fact the key of this row; null: it has it.</summary>
    public Guid? NewKeyOf(Statement statement) => keys.NextAct(statement);

    /// <summary>The fact was taken back.</summary>
    /// <param name="id">Of a fact of the dataset, or of any other event.</param>
    /// <param name="byDataset">By a release of its own; otherwise by a person, or with its import.</param>
    /// <param name="byPerson">Then it stays taken back, also when its import is undone and made again.</param>
    public void Retract(Guid id, bool byDataset, bool byPerson = false)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(facts, id);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
            return;

        if (known.Standing == Standing.Stands || (byPerson && known.Standing == Standing.Undone))
            known = known with { Standing = byDataset ? Standing.Withdrawn : Standing.Retracted };
    }

    /// <summary>Where rows lie by what the record cites of them, asked for once, when a row is found under no id.
    /// </summary>
    public Func<IEnumerable<(string Locator, string Negotiation)>> Locators { get; init; } = () => [];

    /// <summary>The fact of a statement; an id that is not known yet where the dataset has not stated it.</summary>
    /// <param name="statement">Of a row.</param>
    /// <param name="proposed">Where the release would have it: facts of earlier programs have ids of their own in each
    /// negotiation.</param>
    public (Guid Id, bool IsKnown) Find(Statement statement, string proposed)
    {
        if (keys.Find(statement) is { } given)
            return (Follow(given), true);

        Guid id;
        for (var round = 0; ; round++)
        {
            id = IdOf(dataset, statement, round);
            if (IsUsed(id))
                return (Follow(id), true);

            if (keys.FactOf(id) is { } before)
                return (Follow(before), true);

            if (!facts.ContainsKey(id) && !keys.IsAct(id))
                break;
        }

        if (facts.Count == 0)
            return (id, false);

        if (Earlier(statement, proposed) is { } there)
            return (Follow(there), true);

        foreach (var number in At(statement.Fact.Sources is [{ Locator: { } locator }, ..] ? locator : statement.Row))
            if (negotiations[number] != proposed && Earlier(statement, negotiations[number]) is { } elsewhere)
                return (Follow(elsewhere), true);

        return (id, false);
    }

    public bool Knows(Guid id) => facts.ContainsKey(id);

    /// <summary>The negotiation in which a known fact lies.</summary>
    public string NegotiationOf(Guid id) => negotiations[facts[id].Negotiation];

    /// <summary>The release has it, in this group of rows.</summary>
    /// <param name="id">Of the fact.</param>
    /// <param name="group">Of its row.</param>
    /// <param name="content">What the row says, as <see cref="Rekeying.ContentOf"/> has it.</param>
    public void Mark(Guid id, int group, long content)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(facts, id);
        known = known with { Group = group, Content = content };
    }

    /// <summary>What the row of the release says; null: it has none.</summary>
    public long? ContentOf(Guid id) =>
        facts.TryGetValue(id, out var known) && known.Group != NoGroup ? known.Content : null;

    /// <summary>Those that count and that no row of the release states.</summary>
    public IEnumerable<(Guid Id, string Negotiation)> Gone =>
        facts
            .Where(each => each.Value is { Standing: Standing.Stands, Group: NoGroup })
            .Select(each => (each.Key, negotiations[each.Value.Negotiation]));

    /// <summary>Those that the release has, with the group of its row.</summary>
    public IEnumerable<(Guid Id, string Negotiation, int Group)> Stated =>
        facts
            .Where(each => each.Value.Group != NoGroup)
            .Select(each => (each.Key, negotiations[each.Value.Negotiation], each.Value.Group));

    /// <summary>No one took it back.</summary>
    public bool Stands(Guid id) => facts[id].Standing == Standing.Stands;

    /// <summary>Its row may take it to another negotiation: no person took it back.</summary>
    public bool Moves(Guid id) => facts[id].Standing is Standing.Stands or Standing.Withdrawn;

    /// <summary>The dataset has facts here.</summary>
    public bool Has(string negotiation) => numbers.ContainsKey(negotiation);

    /// <summary>The negotiations in which a row lies, by what the record cites of it.</summary>
    public IEnumerable<string> NegotiationsOf(string locator) => At(locator).Select(number => negotiations[number]);

    private static string TypeOf(Statement statement) => Json.EventJson.NameOf(statement.Fact);

    private Guid? Earlier(Statement statement, string negotiation)
    {
        var id = StatementId.Of(dataset, negotiation, statement.Row, statement.Part, TypeOf(statement));
        return IsUsed(id) ? id : null;
    }

    // Its row has the key under which it was recorded.
    private bool IsUsed(Guid id) =>
        facts.TryGetValue(id, out var known) && known.Standing != Standing.Undone && !keys.IsGivenAway(id);

    // An undone move leads nowhere: its follower is not known, or was taken back while the fact stands again.
    private Guid Follow(Guid id)
    {
        while (facts[id].Standing != Standing.Stands && movedTo.TryGetValue(id, out var next))
            id = next;

        return id;
    }

    private List<int> At(string locator)
    {
        byLocator ??= ReadLocators();
        return byLocator.GetValueOrDefault(Hash(locator)) ?? [];
    }

    private Dictionary<long, List<int>> ReadLocators()
    {
        Dictionary<long, List<int>> read = [];
        foreach (var (locator, negotiation) in Locators())
        {
            ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(read, Hash(locator), out _);
            var number = NumberOf(negotiation);
            if ((at ??= new List<int>(1)).Contains(number))
                continue;

            at.Add(number);
        }

        return read;
    }

    private int NumberOf(string negotiation)
    {
        if (numbers.TryGetValue(negotiation, out var number))
            return number;

        numbers.Add(negotiation, negotiations.Count);
        negotiations.Add(negotiation);
        return negotiations.Count - 1;
    }

    // Two locators of one hash lead to a look too many, never to a wrong fact: ids are compared whole.
    private static long Hash(string locator)
    {
        Span<byte> bytes = stackalloc byte[16];
        StatementId.Of(locator).TryWriteBytes(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private enum Standing : byte
    {
        Stands,

        /// <summary>By a release of the dataset.</summary>
        Withdrawn,

        /// <summary>By a person.</summary>
        Retracted,

        /// <summary>With the import that recorded it: its id is used no more.</summary>
        Undone,
    }

    private readonly record struct Known(int Negotiation, Standing Standing, int Group, long Content);
}

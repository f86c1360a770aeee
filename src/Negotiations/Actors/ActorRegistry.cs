using System.Collections.Immutable;
using Negotiations.Search;
using Negotiations.Values;

namespace Negotiations.Actors;

/// <summary>
/// Every actor that is known: those that ship with the program, as changed by what is recorded. Immutable: a change
/// gives another registry. A text names at most one actor here. What several share
/// names none of them, and all are suggested.
/// </summary>
public sealed class ActorRegistry
{
    private static readonly Lazy<ActorRegistry> Shipped = new(() =>
        new(ActorCatalogue.Read().ToImmutableSortedDictionary(each => each.Code, each => each, StringComparer.Ordinal))
    );

    private readonly ImmutableSortedDictionary<string, KnownActor> actors;
    private readonly ActorIndex index;
    private readonly Lazy<ActorSuggester> suggester;
    private readonly ILookup<string, string> merged;
    private readonly Lazy<RecordedNames> recorded;

    private ActorRegistry(ImmutableSortedDictionary<string, KnownActor> actors)
    {
        this.actors = actors;
        index = new ActorIndex(actors.Values);
        suggester = new(() => new ActorSuggester(this));
        recorded = new(() => new RecordedNames(this));
        merged = actors
            .Values.Where(each => each.MergedInto is not null)
            .ToLookup(each => Current(each).Code, each => each.Code, StringComparer.Ordinal);
    }

    /// <summary>The actors that ship with the program, and nothing that is recorded.</summary>
    public static ActorRegistry BuiltIn => Shipped.Value;

    /// <summary>By code, those merged into others included.</summary>
    public IEnumerable<KnownActor> All => actors.Values;

    /// <summary>The actor registered under exactly this code, be it merged into another; null when none is.</summary>
    public KnownActor? At(string code) => actors.GetValueOrDefault(code);

    /// <summary>
    /// The one actor that a text names: by any code (KGZ, kg, 417, GW:703, Q813) or any name in any script. Null when
    /// it names none, or several. A bare number of three digits is ISO 3166-1 numeric; any other number
    /// needs its scheme before it.
    /// </summary>
    /// <param name="text">As written.</param>
    /// <param name="year">The year spoken of, for numbers that meant another state in another time; null:
    /// today.</param>
    public KnownActor? Find(string text, int? year = null)
    {
        if (At(text) is { } exact)
            return Current(exact);

        var named = Meant(text, year);
        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>The code of the one entry that a text names, be it merged into another; null for none or
    /// several.</summary>
    public string? EntryOf(string text) => At(text)?.Code ?? (index.Find(text, year: null) is [var only] ? only : null);

    /// <summary>The code that stands for an actor now: that of the actor it was merged into, else its own, registered
    /// or not.</summary>
    public string StandingCode(string code) => At(code) is { } actor ? Current(actor).Code : code;

    /// <summary>Whether two codes mean one actor: the same code, or merged.</summary>
    public bool IsSame(string one, string other) => one == other || StandingCode(one) == StandingCode(other);

    /// <summary>Every code under which events may name the actor of a code: its own and those merged into it.</summary>
    public IReadOnlyList<string> CodesOf(string code)
    {
        var current = StandingCode(code);
        return [current, .. merged[current]];
    }

    /// <summary>The actors whose name comes nearest to a text that <see cref="Find"/> does not take, at most three, the
    /// nearest first.</summary>
    public IReadOnlyList<ActorSuggestion> Suggest(string text) => suggester.Value.Suggest(text);

    /// <summary>Those that belong to an actor, by code: the organs of the UN, the members of a union, the Taliban for
    /// Afghanistan.</summary>
    public IEnumerable<(KnownActor Actor, ActorRelationKind Kind)> RelatedTo(string code) =>
        from each in actors.Values
        from relation in each.Relations ?? []
        where relation.To == code && each.MergedInto is null
        select (each, relation.Kind);

    /// <summary>The same registry with an actor as it now is.</summary>
    public ActorRegistry With(KnownActor actor) => With([actor]);

    /// <inheritdoc cref="With(KnownActor)"/>
    public ActorRegistry With(IEnumerable<KnownActor> changed) =>
        new(actors.SetItems(changed.Select(each => KeyValuePair.Create(each.Code, each))));

    /// <summary>The same registry without actors that were not registered yet.</summary>
    public ActorRegistry Without(IEnumerable<string> codes) =>
        codes.ToList() is { Count: > 0 } gone ? new(actors.RemoveRange(gone)) : this;

    /// <summary>The codes under which events name the actors of which a name has a word that begins so: of names that
    /// are recorded, since views hold those that ship with the program.</summary>
    public IReadOnlyList<string> CodesBeginning(SearchTerm term) => recorded.Value.CodesOf(term);

    /// <summary>The names of an actor, and of those it was merged with, that its views do not hold.</summary>
    public IEnumerable<string> RecordedNamesOf(string code) => recorded.Value.Of(code);

    /// <summary>Whether a text is a code or name of any actor, of one or of several.</summary>
    public bool Names(string text) => Meant(text, year: null).Count > 0;

    /// <summary>The actor that would no longer be meant alone if another had this identifier; null: it takes nothing
    /// from any.</summary>
    internal KnownActor? HolderOf(ActorIdentifier id) =>
        index.HoldersOf(id).Select(code => Current(actors[code])).FirstOrDefault();

    /// <summary>All actors a text can mean, as they stand: one for a name of its own, several for a shared
    /// one.</summary>
    internal IReadOnlyList<KnownActor> Meant(string text, int? year) =>
        [.. index.Find(text, year).Select(code => Current(actors[code])).DistinctBy(each => each.Code)];

    /// <summary>Those who bear a text as a code in another collection, as they stand.</summary>
    internal IReadOnlyList<KnownActor> MeantElsewhere(string text) =>
        [.. index.FindElsewhere(text).Select(code => Current(actors[code])).DistinctBy(each => each.Code)];

    /// <summary>The entries of which a text is a code or name, be they merged into others.</summary>
    internal IReadOnlyList<KnownActor> Entries(string text) =>
        [.. index.Find(text, year: null).Select(code => actors[code])];

    /// <summary>What an actor was merged into, over any number of steps; itself where it was not.</summary>
    internal KnownActor Current(KnownActor actor)
    {
        // Decisions refuse a circle; a registry made from damaged events must still end.
        for (var steps = 0; actor.MergedInto is { } into && steps < 100 && At(into) is { } next; steps++)
            actor = next;

        return actor;
    }
}

/// <summary>An actor that may have been meant.</summary>
/// <param name="Code">What to write instead.</param>
/// <param name="Name">The name of it that came nearest.</param>
public sealed record ActorSuggestion(string Code, string Name);

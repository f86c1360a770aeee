using System.Text.Json.Serialization;

namespace Negotiations.Actors;

/// <summary>An actor as the registry knows it.</summary>
public sealed record KnownActor
{
    /// <summary>What events store: ISO 3166-1 alpha-3 for states, else a code in capitals (UNRCCA, AFG-TAL,
    /// UCDP-113).</summary>
    public required string Code { get; init; }

    public required ActorKind Kind { get; init; }

    /// <summary>By language: en, ru, ky, tg. At least one.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Names in use beside <see cref="Names"/>, in any language.</summary>
    public IReadOnlyList<string>? OtherNames { get; init; }

    /// <summary>Names of the past, under which older sources know it.</summary>
    public IReadOnlyList<string>? FormerNames { get; init; }

    public IReadOnlyList<string>? Abbreviations { get; init; }

    public IReadOnlyList<ActorIdentifier>? Ids { get; init; }

    /// <summary>The year it began; null where the registry does not say.</summary>
    public int? Since { get; init; }

    /// <summary>The year it ended; null for what exists.</summary>
    public int? Until { get; init; }

    /// <summary>Codes of those that followed it.</summary>
    public IReadOnlyList<string>? Successors { get; init; }

    public IReadOnlyList<ActorRelation>? Relations { get; init; }

    /// <summary>Code of the actor that this one turned out to be; null for nearly all.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Its name in a language; in English, else in any, where it has none in that language.</summary>
    public string NameIn(string language) =>
        Names.TryGetValue(language, out var name) || Names.TryGetValue("en", out name)
            ? name
            : Names.Values.FirstOrDefault(Code);

    internal IEnumerable<string> AllNames() =>
        [.. Names.Values, .. OtherNames ?? [], .. FormerNames ?? [], .. Abbreviations ?? []];
}

public enum ActorKind
{
    State,

    /// <summary>Listed by ISO 3166-1 or a dataset of the field without being generally treated as a state.</summary>
    Territory,
    Organisation,
    NonState,
    Person,
}

/// <summary>A code of the same actor in another collection.</summary>
/// <param name="Scheme">alpha2, numeric, gw (Gleditsch-Ward), cow (Correlates of War), wikidata, former-code, or a
/// dataset's name: ucdp.</param>
/// <param name="Id">The code there.</param>
/// <param name="Since">The first year it meant this actor; null when it is not limited.</param>
/// <param name="Until">The last year it meant this actor; null when it still does.</param>
public sealed record ActorIdentifier(
    [property: JsonRequired] string Scheme, [property: JsonRequired] string Id, int? Since = null, int? Until = null)
{
    internal bool CanMean(int year, bool isLastYearIn) =>
        (Since is null || Since <= year) && (Until is null || year < Until || (isLastYearIn && year == Until));
}

/// <summary>How an actor belongs to another: the UN Secretary-General is an organ of the UN.</summary>
/// <param name="Kind">What it is to the other.</param>
/// <param name="To">Code of the other.</param>
public sealed record ActorRelation([property: JsonRequired] ActorRelationKind Kind, [property: JsonRequired] string To);

public enum ActorRelationKind
{
    MemberOf,
    OrganOf,

    /// <summary>Governs it in fact, whatever its recognition: the Taliban and Afghanistan.</summary>
    AuthorityIn,
    TerritoryOf,
}

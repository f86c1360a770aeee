using Negotiations.Values;

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

    /// <summary>What it is called today, in any language, at length and in short.</summary>
    public IEnumerable<string> NamesInUse() => [.. Names.Values, .. OtherNames ?? [], .. Abbreviations ?? []];

    internal IEnumerable<string> AllNames() => [.. NamesInUse(), .. FormerNames ?? []];
}

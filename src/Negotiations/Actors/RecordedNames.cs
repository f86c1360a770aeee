using Negotiations.Search;

namespace Negotiations.Actors;

/// <summary>
/// Names that are recorded of actors and do not ship with the program, for search: a view holds those that ship, and
/// what it is found by must not change with each entry of the registry. Merged actors have each other's names.
/// </summary>
internal sealed class RecordedNames
{
    private readonly List<(string Code, string Name, Word[] Words)> all = [];

    public RecordedNames(ActorRegistry registry)
    {
        var changed = registry
            .All.Where(each => !ReferenceEquals(each, ActorRegistry.BuiltIn.At(each.Code)))
            .Select(each => registry.StandingCode(each.Code))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var codes in changed.Select(registry.CodesOf))
        {
            var names = codes.SelectMany(code => Names(registry.At(code)!)).Distinct().ToList();
            foreach (var code in codes)
                all.AddRange(names.Except(InViews(code)).Select(name => (code, name, Latin.Words(name).ToArray())));
        }
    }

    /// <summary>The codes of the actors of which a name has a word that begins so.</summary>
    public IReadOnlyList<string> CodesOf(SearchTerm term) =>
        [.. all.Where(each => each.Words.Any(term.Begins)).Select(each => each.Code).Distinct()];

    /// <summary>The names of an actor that its views do not hold.</summary>
    public IEnumerable<string> Of(string code) => all.Where(each => each.Code == code).Select(each => each.Name);

    private static IEnumerable<string> InViews(string code) =>
        ActorRegistry.BuiltIn.At(code)?.NamesInUse().Prepend(code) ?? [code];

    // Names of a past before the registry are none that a negotiation is found by; those it had on the record are.
    private static IEnumerable<string> Names(KnownActor actor) =>
        actor.AllNames().Prepend(actor.Code).Except(ActorRegistry.BuiltIn.At(actor.Code)?.FormerNames ?? []);
}

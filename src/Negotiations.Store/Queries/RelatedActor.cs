using Negotiations.Actors;
using Negotiations.Values;

namespace Negotiations.Store.Queries;

/// <summary>Another actor, and how the two belong together.</summary>
/// <param name="Relation">What the one is to the other.</param>
/// <param name="Code">Of the other.</param>
/// <param name="Name">Of the other, in the reader's language; absent where it is not registered.</param>
public sealed record RelatedActor(ActorRelationKind Relation, string Code, string? Name)
{
    /// <summary>Those to which an actor belongs, then those that belong to it.</summary>
    public static IReadOnlyList<RelatedActor> To(string code, ActorRegistry registry, string language) =>
        [
            .. (registry.At(code)?.Relations ?? []).Select(each => new RelatedActor(
                each.Kind,
                each.To,
                registry.At(each.To)?.NameIn(language)
            )),
            .. registry
                .RelatedTo(code)
                .Select(each => new RelatedActor(each.Kind, each.Actor.Code, each.Actor.NameIn(language))),
        ];
}

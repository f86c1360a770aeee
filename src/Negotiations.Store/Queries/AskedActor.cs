using Negotiations.Actors;

namespace Negotiations.Store.Queries;

/// <summary>The actor that a filter was read as.</summary>
/// <param name="Code">Under which it stands.</param>
/// <param name="Name">In the reader's language; absent where the registry does not know it.</param>
/// <param name="Codes">Under which events name it: its own, and those of actors merged into it.</param>
/// <param name="Related">Actors that belong to it, and to which it belongs. They are not covered: ask for them.</param>
public sealed record AskedActor(
    string Code,
    string? Name,
    IReadOnlyList<string> Codes,
    IReadOnlyList<RelatedActor> Related
)
{
    public static AskedActor Of(AskedParty party, ActorRegistry registry, string language) =>
        new(
            party.Code,
            registry.At(party.Code)?.NameIn(language),
            party.Codes,
            RelatedActor.To(party.Code, registry, language)
        );
}

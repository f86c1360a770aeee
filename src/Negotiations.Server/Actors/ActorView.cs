using Negotiations.Actors;
using Negotiations.Store.Queries;
using Negotiations.Values;

namespace Negotiations.Server.Actors;

/// <summary>An actor as the registry answers it.</summary>
/// <param name="Code">What events store.</param>
/// <param name="Name">In the reader's language; in English where it has none in that language.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Names">By language: en, ru, ky, tg.</param>
/// <param name="OtherNames">Further names in use.</param>
/// <param name="FormerNames">Names of the past.</param>
/// <param name="Abbreviations">Short forms.</param>
/// <param name="Ids">Its codes in other collections.</param>
/// <param name="Since">The year it began; absent where the registry does not say.</param>
/// <param name="Until">The year it ended; absent for what exists.</param>
/// <param name="Successors">Codes of those that followed it.</param>
/// <param name="MergedInto">The code of the actor that it turned out to be; absent for nearly all.</param>
/// <param name="Relations">What it belongs to.</param>
internal sealed record ActorView(
    string Code,
    string Name,
    ActorKind Kind,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<string>? OtherNames,
    IReadOnlyList<string>? FormerNames,
    IReadOnlyList<string>? Abbreviations,
    IReadOnlyList<ActorIdentifier>? Ids,
    int? Since,
    int? Until,
    IReadOnlyList<string>? Successors,
    string? MergedInto,
    IReadOnlyList<RelatedActor>? Relations
)
{
    public static ActorView Of(KnownActor actor, ActorRegistry registry, string language) =>
        new(
            actor.Code,
            actor.NameIn(language),
            actor.Kind,
            actor.Names,
            actor.OtherNames,
            actor.FormerNames,
            actor.Abbreviations,
            actor.Ids,
            actor.Since,
            actor.Until,
            actor.Successors,
            actor.MergedInto,
            actor.Relations is { Count: > 0 } relations
                ?
                [
                    .. relations.Select(each => new RelatedActor(
                        each.Kind,
                        each.To,
                        registry.At(each.To)?.NameIn(language)
                    )),
                ]
                : null
        );
}

/// <summary>An actor with what belongs to it and what was recorded of it.</summary>
/// <param name="Actor">As it stands.</param>
/// <param name="Related">Those that belong to it: organs, members, territories, authorities.</param>
/// <param name="History">What was recorded of it, in that order; empty for an actor as it ships with the
/// program.</param>
internal sealed record ActorAnswer(
    ActorView Actor,
    IReadOnlyList<RelatedActor> Related,
    IReadOnlyList<Views.HistoryEntry> History
);

/// <summary>The answer to a change of the registry.</summary>
/// <param name="Code">Of the actor.</param>
/// <param name="DryRun">True: nothing was recorded. Absent otherwise.</param>
/// <param name="Version">Of its stream; absent on a dry run.</param>
/// <param name="EventId">As sent, or made here; absent on a dry run.</param>
/// <param name="RecordedAt">By the database's clock; absent on a dry run.</param>
/// <param name="Sequence">Its position in the whole store; absent on a dry run.</param>
internal sealed record ActorReceipt(
    string Code,
    bool? DryRun = null,
    long? Version = null,
    Guid? EventId = null,
    DateTimeOffset? RecordedAt = null,
    long? Sequence = null
);

/// <summary>The body that registers an actor: an actor-registered event and the code it is to have.</summary>
internal sealed record ActorBody
{
    /// <summary>2 to 40 capitals, digits and hyphens.</summary>
    public required string Code { get; init; }

    public required ActorKind Kind { get; init; }

    /// <summary>By language: en, ru, ky, tg. At least one.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Why it is registered.</summary>
    public required string Reason { get; init; }

    public required IReadOnlyList<Values.Source> Sources { get; init; }

    public IReadOnlyList<string>? OtherNames { get; init; }

    public IReadOnlyList<string>? FormerNames { get; init; }

    public IReadOnlyList<string>? Abbreviations { get; init; }

    public IReadOnlyList<ActorIdentifier>? Ids { get; init; }

    public IReadOnlyList<ActorRelation>? Relations { get; init; }

    public Guid? EventId { get; init; }

    public Values.Edtf? Occurred { get; init; }

    public string? OccurredText { get; init; }

    public string? Note { get; init; }
}

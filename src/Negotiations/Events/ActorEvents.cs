using System.Text.Json.Serialization;
using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>
/// A change of the registry, on the stream <c>actor/{code}</c>, with a reason and at least one source.
/// <see cref="Event.Occurred"/> is when it happened in the world (a state took another name); null where it happened
/// on the record only.
/// </summary>
/// <remarks>A catalogue of its own beside that of <see cref="Event"/>: a negotiation takes none of these. The wire
/// names are frozen.</remarks>
[JsonPolymorphic(
    TypeDiscriminatorPropertyName = "type",
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization
)]
[JsonDerivedType(typeof(ActorRegistered), "actor-registered")]
[JsonDerivedType(typeof(ActorRenamed), "actor-renamed")]
[JsonDerivedType(typeof(ActorMerged), "actor-merged")]
[JsonDerivedType(typeof(ActorUnmerged), "actor-unmerged")]
[JsonDerivedType(typeof(ActorSucceeded), "actor-succeeded")]
[JsonDerivedType(typeof(ActorSuccessionUndone), "actor-succession-undone")]
public abstract record ActorEvent : Event
{
    [JsonPropertyOrder(-1)]
    public required string Reason { get; init; }
}

/// <summary>An actor is known from now on.</summary>
public sealed record ActorRegistered : ActorEvent
{
    public required ActorKind Kind { get; init; }

    /// <summary>By language: en, ru, ky, tg. At least one.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    public IReadOnlyList<string>? OtherNames { get; init; }

    public IReadOnlyList<string>? FormerNames { get; init; }

    public IReadOnlyList<string>? Abbreviations { get; init; }

    public IReadOnlyList<ActorIdentifier>? Ids { get; init; }

    public IReadOnlyList<ActorRelation>? Relations { get; init; }
}

/// <summary>It has another name. The one before goes on naming it.</summary>
public sealed record ActorRenamed : ActorEvent
{
    /// <summary>By language; languages that are left out keep their name.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }
}

/// <summary>It turned out to be another actor: from now on its code and names mean that one.</summary>
public sealed record ActorMerged : ActorEvent
{
    /// <summary>Code of the actor that it is.</summary>
    [Member(MemberKind.Code)]
    public required string Into { get; init; }
}

/// <summary>A merge was wrong: the actor is again what it was before.</summary>
public sealed record ActorUnmerged : ActorEvent
{
    /// <summary>Event id of the <see cref="ActorMerged"/> that no longer counts.</summary>
    public required Guid Merge { get; init; }
}

/// <summary>It ended, and others followed it.</summary>
public sealed record ActorSucceeded : ActorEvent
{
    [Member(MemberKind.Code)]
    public required IReadOnlyList<string> By { get; init; }
}

/// <summary>A succession was wrong: the actor ended, and was followed, as it was before it.</summary>
public sealed record ActorSuccessionUndone : ActorEvent
{
    /// <summary>Event id of the <see cref="ActorSucceeded"/> that no longer counts.</summary>
    public required Guid Succession { get; init; }
}

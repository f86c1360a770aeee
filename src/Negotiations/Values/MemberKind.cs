namespace Negotiations.Values;

/// <summary>
/// What a text in an event is. The rules of an event, redaction, the resolving of actors and the forms read it off the
/// member: there is no other list.
/// </summary>
public enum MemberKind
{
    /// <summary>Words of a source or of a monitor: what a member is that says nothing else. They go at an
    /// erasure.</summary>
    Prose,

    /// <summary>As prose, of a paragraph or more.</summary>
    LongProse,

    /// <summary>A name chosen by the client that ties facts together.</summary>
    Slug,

    /// <summary>A code, number or id under a rule of its own.</summary>
    Code,

    /// <summary>The code of an actor, or several.</summary>
    Actor,

    /// <summary>The code of an actor, or the word of a source for a side: "rebels". It stays at an erasure.</summary>
    Side,

    /// <summary>The code of an actor, or a name as the source has it, perhaps of a person: it goes at an
    /// erasure.</summary>
    ActorName,

    /// <summary>It leads to a person as surely as a name: a point on a map, the page that names them. At an erasure
    /// the member is removed.</summary>
    Locating,
}

/// <summary>What a member is; without it <see cref="MemberKind.Prose"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MemberAttribute(MemberKind kind) : Attribute
{
    public MemberKind Kind => kind;
}

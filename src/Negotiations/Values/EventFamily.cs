using System.Collections.Concurrent;
using System.Reflection;

namespace Negotiations.Values;

/// <summary>What a fact is about. Pages group, colour and place events by it.</summary>
public enum EventFamily
{
    /// <summary>Plans, statements, measures and judgements: whatever is none of the others.</summary>
    Words,

    /// <summary>Meetings, rounds and who takes part in them.</summary>
    Talks,

    /// <summary>Clashes and their tolls.</summary>
    Violence,

    /// <summary>Ceasefires.</summary>
    Truces,

    /// <summary>What was agreed on, instruments and closings.</summary>
    Texts,

    /// <summary>Corrections, retractions and sources: they are about other events.</summary>
    Acts,
}

/// <summary>To which family a type of event belongs; without it <see cref="EventFamily.Words"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FamilyAttribute(EventFamily family) : Attribute
{
    private static readonly ConcurrentDictionary<Type, FamilyAttribute> Known = new();
    private static readonly FamilyAttribute None = new(EventFamily.Words);

    public EventFamily Family => family;

    /// <summary>False where no rule of the fold lets such an event move a phase, wherever it stands. A law of the fold
    /// holds it to that.</summary>
    public bool MovesPhase { get; init; } = true;

    public static FamilyAttribute Of(Type eventType) =>
        Known.GetOrAdd(eventType, static type => type.GetCustomAttribute<FamilyAttribute>(inherit: true) ?? None);
}

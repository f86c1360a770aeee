using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>
/// An act beyond the table that bears on the matter. It moves no phase unless it was done under an
/// instrument.
/// </summary>
public sealed record MeasureTaken : Fact
{
    public required Measure Measure { get; init; }

    /// <summary>What it is called; a measure of another kind is refused without it.</summary>
    public string? Title { get; init; }

    /// <summary>Codes of those who took it.</summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>Codes of those it is directed at.</summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? Against { get; init; }

    /// <summary>How much of it: prisoners, weapons, money, water; its unit as the source writes it.</summary>
    public Quantity? Amount { get; init; }

    /// <summary>Event id of the measure that this one undoes, of the same negotiation.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>Slug of the instrument that it carries out; null: of none that a source names.</summary>
    [Member(MemberKind.Slug)]
    public string? InstrumentId { get; init; }
}

/// <summary>A source says that an instrument or a truce was breached. Whether it was is not decided here.</summary>
[Family(EventFamily.Words, MovesPhase = false)]
public sealed record BreachAlleged : Fact
{
    /// <summary>Slug of the instrument; one of this and <see cref="CeasefireId"/> is needed.</summary>
    [Member(MemberKind.Slug)]
    public string? InstrumentId { get; init; }

    /// <summary>The ceasefire, by <see cref="CeasefireAgreed.CeasefireId"/>.</summary>
    [Member(MemberKind.Slug)]
    public string? CeasefireId { get; init; }

    /// <summary>Codes of those who say so.</summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>Codes of those who are said to have done it.</summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? Against { get; init; }

    /// <summary>Which provision: "paragraph 36".</summary>
    public string? Provision { get; init; }
}

/// <summary>A court, a tribunal or a council decided on the matter.</summary>
[Family(EventFamily.Words, MovesPhase = false)]
public sealed record RulingIssued : Fact
{
    /// <summary>Who decided: a code, or its name as the source has it.</summary>
    [Member(MemberKind.ActorName)]
    public string? Body { get; init; }

    /// <summary>On what.</summary>
    public string? Matter { get; init; }

    public required Ruling Ruling { get; init; }

    /// <summary>The symbol of the document.</summary>
    [Member(MemberKind.Code)]
    public string? Symbol { get; init; }

    /// <summary>Whether it binds the parties. Null: no source says.</summary>
    public bool? Binding { get; init; }
}

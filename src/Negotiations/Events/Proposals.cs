using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>A way forward was put on the table, by a party or by a mediator.</summary>
[Family(EventFamily.Words, MovesPhase = false)]
public sealed record ProposalMade : Fact
{
    /// <summary>Ties it to its answers and to further reports of it; unique within the negotiation.</summary>
    [Member(MemberKind.Slug)]
    public string? ProposalId { get; init; }

    /// <summary>What it is called: "Annan Plan".</summary>
    public string? Title { get; init; }

    /// <summary>Codes of those who made it; null: no source says.</summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? By { get; init; }

    [Member(MemberKind.LongProse)]
    public string? Summary { get; init; }
}

/// <summary>
/// A proposal was answered. It is no agreement: where one was reached, that is an event of its own.
/// </summary>
[Family(EventFamily.Words, MovesPhase = false)]
public sealed record ProposalAnswered : Fact
{
    /// <summary>Of the proposal; null where no source names it.</summary>
    [Member(MemberKind.Slug)]
    public string? ProposalId { get; init; }

    /// <summary>Codes of those who answered; null: no source says.</summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? By { get; init; }

    public required ProposalAnswer Answer { get; init; }

    /// <summary>Under which conditions, where it was accepted with some.</summary>
    [Member(MemberKind.LongProse)]
    public string? Conditions { get; init; }
}

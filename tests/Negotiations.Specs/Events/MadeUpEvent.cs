using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Specs.Events;

/// <summary>A type of event that there is not: the record that the recipe of the contributor's guide asks for, and
/// nothing else.</summary>
[Family(EventFamily.Talks, MovesPhase = false)]
public sealed record MediatorAppointed : Fact
{
    [Member(MemberKind.Slug)]
    public string? MandateId { get; init; }

    [Member(MemberKind.Actor)]
    public string? Mediator { get; init; }

    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? AcceptedBy { get; init; }

    [Member(MemberKind.ActorName)]
    public string? ProposedBy { get; init; }

    [Member(MemberKind.LongProse)]
    public string? Mandate { get; init; }

    [Unit(UnitKind.People)]
    public Quantity? Staff { get; init; }

    public MeetingKind? During { get; init; }
}

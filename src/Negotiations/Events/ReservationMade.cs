using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>
/// What a party says of its consent, or of that of another (Vienna Convention, arts. 19 to 23). It moves neither the
/// status of the instrument nor its parties.
/// </summary>
public sealed record ReservationMade : InstrumentFact
{
    /// <summary>Code of the party that makes it.</summary>
    [Member(MemberKind.Actor)]
    public string? Party { get; init; }

    public required ReservationForm Form { get; init; }

    /// <summary>Event id of the reservation that it objects to or takes back, of the same negotiation.</summary>
    public Guid? To { get; init; }

    /// <summary>Its words.</summary>
    [Member(MemberKind.LongProse)]
    public string? Text { get; init; }
}

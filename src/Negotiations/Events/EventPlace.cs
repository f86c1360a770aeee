using System.Text.Json.Serialization;
using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>An event of a negotiation by its address.</summary>
/// <param name="Negotiation">The id of the negotiation.</param>
/// <param name="EventId">The event.</param>
public sealed record EventPlace(
    [property: JsonRequired] [property: Member(MemberKind.Code)] string Negotiation,
    [property: JsonRequired] Guid EventId
);

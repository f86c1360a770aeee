using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>The fact that an act is about, as it stands since: who follows needs no more to be right.</summary>
/// <param name="EventId">Of the fact, also where the act is on another act.</param>
/// <param name="Version">Its position in the negotiation.</param>
/// <param name="Type">Its wire name.</param>
/// <param name="Counts">False: it is taken back.</param>
/// <param name="Data">With the corrections that stand; null where it does not count.</param>
/// <param name="Sources">Its own and those attached; null where it does not count.</param>
public sealed record ActResult(
    Guid EventId,
    long Version,
    string Type,
    bool Counts,
    JsonElement? Data,
    IReadOnlyList<Source>? Sources
)
{
    /// <returns>Null: what it acts on is not in the negotiation.</returns>
    public static ActResult? Of(Negotiation negotiation, RecordedEvent act) => Of(Fate.Of(negotiation, act));

    /// <summary>The same after all that is recorded.</summary>
    /// <param name="negotiation">As recorded.</param>
    /// <param name="recorded">The fact, or an act about it.</param>
    /// <returns>Null: it is about nothing that can be read.</returns>
    public static ActResult? ToTheEnd(Negotiation negotiation, RecordedEvent recorded) =>
        Fate.ToTheEnd(negotiation, recorded) is { Fact.Event: Fact } fate ? Of(fate) : null;

    private static ActResult? Of(Fate? fate)
    {
        if (fate is null)
            return null;

        var (fact, after) = (fate.Fact, fate.After);
        return new ActResult(
            fact.EventId,
            fact.Version,
            EventJson.NameOf(fact.Event),
            after is not null,
            after is null ? null : EventJson.ToElement(after.Fact with { EventId = fact.EventId }),
            after is null ? null : [.. after.Sources]
        );
    }
}

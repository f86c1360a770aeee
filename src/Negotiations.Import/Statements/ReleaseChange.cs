using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Import.Statements;

/// <summary>One value that a release changed.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Negotiation">In which.</param>
/// <param name="EventId">Of the fact.</param>
/// <param name="Type">Its wire name.</param>
/// <param name="Row">The row's id in the dataset, or what the fact cites of it; null: it is an opening.</param>
/// <param name="Member">Of the fact; null: the fact as a whole.</param>
/// <param name="Was">As the dataset had it before; null: it had none.</param>
/// <param name="Now">As the release has it; null: it has none. Of a fact that moved, where it came from.</param>
public sealed record ReleaseChange(
    ReleaseChangeKind Kind,
    string Negotiation,
    Guid EventId,
    string? Type,
    string? Row,
    string? Member,
    JsonElement? Was,
    JsonElement? Now
)
{
    /// <summary>What these events change, in their order.</summary>
    /// <param name="request">That led to them.</param>
    /// <param name="events">As decided.</param>
    /// <param name="said">What the dataset has said before.</param>
    internal static IEnumerable<ReleaseChange> Of(
        ApplyRelease request,
        IReadOnlyList<Event> events,
        PreviousRelease said
    )
    {
        var rows = request.Statements.ToLookup(statement => statement.Id, statement => statement.Row);
        foreach (var @event in events)
            switch (@event)
            {
                case Fact { MovedFrom: { } from } moved:
                    yield return Whole(
                        ReleaseChangeKind.Moved,
                        moved.EventId!.Value,
                        moved,
                        JsonSerializer.SerializeToElement(from, EventJson.Options)
                    );
                    break;
                case Fact added:
                    yield return Whole(ReleaseChangeKind.Added, added.EventId!.Value, added);
                    break;
                case EventRetracted { MovedTo: not null }:
                    break;
                case EventRetracted retraction when said.TargetOf(retraction.Target) is { } restored:
                    yield return Whole(ReleaseChangeKind.Restored, restored, said.Of(restored));
                    break;
                case EventRetracted retraction:
                    yield return Whole(ReleaseChangeKind.Retracted, retraction.Target, said.Of(retraction.Target));
                    break;
                case SourceAttached { Stance: Stance.Disputes } contested:
                    yield return Whole(ReleaseChangeKind.Contested, contested.Target, said.Of(contested.Target));
                    break;
                case EventCorrected correction:
                    foreach (var change in Members(correction))
                        yield return change;

                    break;
                default:
                    break;
            }

        IEnumerable<ReleaseChange> Members(EventCorrected correction)
        {
            var before = said.Of(correction.Target);
            var members = MembersOf(before);
            foreach (var member in correction.Patch.EnumerateObject())
                yield return Whole(KindOf(correction, before, member), correction.Target, before) with
                {
                    Member = member.Name,
                    Was =
                        members.ValueKind == JsonValueKind.Object && members.TryGetProperty(member.Name, out var was)
                            ? was
                            : null,
                    Now = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value,
                };
        }

        ReleaseChange Whole(ReleaseChangeKind kind, Guid id, Fact? fact, JsonElement? now = null) =>
            new(
                kind,
                request.Destination.Id,
                id,
                fact is null ? null : EventJson.NameOf(fact),
                rows[id].FirstOrDefault() ?? (fact is null or NegotiationOpened ? null : fact.Sources[0].Locator),
                null,
                null,
                now
            );
    }

    // As the counts have it.
    private static ReleaseChangeKind KindOf(EventCorrected correction, Fact? before, JsonProperty member) =>
        before is NegotiationOpened && ApplyRelease.IsNumbersOnly(correction.Patch) ? ReleaseChangeKind.Renumbered
        : correction.Patch.TryGetProperty("sources", out _) && Rekeying.IsKey(member.Name) ? ReleaseChangeKind.Rekeyed
        : ReleaseChangeKind.Corrected;

    private static JsonElement MembersOf(Fact? fact) =>
        fact is null ? default : JsonSerializer.SerializeToElement<Event>(fact, EventJson.Options);
}

/// <summary>What a release did to a fact.</summary>
public enum ReleaseChangeKind
{
    Added,
    Corrected,
    Retracted,

    /// <summary>It was retracted by an earlier release, and is there again.</summary>
    Restored,
    Moved,

    /// <summary>A monitor had corrected it; both words stay.</summary>
    Contested,

    /// <summary>The negotiation has another number of the publisher's, and nothing else is new of it.</summary>
    Renumbered,

    /// <summary>Its row has another id; what it says of itself is beside it.</summary>
    Rekeyed,
}

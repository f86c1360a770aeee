using System.Text.Json;
using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>What other negotiations have that a request names. Nothing else of them decides anything.</summary>
/// <param name="Negotiations">
/// By id of those that are opened, where each went on: null where it did not merge. Those that are named, and those in
/// which they went on.
/// </param>
/// <param name="Events">By id of an event, the negotiation that it is recorded in.</param>
public sealed record Elsewhere(
    IReadOnlyDictionary<string, string?> Negotiations,
    IReadOnlyDictionary<Guid, string> Events
)
{
    /// <summary>Of the events that a retraction names as what remains, those that were themselves retracted.</summary>
    public IReadOnlySet<Guid> Retracted { get; init; } = new HashSet<Guid>();

    /// <summary>Ids of those that went on in the one that is asked to record, through all merges on the way.</summary>
    public IReadOnlyCollection<string> ComingIn { get; init; } = [];

    public static Elsewhere Nothing { get; } = new(new Dictionary<string, string?>(), new Dictionary<Guid, string>());

    /// <summary>Whether the negotiation has this event.</summary>
    public bool Has(EventPlace place) => Events.GetValueOrDefault(place.EventId) == place.Negotiation;

    /// <summary>The negotiations in which it went on, one after the other, itself first. It ends where one comes
    /// back.</summary>
    public IReadOnlyList<string> CourseOf(string negotiation)
    {
        List<string> course = [negotiation];
        while (Negotiations.GetValueOrDefault(course[^1]) is { } next && !course.Contains(next))
            course.Add(next);

        return course;
    }
}

/// <summary>What events name of other negotiations.</summary>
/// <param name="Negotiations">By id.</param>
/// <param name="Events">By id; some may be of the same negotiation.</param>
public sealed record NamedElsewhere(IReadOnlyCollection<string> Negotiations, IReadOnlyCollection<Guid> Events)
{
    /// <summary>Of the events, those that a retraction says to remain in the place of what it takes back.</summary>
    public IReadOnlyCollection<Guid> Remaining { get; init; } = [];

    /// <summary>Whether another closing than before may stand after them.</summary>
    public bool IsOfClosings { get; init; }

    public bool IsNothing => Negotiations.Count == 0 && Events.Count == 0 && !IsOfClosings;

    public static NamedElsewhere In(IEnumerable<Event> events)
    {
        HashSet<string> negotiations = new(StringComparer.Ordinal);
        HashSet<Guid> ids = [];
        HashSet<Guid> remaining = [];
        var isOfClosings = false;
        foreach (var each in events)
        {
            isOfClosings |= each is NegotiationClosed or EventRetracted or EventCorrected;
            if (each.MovedFrom is { } from)
                ids.Add(from.EventId);

            switch (each)
            {
                case NegotiationClosed { MergedInto: { } into }:
                    negotiations.Add(into);
                    break;
                case EventRetracted retracted:
                    if (retracted.MovedTo is { } to)
                        remaining.Add(to.EventId);
                    if (retracted.DuplicateOf is { } original)
                        remaining.Add(original);
                    break;
                case EventCorrected { Patch: { ValueKind: JsonValueKind.Object } patch }:
                    AddOf(patch);
                    break;
                default:
                    break;
            }
        }

        ids.UnionWith(remaining);
        return new NamedElsewhere(negotiations, ids) { Remaining = remaining, IsOfClosings = isOfClosings };

        void AddOf(JsonElement patch)
        {
            if (patch.TryGetProperty("mergedInto", out var into) && into.ValueKind == JsonValueKind.String)
                negotiations.Add(into.GetString()!);

            if (
                patch.TryGetProperty("movedFrom", out var from)
                && from.ValueKind == JsonValueKind.Object
                && from.TryGetProperty("eventId", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.TryGetGuid(out var eventId)
            )
                ids.Add(eventId);
        }
    }
}

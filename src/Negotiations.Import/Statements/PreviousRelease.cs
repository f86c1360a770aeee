using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Import.Statements;

/// <summary>
/// What a dataset has said of a negotiation so far: its facts with its own corrections, whatever others have said
/// since.
/// </summary>
internal sealed class PreviousRelease
{
    private readonly Negotiation negotiation;
    private readonly Guid import;
    private readonly IReadOnlySet<Guid> imports;
    private readonly IReadOnlyDictionary<Guid, Guid> retracted;
    private readonly ILookup<Guid, RecordedEvent> corrections;

    // By others, and in force: which members of which fact.
    private readonly ILookup<Guid, string> corrected;

    /// <param name="negotiation">As recorded.</param>
    /// <param name="earlier">Imports of the dataset.</param>
    /// <param name="import">The one that is under way; part of it may be recorded.</param>
    public PreviousRelease(Negotiation negotiation, IReadOnlySet<Guid> earlier, Guid import)
    {
        (this.negotiation, this.import, imports) = (negotiation, import, earlier);
        retracted = Retractions.InForce([.. negotiation.Events.Select(each => (each.EventId, each.Event))]);
        corrections = negotiation
            .Events.Where(each => each.Event is EventCorrected && IsOurs(each))
            .ToLookup(each => ((EventCorrected)each.Event).Target);
        corrected = negotiation
            .Events.Where(each => each.Event is EventCorrected && !IsOurs(each) && !retracted.ContainsKey(each.EventId))
            .Select(each => (EventCorrected)each.Event)
            .Where(each => each.Patch.ValueKind == JsonValueKind.Object)
            .SelectMany(each => each.Patch.EnumerateObject().Select(member => (each.Target, member.Name)))
            .ToLookup(each => each.Target, each => each.Name);
    }

    /// <summary>The facts of the dataset that no one took back, openings not among them.</summary>
    public IEnumerable<Guid> Standing =>
        negotiation
            .Events.Where(each =>
                each.Event is Fact and not NegotiationOpened && IsOurs(each) && !retracted.ContainsKey(each.EventId)
            )
            .Select(each => each.EventId);

    /// <summary>The fact as the dataset last stated it; null when it is none that can be read.</summary>
    public Fact? Of(Guid id)
    {
        if (negotiation.Find(id)?.Event is not Fact fact)
            return null;

        foreach (var correction in corrections[id])
            if (!retracted.ContainsKey(correction.EventId))
                fact = Corrections.TryPatch(fact, (EventCorrected)correction.Event).Fact ?? fact;

        return fact;
    }

    /// <summary>
    /// The dataset's own retraction in force; null when there is none, or when it was another who took the event
    /// back.
    /// </summary>
    public Guid? RetractionOf(Guid id) =>
        retracted.TryGetValue(id, out var by) && negotiation.Find(by) is { } act && IsOurs(act) ? by : null;

    /// <summary>
    /// The text of it or of a correction is gone by law: what the dataset still has must not bring it back.
    /// </summary>
    public bool IsErased(Guid id) =>
        negotiation.Find(id)?.Erased is not null || corrections[id].Any(correction => correction.Erased is not null);

    /// <summary>What an act of the dataset is about; null: it is no act that is recorded.</summary>
    public Guid? TargetOf(Guid id) => (negotiation.Find(id)?.Event as Act)?.Target;

    /// <summary>The event is recorded.</summary>
    public bool Has(Guid id) => negotiation.Find(id) is not null;

    /// <summary>The first of some ids under which an act can be recorded; null: one of them stands, or a person took it
    /// back. Those of imports that were undone are used no more.</summary>
    public Guid? Free(Func<int, Guid> idOf)
    {
        for (var round = 0; ; round++)
        {
            var id = idOf(round);
            if (!Has(id))
                return id;

            if (!retracted.TryGetValue(id, out var by) || negotiation.Find(by)?.Import is null)
                return null;
        }
    }

    /// <summary>
    /// What of a change of the dataset's can be patched, and what would overrule another's correction that stands.
    /// What both say alike by now is in neither.
    /// </summary>
    public (JsonElement? Patch, JsonElement? Contested) Divide(Guid id, JsonElement changed)
    {
        var others = corrected[id].ToHashSet(StringComparer.Ordinal);
        if (others.Count == 0 || negotiation.Find(id)?.Event is not Fact fact)
            return (changed, null);

        var standing = Corrections.Apply(
            id,
            fact,
            negotiation.Events.Select(each => each.Event with { EventId = each.EventId })
        );
        JsonObject patch = [],
            contested = [];
        foreach (var member in changed.EnumerateObject())
            if (!others.Contains(member.Name))
                patch.Add(member.Name, JsonSerializer.SerializeToNode(member.Value));
            else if (!SaysAlready(standing, member))
                contested.Add(member.Name, JsonSerializer.SerializeToNode(member.Value));

        // A date and its words are one statement.
        if (contested.ContainsKey("occurred") && patch.Remove("occurredText", out var words))
            contested.Add("occurredText", words);

        return (ToElement(patch), ToElement(contested));
    }

    private static bool SaysAlready(Fact standing, JsonProperty member)
    {
        var patch = JsonSerializer.SerializeToElement(
            new JsonObject { [member.Name] = JsonSerializer.SerializeToNode(member.Value) }
        );
        return Corrections.TryPatch(standing, patch).Fact is { } patched
            && StatedDifference.Between(standing, patched) is null;
    }

    private static JsonElement? ToElement(JsonObject members) =>
        members.Count == 0 ? null : JsonSerializer.SerializeToElement(members);

    public bool IsFromThisImport(Guid id) => negotiation.Find(id)?.Import == import;

    private bool IsOurs(RecordedEvent recorded) =>
        recorded.Import is { } from && (from == import || imports.Contains(from));
}

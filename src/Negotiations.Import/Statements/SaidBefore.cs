using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Import.Statements;

/// <summary>
/// What a dataset has said of a negotiation so far: its facts with its own corrections, whatever others have said
/// since.
/// </summary>
internal sealed class SaidBefore
{
    private readonly Negotiation negotiation;
    private readonly Guid import;
    private readonly IReadOnlySet<Guid> imports;
    private readonly IReadOnlyDictionary<Guid, Guid> retracted;
    private readonly ILookup<Guid, RecordedEvent> corrections;

    /// <param name="negotiation">As recorded.</param>
    /// <param name="earlier">Imports of the dataset.</param>
    /// <param name="import">The one that is under way; part of it may be recorded.</param>
    public SaidBefore(Negotiation negotiation, IReadOnlySet<Guid> earlier, Guid import)
    {
        (this.negotiation, this.import, imports) = (negotiation, import, earlier);
        retracted = Retractions.InForce([.. negotiation.Events.Select(each => (each.EventId, each.Event))]);
        corrections = negotiation
            .Events.Where(each => each.Event is EventCorrected && IsOurs(each))
            .ToLookup(each => ((EventCorrected)each.Event).Target);
    }

    /// <summary>The facts of the dataset that no one took back.</summary>
    public IEnumerable<Guid> Standing =>
        negotiation
            .Events.Where(each => each.Event is Fact && IsOurs(each) && !retracted.ContainsKey(each.EventId))
            .Select(each => each.EventId);

    /// <summary>The fact as the dataset last stated it; null when it is none that can be read.</summary>
    public Fact? Of(Guid id)
    {
        if (negotiation.Find(id)?.Event is not Fact fact)
            return null;

        foreach (var correction in corrections[id])
            if (!retracted.ContainsKey(correction.EventId))
                fact = Corrections.TryPatch(fact, ((EventCorrected)correction.Event).Patch).Fact ?? fact;

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

    public bool IsFromThisImport(Guid id) => negotiation.Find(id)?.Import == import;

    private bool IsOurs(RecordedEvent recorded) =>
        recorded.Import is { } from && (from == import || imports.Contains(from));
}

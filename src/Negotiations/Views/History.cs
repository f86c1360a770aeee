using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>The events of a negotiation as a reader of its history sees them.</summary>
public static class History
{
    /// <summary>
    /// Every event that was known, acts included, as appended: in recorded order, with what later became of it.
    /// </summary>
    public static IReadOnlyList<HistoryEntry> Shown(Negotiation negotiation, Clocks clocks)
    {
        var known = KnownEvents.Of(negotiation.Events, clocks);
        var retracted = Retractions.InForce([.. known.Select(each => (each.EventId, each.Event))]);
        var byId = retracted.Count == 0 ? [] : known.ToDictionary(each => each.EventId);
        var effective = EffectiveSet.Of(known).ToDictionary(each => each.Id);
        var acts = known
            .Where(each => each.Event is EventCorrected or SourceAttached && !retracted.ContainsKey(each.EventId))
            .ToLookup(each => ((Act)each.Event).Target);
        return [.. known.Select(EntryOf)];

        HistoryEntry EntryOf(RecordedEvent each)
        {
            var isRetracted = retracted.TryGetValue(each.EventId, out var retraction);
            var entry = Entry(
                each,
                each.Event,
                effective.GetValueOrDefault(each.EventId),
                acts[each.EventId],
                isRetracted
            );
            return isRetracted ? entry.RetractedBy(byId[retraction]) : entry;
        }
    }

    /// <summary>The facts that count, corrections folded in, retracted ones left out: in recorded order.</summary>
    public static IReadOnlyList<HistoryEntry> Applied(Negotiation negotiation, Clocks clocks) =>
        [
            .. EffectiveSet
                .Of(KnownEvents.Of(negotiation.Events, clocks))
                .OrderBy(each => each.Recorded.Version)
                .Select(each =>
                    Entry(each.Recorded, each.Fact, each, each.Corrections.Concat(each.Attachments), isRetracted: false)
                ),
        ];

    /// <summary>
    /// An event by itself, as the change feed shows it: what later became of it comes as later events.
    /// </summary>
    public static HistoryEntry Single(RecordedEvent recorded) =>
        Entry(recorded, recorded.Event, null, [], isRetracted: false);

    private static HistoryEntry Entry(
        RecordedEvent recorded,
        Event shown,
        EffectiveEvent? effective,
        IEnumerable<RecordedEvent> acts,
        bool isRetracted
    )
    {
        var corrections = acts.Where(act => act.Event is EventCorrected).Select(CorrectionEntry.Of).ToList();
        IReadOnlyList<Source> sources = effective is null ? recorded.Event.Sources : [.. effective.Sources];
        return new HistoryEntry(
            recorded.EventId,
            recorded.Version,
            recorded.Sequence,
            EventJson.NameOf(recorded.Event),
            shown.Occurred,
            shown.OccurredText,
            shown.Occurred?.Earliest,
            shown.Occurred?.Latest,
            EarliestPublished(sources),
            recorded.RecordedAt,
            recorded.RecordedBy,
            EventJson.ToElement(shown with { EventId = recorded.EventId }),
            corrections.Count > 0,
            isRetracted,
            corrections,
            sources,
            recorded.Erased,
            recorded.Import
        ).Of(recorded with { Event = shown });
    }

    private static Edtf? EarliestPublished(IEnumerable<Source> sources) =>
        sources
            .Select(source => source.Published)
            .Where(published => published is not null)
            .MinBy(published => published!.Latest ?? DateOnly.MaxValue);
}

/// <summary>One event of a history.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Version">Its position in the negotiation, from 1.</param>
/// <param name="Sequence">Its position in the whole store; grows, with gaps.</param>
/// <param name="Type">Its wire name.</param>
/// <param name="Occurred">The occurred clock; null on acts that name no time.</param>
/// <param name="OccurredText">The words of the source for it.</param>
/// <param name="Earliest">The first day <paramref name="Occurred"/> allows; null: unbounded.</param>
/// <param name="Latest">The last day it allows; null: unbounded.</param>
/// <param name="Published">The published clock: of the source that certainly said so first; null when none is
/// dated.</param>
/// <param name="RecordedAt">The recorded clock.</param>
/// <param name="RecordedBy">Who appended it.</param>
/// <param name="Data">The event: as appended, or with corrections applied where that was asked for.</param>
/// <param name="Corrected">Whether a correction of it stands.</param>
/// <param name="Retracted">Whether a retraction of it stands.</param>
/// <param name="Corrections">The corrections that stand, in recorded order.</param>
/// <param name="Sources">Its own and those attached later.</param>
/// <param name="Erased">When, by whom and why its text was erased; null: it was not.</param>
/// <param name="Import">The import that brought it in; null: it was appended by itself.</param>
/// <param name="MovedTo">Of a retracted event, the one that says it in another negotiation; null: none does.</param>
/// <param name="Retraction">The act by which it no longer counts, and why; null: it does.</param>
public sealed record HistoryEntry(
    Guid EventId,
    long Version,
    long Sequence,
    string Type,
    Edtf? Occurred,
    string? OccurredText,
    DateOnly? Earliest,
    DateOnly? Latest,
    Edtf? Published,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    JsonElement Data,
    bool Corrected,
    bool Retracted,
    IReadOnlyList<CorrectionEntry> Corrections,
    IReadOnlyList<Source> Sources,
    Erased? Erased = null,
    Guid? Import = null,
    EventPlace? MovedTo = null,
    RetractionEntry? Retraction = null
)
{
    private RecordedEvent? Shown { get; init; }

    /// <summary>The event in one sentence; null: an act on the record, or one that cannot be read.</summary>
    /// <param name="write">Puts a headline into the reader's language.</param>
    public string? Say(Func<Headline, string> write) =>
        Shown is { } shown && Headline.Of(shown) is { } headline ? write(headline) : null;

    internal HistoryEntry Of(RecordedEvent shown) => this with { Shown = shown };

    internal HistoryEntry RetractedBy(RecordedEvent act) =>
        act.Event is EventRetracted retraction
            ? this with
            {
                MovedTo = retraction.MovedTo,
                Retraction = new RetractionEntry(
                    act.EventId,
                    act.Version,
                    act.RecordedAt,
                    act.RecordedBy,
                    retraction.Reason,
                    retraction.DuplicateOf
                ),
            }
            : this;
}

/// <summary>A retraction as its target shows it.</summary>
/// <param name="EventId">Of the act.</param>
/// <param name="Version">Its position in the negotiation.</param>
/// <param name="RecordedAt">The recorded clock.</param>
/// <param name="RecordedBy">Who appended it.</param>
/// <param name="Reason">Why the event no longer counts.</param>
/// <param name="DuplicateOf">Of a duplicate, the event that stays; null: it is none.</param>
public sealed record RetractionEntry(
    Guid EventId,
    long Version,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    RetractionReason Reason,
    Guid? DuplicateOf
);

/// <summary>A correction as its target shows it.</summary>
public sealed record CorrectionEntry(
    Guid EventId,
    long Version,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    CorrectionKind? Kind,
    JsonElement Patch,
    string Reason
)
{
    internal static CorrectionEntry Of(RecordedEvent act)
    {
        var correction = (EventCorrected)act.Event;
        return new CorrectionEntry(
            act.EventId,
            act.Version,
            act.RecordedAt,
            act.RecordedBy,
            correction.Kind,
            correction.Patch,
            correction.Reason
        );
    }
}

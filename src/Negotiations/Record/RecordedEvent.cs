using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Record;

/// <summary>An event in its envelope: what the store says of it.</summary>
/// <param name="EventId">Of the event, never null once recorded.</param>
/// <param name="Version">Position in its negotiation, from 1, dense.</param>
/// <param name="Sequence">Position in the whole store: growing with recorded time, with gaps.</param>
/// <param name="RecordedAt">The recorded clock: the database's, UTC, to the microsecond, never falling as sequence
/// grows.</param>
/// <param name="RecordedBy">The authenticated subject that appended it.</param>
/// <param name="Event">What was appended.</param>
public sealed record RecordedEvent(
    Guid EventId,
    long Version,
    long Sequence,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    Event Event
)
{
    /// <summary>
    /// Null: it says what was appended. Otherwise its text is gone, and only its kind, dates, codes and figures are
    /// left.
    /// </summary>
    public Erased? Erased { get; init; }

    /// <summary>The import that brought it in; null: it was appended by itself.</summary>
    public Guid? Import { get; init; }

    /// <summary>
    /// Whether an event sent again under this id says what is recorded. A store may give members back in another
    /// order; that says nothing else.
    /// </summary>
    internal bool Says(Event again) =>
        // Of an erased one no one can see any more; sent again it must not come back.
        Erased is not null
        || JsonElement.DeepEquals(
            JsonSerializer.SerializeToElement(Event, EventJson.Options),
            JsonSerializer.SerializeToElement(again, EventJson.Options)
        );

    /// <summary>The answer to an event that says something else under this id.</summary>
    internal Refusal Taken() =>
        new(
            RefusalKind.Conflict,
            "event-id-taken",
            $"Another event is recorded as {EventId}. What is recorded is not replaced: correct it with "
                + "event-corrected, or use another eventId.",
            "/eventId"
        );
}

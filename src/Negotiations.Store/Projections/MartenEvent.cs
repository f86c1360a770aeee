using System.Text.Json;
using JasperFx.Events;
using Negotiations.Json;
using Negotiations.Record;
using Event = Negotiations.Events.Event;

namespace Negotiations.Store.Projections;

/// <summary>An event as Marten reads it, in the envelope of the domain.</summary>
public static class MartenEvent
{
    public static RecordedEvent Read(IEvent stored) =>
        new(stored.Id, stored.Version, stored.Sequence, stored.Timestamp, stored.UserName ?? "", WithId(stored))
        {
            Erased = Header(stored, "erased") is { } erased ? erased.Deserialize<Erased>(EventJson.Options) : null,
            Import = Header(stored, "import") is { } import && Guid.TryParse(import.ToString(), out var id) ? id : null,
        };

    // Type and id stand in columns of their own.
    private static Event WithId(IEvent stored) => (Event)stored.Data with { EventId = stored.Id };

    private static JsonElement? Header(IEvent stored, string name) =>
        stored.Headers?.GetValueOrDefault(name) is { } value ? JsonSerializer.SerializeToElement(value) : null;
}

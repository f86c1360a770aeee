using System.Text.Json;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Feed;

/// <summary>An event as the feed tells it: a history entry and the negotiation it belongs to. Who has read past one that is erased later finds it under /api/erasures.</summary>
public sealed record FeedEntry(
    string Negotiation, Guid EventId, long Version, long Sequence, string Type, Edtf? Occurred, string? OccurredText,
    DateOnly? Earliest, DateOnly? Latest, Edtf? Published, DateTimeOffset RecordedAt, string RecordedBy,
    JsonElement Data, IReadOnlyList<Source> Sources, Erased? Erased, Guid? Import = null)
{
    public static FeedEntry Of(string negotiation, RecordedEvent recorded)
    {
        var entry = History.Single(recorded);
        return new FeedEntry(
            negotiation, entry.EventId, entry.Version, entry.Sequence, entry.Type, entry.Occurred, entry.OccurredText,
            entry.Earliest, entry.Latest, entry.Published, entry.RecordedAt, entry.RecordedBy, entry.Data,
            entry.Sources, entry.Erased, entry.Import);
    }

    /// <summary>The same as a history has it, without what became of it later.</summary>
    public HistoryEntry ToHistory() => new(
        EventId, Version, Sequence, Type, Occurred, OccurredText, Earliest, Latest, Published, RecordedAt, RecordedBy,
        Data, false, false, [], Sources, Erased, Import);
}

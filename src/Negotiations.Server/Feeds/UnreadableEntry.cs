using System.Text.Json;
using Negotiations.Store.Feed;
using Negotiations.Views;

namespace Negotiations.Server.Feeds;

/// <summary>What is shown in place of an event that cannot be rendered: which one it is, and nothing that could be what
/// fails.</summary>
internal static class UnreadableEntry
{
    private static readonly JsonElement Data = JsonDocument.Parse("""{"unreadable":true}""").RootElement.Clone();

    public static FeedEntry Of(FeedEntry entry) =>
        entry with
        {
            Occurred = null,
            OccurredText = null,
            Earliest = null,
            Latest = null,
            Published = null,
            Data = Data,
            Sources = [],
            Result = null,
        };

    public static HistoryEntry Of(HistoryEntry entry) =>
        entry with
        {
            Occurred = null,
            OccurredText = null,
            Earliest = null,
            Latest = null,
            Published = null,
            Data = Data,
            Corrections = [],
            Sources = [],
        };
}

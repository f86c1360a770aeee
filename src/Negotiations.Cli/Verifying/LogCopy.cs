using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Record;

namespace Negotiations.Cli.Verifying;

/// <summary>All that a server or a dump shows of a log. Nothing of it is believed.</summary>
internal sealed class LogCopy
{
    public required SignedCheckpoint Signed { get; init; }

    /// <summary>
    /// When it was read: by the auditor's clock of a server, the latest time in it of a dump. What was recorded a
    /// minute before is to be in the log.
    /// </summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>By the auditor's clock, when it is looked at.</summary>
    public DateTimeOffset Now { get; init; } = TimeProvider.System.GetUtcNow();

    /// <summary>Entry bytes in order; fewer than the log signed where rows are missing.</summary>
    public List<ReadOnlyMemory<byte>> Entries { get; } = [];

    /// <summary>Bundles with more bytes than their entries, by path.</summary>
    public List<string> Overlong { get; } = [];

    public List<LogData> Data { get; } = [];

    /// <summary>Tiles of hashes by path.</summary>
    public Dictionary<Tile, byte[]> Tiles { get; } = [];

    /// <summary>Every recorded event in the order of its sequence, as the record itself shows it.</summary>
    public List<LogEvent> Events { get; } = [];

    /// <summary>The list of erasures, by the event; null: it was not read.</summary>
    public Dictionary<Guid, Erased>? Erasures { get; set; }

    /// <summary>What was erased by then is in <see cref="Erasures"/>.</summary>
    public DateTimeOffset ErasuresAsOf { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Whether it shows pseudonyms and minutes to who reads, and no author and no exact time.</summary>
    public bool HidesAuthors =>
        Data.Exists(each => each.Members is { Closed.Count: > 0 })
        || (Events.Count > 0 && Events.TrueForAll(each => each.RecordedAt == Leaf.MinuteOf(each.RecordedAt)));

    /// <summary>Stored views by negotiation, with the days on which they may have been shown.</summary>
    public Dictionary<string, LogView> Views { get; } = new(StringComparer.Ordinal);

    /// <summary>Whole statuses that a dump has beside its views, each as it was at its own version.</summary>
    public Dictionary<string, LogView> Snapshots { get; } = new(StringComparer.Ordinal);

    /// <summary>Words by which views are found and what finds them, by negotiation and part; null: there is no table of
    /// them.</summary>
    public Dictionary<string, Dictionary<Guid, (string Words, string Search)>>? Words { get; set; }

    /// <summary>Other signed heads, oldest first; a dump has them all.</summary>
    public List<SignedCheckpoint> OlderHeads { get; } = [];
}

/// <summary>What the log publishes beside an entry.</summary>
/// <param name="Salt">Of a leaf of version 1: 32 bytes; null once erased.</param>
/// <param name="Data">Of a leaf of version 1 null once erased; of one of version 2 what is left.</param>
/// <param name="Erasure">The recorded act that erased it; null when there is none.</param>
/// <param name="Members">What opens the members of a leaf of version 2.</param>
internal sealed record LogData(byte[]? Salt, JsonElement? Data, JsonElement? Erasure, MemberOpenings? Members = null)
{
    /// <summary>The member <c>author</c>, where it is shown beside the entry; null: as the history has it, which shows
    /// auditors a name.</summary>
    public string? Author { get; init; }
}

/// <summary>A view and the days for which it may have been shown.</summary>
/// <param name="Json">As it is shown.</param>
/// <param name="Days">Those on which it may have been folded.</param>
/// <param name="IsSummary">It is what a list shows of the view.</param>
internal sealed record LogView(JsonElement Json, IReadOnlyList<DateOnly> Days, bool IsSummary = false)
{
    /// <summary>As what it was shown.</summary>
    public ShownView Shown { get; init; }

    /// <summary>What its row in a dump says beside it, by the names of the columns; null: it has no row.</summary>
    public IReadOnlyDictionary<string, string?>? Columns { get; init; }
}

/// <summary>As what a view was shown: what other negotiations say of one is added to some.</summary>
internal enum ShownView
{
    /// <summary>As it is stored, of its own events alone.</summary>
    Stored,

    /// <summary>As the answer about now, with what others say of it.</summary>
    Now,

    /// <summary>With what others say of it by events that are not all in the copy.</summary>
    OnClocks,
}

/// <summary>An event as the record shows it.</summary>
internal sealed record LogEvent(
    string Negotiation,
    Guid EventId,
    long Version,
    long Sequence,
    string Type,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    JsonElement Data
)
{
    /// <summary>The import that brought it in; null: none.</summary>
    public Guid? Import { get; init; }

    /// <summary>That something of it was erased; null: nothing was.</summary>
    public Erased? Erased { get; init; }

    public RecordedEvent ToRecorded() =>
        new(EventId, Version, Sequence, RecordedAt, RecordedBy, Read()) { Erased = Erased, Import = Import };

    private Event Read()
    {
        try
        {
            var @event = EventJson.NoticeTypesByName.ContainsKey(Type)
                ? Data.Deserialize<NoticeEvent>(EventJson.Options)
                : Data.Deserialize<Event>(EventJson.Options);
            if (@event is not null)
                return @event with { EventId = EventId };
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            // The store holds what an older or another program wrote; the fold takes it as unreadable, and so does
            // the server's.
        }

        return new Events.Unreadable(Type, Data) { EventId = EventId };
    }
}

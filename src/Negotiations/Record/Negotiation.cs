using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>A negotiation as the record has it: its events in recorded order. Everything else is derived.</summary>
public sealed class Negotiation
{
    // Below so many lookups a linear search costs less than building the index. Imports make thousands.
    private const int AskedOften = 16;

    private readonly RecordedEvent[] events;
    private Dictionary<Guid, RecordedEvent>? byId;
    private RecordedEvent[]? acts;
    private int asked;

    private Negotiation(string id, RecordedEvent[] events) => (Id, this.events) = (id, events);

    /// <summary>
    /// What a fold made of each of these events, or of the first of them, and what the next one need not make again:
    /// it follows from the events alone. Null: nothing yet.
    /// </summary>
    internal object? Made { get; set; }

    public string Id { get; }

    /// <summary>In recorded order; the n-th has version n, unless the store has lost some.</summary>
    public IReadOnlyList<RecordedEvent> Events => events;

    /// <summary>Of the last event; 0 when it has not been opened.</summary>
    public long Version => events.Length == 0 ? 0 : events[^1].Version;

    /// <summary>Versions that the store has lost: none, unless it was damaged or went back.</summary>
    public IReadOnlyList<long> Missing =>
        Version == events.Length ? [] : [.. LongRange(Version).Except(events.Select(each => each.Version))];

    /// <summary>The last event up to a version, which the store may have lost; null before the first.</summary>
    public RecordedEvent? LastUpTo(long version) =>
        version >= 1 && version <= events.Length && events[version - 1].Version == version
            ? events[version - 1]
            : Array.FindLast(events, each => each.Version <= version);

    /// <summary>
    /// How many of its events were erased: with the version it shows whether what is in memory still is what is
    /// stored.
    /// </summary>
    public int Erasures => Array.FindAll(events, recorded => recorded.Erased is not null).Length;

    /// <summary>Those that act on others, in recorded order. Few, in most negotiations none.</summary>
    internal IReadOnlyList<RecordedEvent> Acts => acts ??= Array.FindAll(events, each => each.Event is Act);

    public bool IsUnopened => events.Length == 0;

    /// <summary>An address under which nothing has been opened.</summary>
    public static Negotiation Unopened(string id) => new(id, []);

    /// <param name="id">Its address.</param>
    /// <param name="events">All of its events in recorded order, versions 1 to n.</param>
    public static Negotiation Of(string id, IEnumerable<RecordedEvent> events) => new(id, [.. events]);

    /// <summary>The same negotiation with further events recorded.</summary>
    public Negotiation With(IEnumerable<RecordedEvent> recorded) => new(Id, [.. events, .. recorded]) { Made = Made };

    /// <summary>
    /// The same negotiation as it was when the record ended at a sequence; unopened when it began later.
    /// </summary>
    public Negotiation UpTo(long sequence) =>
        events.Length == 0 || events[^1].Sequence <= sequence
            ? this
            : new Negotiation(Id, [.. events.TakeWhile(each => each.Sequence <= sequence)]);

    /// <summary>The event of this id; null when this negotiation has none.</summary>
    public RecordedEvent? Find(Guid eventId)
    {
        // Threads may share a negotiation: each that finds no index makes its own, and either is right.
        if (byId is null && Interlocked.Increment(ref asked) > AskedOften)
            byId = events.ToDictionary(recorded => recorded.EventId);

        return byId is { } index
            ? index.GetValueOrDefault(eventId)
            : Array.Find(events, recorded => recorded.EventId == eventId);
    }

    internal Event? FindEvent(Guid eventId, IReadOnlyDictionary<Guid, Event> pending) =>
        Find(eventId)?.Event ?? pending.GetValueOrDefault(eventId);

    private static IEnumerable<long> LongRange(long last)
    {
        for (var version = 1L; version <= last; version++)
            yield return version;
    }
}

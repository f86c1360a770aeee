using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Which part of a history is asked for, in which order.</summary>
public sealed record HistoryQuery(
    ClocksQuery Clocks,
    HistoryClock Order,
    CorrectionsMode Corrections,
    Edtf? From,
    Edtf? To,
    IReadOnlyList<string> Types
)
{
    public static HistoryQuery Read(Query query, DatabaseClock clock)
    {
        var types = query.All("type");
        if (types.FirstOrDefault(type => !EventJson.TypesByName.ContainsKey(type)) is { } unknown)
            query.RefuseValue("type", unknown, [.. EventJson.TypesByName.Keys.Order(StringComparer.Ordinal)]);

        var (from, to) = query.Span();
        return new HistoryQuery(
            ClocksQuery.Read(query, clock),
            query.Value<HistoryClock>("clock") ?? HistoryClock.Occurred,
            query.Value<CorrectionsMode>("corrections") ?? CorrectionsMode.Shown,
            from,
            to,
            types
        );
    }

    /// <summary>The entries in their order, each with its place in it.</summary>
    public IEnumerable<(HistoryKey Key, HistoryEntry Entry)> Select(Negotiation negotiation, Clocks clocks)
    {
        var entries =
            Corrections == CorrectionsMode.Applied
                ? History.Applied(negotiation, clocks)
                : History.Shown(negotiation, clocks);
        return entries
            .Where(entry => Clocks.AsOf is not { } day || entry.Occurred is null || entry.Occurred.IsPossiblyBy(day))
            .Where(entry => Types.Count == 0 || Types.Contains(entry.Type))
            .Select(entry => (Key: HistoryKey.Of(entry, Order), Entry: entry))
            .Where(each => !(each.Key.Last < From?.Earliest) && !(each.Key.First > To?.Latest))
            .OrderBy(each => each.Key);
    }
}

/// <summary>Where an entry stands on the clock of the order.</summary>
public readonly record struct HistoryKey(DateOnly First, DateOnly Last, long Version) : IComparable<HistoryKey>
{
    // What has no date on a clock stands at its end: it is not older than anything, and must not look so. An
    // unbounded beginning is earliest.
    public static HistoryKey Of(HistoryEntry entry, HistoryClock order) =>
        order switch
        {
            HistoryClock.Recorded => OnRecordedDay(entry),
            HistoryClock.Published when entry.Published is { } published => new(
                published.Earliest ?? DateOnly.MinValue,
                published.Latest ?? DateOnly.MaxValue,
                entry.Version
            ),
            HistoryClock.Occurred when entry.Occurred is { } occurred => new(
                occurred.Earliest ?? DateOnly.MinValue,
                occurred.Latest ?? DateOnly.MaxValue,
                entry.Version
            ),
            HistoryClock.Occurred => OnRecordedDay(entry),
            _ => new(DateOnly.MaxValue, DateOnly.MaxValue, entry.Version),
        };

    public int CompareTo(HistoryKey other)
    {
        var byFirst = First.CompareTo(other.First);
        if (byFirst != 0)
            return byFirst;

        var byLast = Last.CompareTo(other.Last);
        return byLast != 0 ? byLast : Version.CompareTo(other.Version);
    }

    public static bool operator <(HistoryKey one, HistoryKey other) => one.CompareTo(other) < 0;

    public static bool operator >(HistoryKey one, HistoryKey other) => one.CompareTo(other) > 0;

    public static bool operator <=(HistoryKey one, HistoryKey other) => one.CompareTo(other) <= 0;

    public static bool operator >=(HistoryKey one, HistoryKey other) => one.CompareTo(other) >= 0;

    // An act without a time of its own happened on the record, when it was recorded.
    private static HistoryKey OnRecordedDay(HistoryEntry entry)
    {
        var day = DateOnly.FromDateTime(entry.RecordedAt.UtcDateTime);
        return new HistoryKey(day, day, entry.Version);
    }
}

/// <summary>In whose order a history is shown.</summary>
public enum HistoryClock
{
    Occurred,
    Published,
    Recorded,
}

/// <summary>Whether corrections are folded into what they correct or shown beside it.</summary>
public enum CorrectionsMode
{
    Applied,
    Shown,
}

using System.Globalization;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Storage;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>A negotiation's events in the order of the world, of the press or of the record.</summary>
internal static class HistoryEndpoint
{
    public static async Task<IResult> HistoryAsync(string id, HttpContext context, NegotiationReader reader, DatabaseClock clock)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        var order = query.Value<HistoryClock>("clock") ?? HistoryClock.Occurred;
        var corrections = query.Value<CorrectionsMode>("corrections") ?? CorrectionsMode.Shown;
        var (from, to) = (query.Date("from"), query.Date("to"));
        var types = query.All("type");
        if (types.FirstOrDefault(type => !EventJson.TypesByName.ContainsKey(type)) is { } unknown)
            query.Refuse("type", $"type={Slug.Clip(unknown)} is not an event type. It is one of {string.Join(", ", EventJson.TypesByName.Keys.Order(StringComparer.Ordinal))}.", "unknown-value");

        var limit = query.Limit();
        var last = Read(query);
        if (query.Problem is { } wrong)
            return wrong;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var (clocks, problem) = asked.For(negotiation, clock);
        if (problem is not null)
            return problem;

        var entries = corrections == CorrectionsMode.Applied ? History.Applied(negotiation, clocks!) : History.Shown(negotiation, clocks!);
        var keyed = entries
            .Where(entry => asked.AsOf is not { } day || entry.Occurred is null || entry.Occurred.IsPossiblyBy(day))
            .Where(entry => types.Count == 0 || types.Contains(entry.Type))
            .Select(entry => (Key: KeyOf(entry, order), Entry: entry))
            .Where(each => !(each.Key.Last < from?.Earliest) && !(each.Key.First > to?.Latest))
            .OrderBy(each => each.Key)
            .SkipWhile(each => last is { } seen && each.Key.CompareTo(seen) <= 0)
            .Take(limit + 1)
            .ToList();
        var items = keyed.Take(limit).Select(each => each.Entry).ToList();
        var next = keyed.Count > limit ? Write(keyed[limit - 1].Key) : null;
        Links.AddNext(context, next);
        return JsonAnswer.Of(context, new Page<HistoryEntry>(items, next, asked.IsNow ? null : AnsweredClocks.Of(clocks!)));
    }

    // What bears no date on a clock stands at its end: it is not older than anything, and must not look so. An unbounded beginning is earliest.
    private static HistoryKey KeyOf(HistoryEntry entry, HistoryClock order) => order switch
    {
        HistoryClock.Recorded => OnRecordedDay(entry),
        HistoryClock.Published when entry.Published is { } published => new(published.Earliest ?? DateOnly.MinValue, published.Latest ?? DateOnly.MaxValue, entry.Version),
        HistoryClock.Occurred when entry.Occurred is { } occurred => new(occurred.Earliest ?? DateOnly.MinValue, occurred.Latest ?? DateOnly.MaxValue, entry.Version),
        HistoryClock.Occurred => OnRecordedDay(entry),
        _ => new(DateOnly.MaxValue, DateOnly.MaxValue, entry.Version),
    };

    // An act without a time of its own happened on the record, when it was recorded.
    private static HistoryKey OnRecordedDay(HistoryEntry entry)
    {
        var day = DateOnly.FromDateTime(entry.RecordedAt.UtcDateTime);
        return new HistoryKey(day, day, entry.Version);
    }

    private static string Write(HistoryKey key) => Cursor.Write(
        key.First.DayNumber.ToString(CultureInfo.InvariantCulture), key.Last.DayNumber.ToString(CultureInfo.InvariantCulture), key.Version.ToString(CultureInfo.InvariantCulture));

    private static HistoryKey? Read(Query query)
    {
        if (query.After(3) is not { } after)
            return null;

        if (int.TryParse(after[0], out var first) && int.TryParse(after[1], out var last) && long.TryParse(after[2], out var version)
            && first >= 0 && first <= DateOnly.MaxValue.DayNumber && last >= 0 && last <= DateOnly.MaxValue.DayNumber)
            return new HistoryKey(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last), version);

        query.RefuseCursor();
        return null;
    }

    private readonly record struct HistoryKey(DateOnly First, DateOnly Last, long Version) : IComparable<HistoryKey>
    {
        public int CompareTo(HistoryKey other)
        {
            var byFirst = First.CompareTo(other.First);
            if (byFirst != 0)
                return byFirst;

            var byLast = Last.CompareTo(other.Last);
            return byLast != 0 ? byLast : Version.CompareTo(other.Version);
        }
    }
}

/// <summary>In whose order a history is told.</summary>
internal enum HistoryClock
{
    Occurred,
    Published,
    Recorded,
}

/// <summary>Whether corrections are folded into what they correct or shown beside it.</summary>
internal enum CorrectionsMode
{
    Applied,
    Shown,
}

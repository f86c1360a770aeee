using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Queries;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <summary>The events of a negotiation in the order of the world, a page of them, the latest page first.</summary>
/// <param name="Entries">Of this page, the earliest first.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">How many there are.</param>
/// <param name="Total">Of all pages.</param>
/// <param name="Density">Where all of them lie.</param>
public sealed record EventPage(IReadOnlyList<EventRow> Entries, int Page, int Pages, int Total, Density Density)
{
    /// <summary>So many a page that it can be read and drawn, however long a negotiation is.</summary>
    public const int PageSize = 100;

    /// <summary>The event before the first of this page; null: it is the first of all.</summary>
    public Guid? Older { get; private init; }

    /// <summary>The event after the last of this page; null: it is the last of all.</summary>
    public Guid? Newer { get; private init; }

    /// <param name="sought">The event that the page is to show; null, or not there: the page is the one that is asked
    /// for.</param>
    internal static EventPage Of(
        Negotiation negotiation,
        Clocks clocks,
        ClocksQuery asked,
        IReadOnlyList<EffectiveEvent> facts,
        int page,
        Guid? sought
    )
    {
        var effective = facts.ToDictionary(each => each.Id);
        var entries = new HistoryQuery(asked, HistoryClock.Occurred, CorrectionsMode.Shown, null, null, [])
            .Select(negotiation, clocks)
            .Select(each => each.Entry)
            .ToList();
        var pages = Math.Max(1, (entries.Count + PageSize - 1) / PageSize);
        var place = sought is { } id ? entries.FindIndex(entry => entry.EventId == id) : -1;
        page = place >= 0 ? ((entries.Count - 1 - place) / PageSize) + 1 : Math.Min(page, pages);
        var end = entries.Count - ((page - 1) * PageSize);
        var begin = Math.Max(0, end - PageSize);
        var shown = entries.Take(new Range(begin, Math.Max(0, end)));
        return new EventPage([.. shown.Select(ToRow)], page, pages, entries.Count, Density.Of(facts))
        {
            Older = begin > 0 ? entries[begin - 1].EventId : null,
            Newer = end < entries.Count ? entries[end].EventId : null,
        };

        EventRow ToRow(HistoryEntry entry) =>
            new(
                entry,
                effective.TryGetValue(entry.EventId, out var counts)
                    ? counts.Fact
                    : negotiation.Find(entry.EventId)!.Event,
                counts?.Occurred ?? entry.Occurred
            );
    }
}

/// <param name="Entry">As the history shows it.</param>
/// <param name="Event">The event with the corrections in force; a retracted one as it was appended.</param>
/// <param name="Occurred">With corrections.</param>
public sealed record EventRow(HistoryEntry Entry, Event Event, Edtf? Occurred);

/// <summary>How many facts lie where, of all pages together.</summary>
/// <param name="First">The first day of the first part.</param>
/// <param name="Last">The last day of the last.</param>
/// <param name="Talks">By part.</param>
/// <param name="Violence">By part.</param>
public sealed record Density(DateOnly First, DateOnly Last, IReadOnlyList<int> Talks, IReadOnlyList<int> Violence)
{
    private const int Parts = 120;

    public static Density Of(IReadOnlyList<EffectiveEvent> facts)
    {
        var days = facts
            .Select(each =>
                (
                    Day: each.Occurred.Earliest ?? each.Occurred.Latest,
                    IsViolent: FamilyAttribute.Of(each.Fact.GetType()).Family == EventFamily.Violence
                )
            )
            .Where(each => each.Day is not null)
            .ToList();
        if (days.Count == 0)
            return new Density(DateOnly.MinValue, DateOnly.MinValue, [], []);

        var (first, last) = (days.Min(each => each.Day!.Value), days.Max(each => each.Day!.Value));
        var (talks, violence) = (new int[Parts], new int[Parts]);
        foreach (var (day, isViolent) in days)
            (isViolent ? violence : talks)[
                (int)(
                    (long)(day!.Value.DayNumber - first.DayNumber)
                    * (Parts - 1)
                    / Math.Max(1, last.DayNumber - first.DayNumber)
                )
            ]++;

        return new Density(first, last, talks, violence);
    }
}

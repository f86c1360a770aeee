using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <param name="Negotiation">Its id.</param>
/// <param name="Title">Of the negotiation.</param>
/// <param name="Meeting">As its status has it.</param>
public sealed record CalendarEntry(string Negotiation, string Title, MeetingView Meeting)
{
    /// <summary>Of the meeting, for a row that cannot be shown.</summary>
    public string Id => $"{Negotiation}/{Meeting.MeetingId ?? Meeting.Events[0].ToString()}";

    /// <summary>When it was held, else for when it is planned; null: no source says.</summary>
    public Edtf? Date => Meeting.HeldOn ?? Meeting.PlannedFor;
}

/// <summary>Meetings of a year, and how many there were in the others.</summary>
/// <param name="Year">Shown.</param>
/// <param name="Party">Only of its negotiations; null: of all.</param>
/// <param name="Coming">Of any year, still to come, the next first.</param>
/// <param name="Entries">That possibly fall in the year, in order.</param>
/// <param name="Years">How many possibly fall in each year that has any, the latest first.</param>
public sealed record CalendarModel(
    int Year,
    string? Party,
    IReadOnlyList<CalendarEntry> Coming,
    IReadOnlyList<CalendarEntry> Entries,
    IReadOnlyList<(int Year, int Meetings)> Years
)
{
    // A date that spans a century says nothing about a year of it.
    private const int MostYears = 2;

    public static CalendarModel Of(IReadOnlyList<CalendarEntry> entries, int? year, string? party, DateOnly today)
    {
        var years = entries
            .SelectMany(entry => YearsOf(entry.Date!))
            .CountBy(each => each)
            .OrderByDescending(each => each.Key)
            .Select(each => (each.Key, each.Value))
            .ToList();
        var shown = year ?? (years.Count == 0 ? today.Year : years[0].Key);
        return new CalendarModel(
            shown,
            party,
            [
                .. entries
                    .Where(entry =>
                        entry.Meeting.Status
                            is MeetingStatus.Scheduled
                                or MeetingStatus.Rescheduled
                                or MeetingStatus.Postponed
                        && !(entry.Date!.Latest < today)
                    )
                    .OrderBy(entry => entry.Date),
            ],
            [.. entries.Where(entry => YearsOf(entry.Date!).Contains(shown)).OrderBy(entry => entry.Date)],
            years
        );
    }

    private static IEnumerable<int> YearsOf(Edtf date)
    {
        var (first, last) = (date.Earliest ?? date.Latest, date.Latest ?? date.Earliest);
        return first is { } from && last is { } to && to.Year - from.Year < MostYears
            ? Enumerable.Range(from.Year, to.Year - from.Year + 1)
            : [];
    }
}

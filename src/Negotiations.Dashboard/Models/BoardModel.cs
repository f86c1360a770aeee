using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <param name="Rows">Of this page.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Sort">The order, as the address names it.</param>
/// <param name="Overview">Of all that the filter finds.</param>
/// <param name="Facets">By field, how many of all that the filter finds have which value.</param>
/// <param name="Learned">Those of which something was recorded last, by the minute; of one minute, those heard of last.
/// None on other clocks than now.</param>
/// <param name="Clocks">Those it was shown on; null: now.</param>
public sealed record BoardModel(
    IReadOnlyList<BoardRow> Rows,
    string? Next,
    string Sort,
    BoardOverview Overview,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Facets,
    IReadOnlyList<Summary> Learned,
    AnsweredClocks? Clocks = null
);

/// <param name="InPhase">Null while nothing has moved it.</param>
/// <param name="Clashes">Null where none are reported.</param>
public sealed record BoardRow(Summary Summary, Days? InPhase, ClashTrend? Clashes);

/// <summary>
/// Days that passed since a date: the least and the most that the date allows; most null: it sets no beginning.
/// </summary>
public readonly record struct Days(int Least, int? Most)
{
    public static Days? Since(Edtf? date, DateOnly today) =>
        date?.Latest is { } latest && latest <= today
            ? new Days(
                today.DayNumber - latest.DayNumber,
                date.Earliest is { } earliest ? today.DayNumber - earliest.DayNumber : null
            )
            : null;
}

/// <summary>What an analyst looks for first.</summary>
/// <param name="SourcesEnd">The last day that any source speaks of; null: none speaks of a day.</param>
/// <param name="Moved">Something happened in the last seven days, by a date that is no wider than a month; "no later
/// than next year" would move everything.</param>
/// <param name="Stalled">Talks that are not going on, and those of which nothing was heard for half a year.</param>
/// <param name="Coming">Meetings still to come, the next first.</param>
public sealed record BoardOverview(
    DateOnly? SourcesEnd,
    IReadOnlyList<Summary> Moved,
    IReadOnlyList<Summary> Stalled,
    IReadOnlyList<Summary> Coming
)
{
    private const int Week = 7;
    private const int Month = 31;
    private const int LongSilence = 182;

    public static BoardOverview Of(IReadOnlyList<Summary> all, DateOnly today) =>
        new(
            all.Max(each => each.LastHeard?.On),
            [
                .. all.Where(each =>
                    each.LastEvent?.Occurred.Latest >= today.PlusDays(-Week)
                    && each.LastEvent.Occurred.Earliest >= today.PlusDays(-Month)
                ),
            ],
            [
                .. all.Where(each =>
                        !IsOver(each.Phase?.Shown)
                        && (
                            each.Health != Health.Active
                            || each.LastEvent?.Occurred.Latest < today.PlusDays(-LongSilence)
                        )
                    )
                    .OrderBy(each => each.Health == Health.Active)
                    .ThenBy(each => each.LastEvent?.Occurred),
            ],
            [
                .. all.Where(each =>
                        each.NextMeeting?.PlannedFor.Latest is null || each.NextMeeting.PlannedFor.Latest >= today
                    )
                    .Where(each => each.NextMeeting is not null)
                    .OrderBy(each => each.NextMeeting!.PlannedFor),
            ]
        );

    private static bool IsOver(Phase? phase) => phase is Phase.Completed or Phase.Abandoned or Phase.Ended;
}

/// <summary>Clashes by quarter, the oldest first.</summary>
/// <param name="Quarters">How many in each.</param>
/// <param name="Undated">Reported, but in no month that a source names.</param>
/// <param name="LastYear">In the last four quarters.</param>
/// <param name="YearBefore">In the four before them.</param>
public sealed record ClashTrend(IReadOnlyList<int> Quarters, int Undated, int LastYear, int YearBefore)
{
    private const int Shown = 24;

    public static ClashTrend Of(IReadOnlyList<TollRow> months, DateOnly today)
    {
        var quarters = new int[Shown];
        var undated = 0;
        foreach (var month in months)
        {
            if (!DateOnly.TryParseExact(month.Key + "-01", "yyyy-MM-dd", out var day))
                undated += month.Clashes;
            else if (Shown - 1 - (Quarter(today) - Quarter(day)) is >= 0 and < Shown and var place)
                quarters[place] += month.Clashes;
        }

        return new ClashTrend(quarters, undated, quarters[^4..].Sum(), quarters[^8..^4].Sum());
    }

    private static int Quarter(DateOnly day) => (day.Year * 4) + ((day.Month - 1) / 3);
}

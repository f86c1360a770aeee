using System.Globalization;
using Negotiations.Dashboard.Context;
using Negotiations.Record;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <summary>How far the two clocks of a page can be turned, and where they stand.</summary>
/// <param name="WorldFrom">The first day on which anything happened.</param>
/// <param name="World">The day asked for.</param>
/// <param name="KnownFrom">The first day on which anything was known.</param>
/// <param name="Known">The last day of what was known.</param>
/// <param name="Until">Today.</param>
/// <param name="Basis">Whose knowledge is turned.</param>
/// <param name="Happened">Days on which something happened, for marks under the slider.</param>
/// <param name="Learned">Days on which something became known.</param>
public sealed record TimeMachine(
    DateOnly WorldFrom,
    DateOnly World,
    DateOnly KnownFrom,
    DateOnly Known,
    DateOnly Until,
    Basis Basis,
    IReadOnlyList<DateOnly> Happened,
    IReadOnlyList<DateOnly> Learned
)
{
    /// <summary>What a slider sends: a number of days, as a slider has no dates.</summary>
    public const string WorldName = "world";

    /// <inheritdoc cref="WorldName"/>
    public const string KnownName = "known";

    private const int MostMarks = 400;

    internal static TimeMachine Of(Negotiation negotiation, Clocks clocks, ClocksQuery asked, DateOnly today)
    {
        // By default the slider moves the published clock, because history that was filled in later differs on that
        // one.
        var basis = asked.KnownBy is null ? Basis.Published : asked.Basis;
        var happened = Marks(
            negotiation.Events.SelectMany(each => new[] { each.Event.Occurred?.Earliest, each.Event.Occurred?.Latest }),
            today
        );
        var learned = Marks(
            basis == Basis.Published
                ? negotiation
                    .Events.Select(each =>
                        KnownEvents.PublishedOn(each.Event.Sources)
                        ?? DateOnly.FromDateTime(each.RecordedAt.UtcDateTime)
                    )
                    .Select(day => (DateOnly?)day)
                : negotiation.Events.Select(each => (DateOnly?)DateOnly.FromDateTime(each.RecordedAt.UtcDateTime)),
            today
        );
        return new TimeMachine(
            First(happened, today),
            Min(clocks.AsOf, today),
            First(learned, today),
            asked.KnownBy is { } by ? DateOnly.FromDateTime(by.UtcDateTime) : today,
            today,
            basis,
            happened,
            learned
        );
    }

    /// <summary>The address that says in dates what sliders said in days; null when none did.</summary>
    internal static string? Canonical(Query query, PageContext page)
    {
        var (world, known) = (query.Number(WorldName), query.Number(KnownName));
        if (world is null && known is null)
            return null;

        return page.With(
            (WorldName, null),
            (KnownName, null),
            ("page", null),
            (EventAddresses.EventName, null),
            ("version", null),
            ("asOf", DayOf(world, page.Today)),
            ("knownBy", DayOf(known, page.Today)),
            ("basis", DayOf(known, page.Today) is null ? null : query.Text("basis"))
        );
    }

    // A slider at its right end means now, which needs no parameter.
    private static string? DayOf(long? number, DateOnly today) =>
        number >= 0 && number < today.DayNumber
            ? DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    private static IReadOnlyList<DateOnly> Marks(IEnumerable<DateOnly?> days, DateOnly today)
    {
        var distinct = days.OfType<DateOnly>().Where(day => day <= today).Distinct().Order().ToList();
        return distinct.Count <= MostMarks
            ? distinct
            :
            [
                .. Enumerable
                    .Range(0, MostMarks)
                    .Select(i => distinct[(int)((long)i * (distinct.Count - 1) / (MostMarks - 1))]),
            ];
    }

    private static DateOnly First(IReadOnlyList<DateOnly> days, DateOnly today) => days.Count > 0 ? days[0] : today;

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}

using Negotiations.Server.Dashboard.Pages;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Server.Status;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Dashboard.Surveying;

/// <summary>Pages across all negotiations: when they meet, who takes part, what the clashes cost.</summary>
internal static class SurveyRoutes
{
    private const int MostParties = 200;

    public static void MapSurveys(this RouteGroupBuilder pages)
    {
        pages.MapGet("/calendar", CalendarAsync).Understands("year", "party");
        pages.MapGet("/parties", PartiesAsync).Understands(ClocksQuery.Names);
        pages.MapGet("/parties/{code}", PartyAsync).Understands(ClocksQuery.Names);
        pages.MapGet("/statistics", StatisticsAsync)
            .Understands([.. Parameters.Tolls.Concat(Parameters.Of).Select(each => each.Name), .. ClocksQuery.Names])
            .Replays();
    }

    private static async Task<IResult> CalendarAsync(HttpContext context, KeptViews views, ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var year = query.Number("year");
        if (year is < 1 or > 9999)
            query.Refuse("year", $"year={year} is no year from 1 to 9999.");

        if (query.Problem is { } problem)
            return problem;

        var party = await Desk.PartyAsync(context, actors);
        List<CalendarEntry> entries = [];
        await foreach (var status in views.ReadAsync([], party, context.RequestAborted))
            entries.AddRange(status.Meetings.Select(meeting => new CalendarEntry(status.Id, status.Title, meeting)).Where(entry => entry.Date is not null));

        var desk = Desk.Of(context);
        return DeskAnswer.Page<CalendarPage>(desk, CalendarModel.Of(entries, (int?)year, party?.Code, desk.Today));
    }

    private static async Task<IResult> PartiesAsync(
        HttpContext context, Database database, DatabaseClock clock, NegotiationScan scan, ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var asked = PartyEndpoints.ReadClocks(query, clock);
        if (query.Problem is { } problem)
            return problem;

        var (parties, missing) = await PartyEndpoints.SummariesAsync(
            asked, database, clock, scan, actors, ReaderLanguage.Default, context.RequestAborted);
        if (missing is not null)
            return missing;

        return DeskAnswer.Page<PartiesPage>(
            Desk.Of(context),
            new PartiesModel([.. parties.OrderByDescending(party => party.Negotiations).ThenByDescending(party => party.Events).ThenBy(party => party.Id, StringComparer.Ordinal).Take(MostParties)], parties.Count));
    }

    private static async Task<IResult> PartyAsync(
        string code, HttpContext context, Database database, DatabaseClock clock, NegotiationScan scan,
        ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var asked = PartyEndpoints.ReadClocks(query, clock);
        if (query.Problem is { } problem)
            return problem;

        var (answer, missing) = await PartyEndpoints.FindAsync(
            code, asked, database, clock, scan, actors, ReaderLanguage.Default, context.RequestAborted);
        return missing ?? DeskAnswer.Page<PartyPage>(Desk.Of(context), answer);
    }

    private static async Task<IResult> StatisticsAsync(
        HttpContext context, Database database, DatabaseClock clock, ActorDirectory actors)
    {
        var (answer, problem) = await TollEndpoint.CountAsync(
            await Desk.QueryAsync(context, actors), database, clock, actors, context.RequestAborted);
        return problem ?? DeskAnswer.Page<StatisticsPage>(Desk.Of(context), answer);
    }
}

/// <param name="Negotiation">Its id.</param>
/// <param name="Title">Of the negotiation.</param>
/// <param name="Meeting">As its status tells it.</param>
public sealed record CalendarEntry(string Negotiation, string Title, MeetingView Meeting)
{
    /// <summary>Of the meeting, for a row that cannot be shown.</summary>
    public string Id => $"{Negotiation}/{Meeting.MeetingId ?? Meeting.Events[0].ToString()}";

    /// <summary>When it was held, else for when it is planned; null: nobody says.</summary>
    public Edtf? Date => Meeting.HeldOn ?? Meeting.PlannedFor;
}

/// <summary>Meetings of a year, and how many there were in the others.</summary>
/// <param name="Year">Shown.</param>
/// <param name="Party">Only of its negotiations; null: of all.</param>
/// <param name="Coming">Of any year, still to come, the next first.</param>
/// <param name="Entries">That possibly fall in the year, in order.</param>
/// <param name="Years">How many possibly fall in each year that has any, the latest first.</param>
public sealed record CalendarModel(int Year, string? Party, IReadOnlyList<CalendarEntry> Coming, IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<(int Year, int Meetings)> Years)
{
    // A date that spans a century says nothing about a year of it.
    private const int MostYears = 2;

    public static CalendarModel Of(IReadOnlyList<CalendarEntry> entries, int? year, string? party, DateOnly today)
    {
        var years = entries.SelectMany(entry => YearsOf(entry.Date!)).CountBy(each => each).OrderByDescending(each => each.Key).Select(each => (each.Key, each.Value)).ToList();
        var shown = year ?? (years.Count == 0 ? today.Year : years[0].Key);
        return new CalendarModel(
            shown, party,
            [.. entries.Where(entry => entry.Meeting.Status is MeetingStatus.Scheduled or MeetingStatus.Rescheduled or MeetingStatus.Postponed && !(entry.Date!.Latest < today)).OrderBy(entry => entry.Date)],
            [.. entries.Where(entry => YearsOf(entry.Date!).Contains(shown)).OrderBy(entry => entry.Date)], years);
    }

    private static IEnumerable<int> YearsOf(Edtf date) => (date.Earliest ?? date.Latest, date.Latest ?? date.Earliest) switch
    {
        ({ } from, { } to) when to.Year - from.Year < MostYears => Enumerable.Range(from.Year, to.Year - from.Year + 1),
        _ => [],
    };
}

/// <param name="Parties">Those that are named in most negotiations first.</param>
/// <param name="Total">How many there are.</param>
public sealed record PartiesModel(IReadOnlyList<PartySummary> Parties, int Total);

using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Models;
using Negotiations.Dashboard.Pages;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Dashboard.Routes;

/// <summary>Pages across all negotiations: when they meet, who takes part, what the clashes cost.</summary>
internal static class SurveyRoutes
{
    private const int MostParties = 200;

    public static void MapSurveys(this RouteGroupBuilder pages)
    {
        pages.MapGet("/calendar", CalendarAsync).Understands("year", "party");
        pages.MapGet("/parties", PartiesAsync).Understands(ClocksQuery.Names);
        pages.MapGet("/parties/{code}", PartyAsync).Understands(ClocksQuery.Names);
        pages.MapGet("/statistics", StatisticsAsync).Understands([.. Tolls.Names, .. ClocksQuery.Names]).Replays();
    }

    private static async Task<IResult> CalendarAsync(HttpContext context, StoredViews views, ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var year = query.Number("year");
        if (year is < 1 or > 9999)
            query.Refuse("year", $"year={year} is no year from 1 to 9999.");

        if (query.Problem is { } problem)
            return problem;

        var party = await PageContext.PartyAsync(context, actors);
        List<CalendarEntry> entries = [];
        await foreach (var status in views.ReadAsync([], party, context.RequestAborted))
            entries.AddRange(
                status
                    .Meetings.Select(meeting => new CalendarEntry(status.Id, status.Title, meeting))
                    .Where(entry => entry.Date is not null)
            );

        var page = PageContext.Of(context);
        return PageAnswer.Page<CalendarPage>(page, CalendarModel.Of(entries, (int?)year, party?.Code, page.Today));
    }

    private static async Task<IResult> PartiesAsync(HttpContext context, Parties parties)
    {
        var query = new Query(context.Request.Query);
        var asked = parties.ReadClocks(query);
        if (query.Problem is { } problem)
            return problem;

        var page = PageContext.Of(context).CallingActorsBy(asked.ActorsBy);
        var (found, missing) = await parties.ListAsync(asked, page.Words.Language.Code, context.RequestAborted);
        if (missing is not null)
            return missing.ToResult();

        return PageAnswer.Page<PartiesPage>(
            page,
            new PartiesModel(
                [
                    .. found
                        .OrderByDescending(party => party.Negotiations)
                        .ThenByDescending(party => party.Events)
                        .ThenBy(party => party.Id, StringComparer.Ordinal)
                        .Take(MostParties),
                ],
                found.Count
            )
        );
    }

    private static async Task<IResult> PartyAsync(string code, HttpContext context, Parties parties)
    {
        var query = new Query(context.Request.Query);
        var asked = parties.ReadClocks(query);
        if (query.Problem is { } problem)
            return problem;

        var page = PageContext.Of(context).CallingActorsBy(asked.ActorsBy);
        var (answer, missing) = await parties.FindAsync(code, asked, page.Words.Language.Code, context.RequestAborted);
        return missing?.ToResult() ?? PageAnswer.Page<PartyPage>(page, answer);
    }

    private static async Task<IResult> StatisticsAsync(
        HttpContext context,
        Tolls tolls,
        ActorDirectory actors,
        DatabaseClock clock
    )
    {
        var (answer, problem) = await tolls.CountAsync(
            await PageContext.QueryAsync(context, actors, clock),
            context.RequestAborted
        );
        if (problem is not null)
            return problem.ToResult();

        var by = answer!.Clocks.Basis == Basis.Recorded ? answer.Clocks.KnownBy : null;
        return PageAnswer.Page<StatisticsPage>(PageContext.Of(context).CallingActorsBy(by), answer);
    }
}

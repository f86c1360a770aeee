using Negotiations.Server.Http;
using Negotiations.Server.Security;

namespace Negotiations.Server.Formats;

/// <summary>The record in the formats that feed readers, calendars, maps and spreadsheets know.</summary>
internal static class FormatEndpoints
{
    public static void AddFormats(this IServiceCollection services) => services.AddSingleton<KeptViews>();

    public static void MapFormats(this IEndpointRouteBuilder routes)
    {
        routes.MapExports();
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Formats");
        group.MapGet("/feed.atom", AtomEndpoint.FeedAsync)
            .Answers<string>("getAtomFeed", "The latest events as an Atom feed: of all, of one negotiation, of one party", [.. Parameters.FeedFilters, Parameters.Limit])
            .Produces<string>(StatusCodes.Status200OK, "application/atom+xml");
        group.MapGet("/calendar.ics", CalendarEndpoint.CalendarAsync)
            .Answers<string>("getCalendar", "Meetings as iCalendar: imprecise dates cover all days they allow, moved and cancelled meetings keep their UID", Parameters.Of)
            .Produces<string>(StatusCodes.Status200OK, "text/calendar").Exports();
        group.MapGet("/map.geojson", MapEndpoint.MapAsync)
            .Answers<string>("getMap", "Places and agreed sections as GeoJSON, on any clocks", [.. Parameters.Of, .. Parameters.Clocks])
            .Produces<string>(StatusCodes.Status200OK, "application/geo+json").Replays();
        group.MapGet("/statistics/tolls", TollEndpoint.TollsAsync)
            .Answers<TollStatistics>("getTollStatistics", "Clashes and tolls by month, negotiation or party, with low, best and high", [.. Parameters.Tolls, .. Parameters.Of, .. Parameters.Clocks]).Replays();
    }
}

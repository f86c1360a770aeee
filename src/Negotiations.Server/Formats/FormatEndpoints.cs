using Negotiations.Dashboard.Hosting;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Formats;

/// <summary>The record in the formats that feed readers, calendars, maps and spreadsheets know.</summary>
internal static class FormatEndpoints
{
    private const string Feed =
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>Negotiations</title><entry>"""
        + "<id>urn:uuid:7aeb1483-8642-45a0-8876-a0ab3f940335</id>"
        + "<title>Delimitation of the Kyrgyz-Tajik border: clash reported</title></entry></feed>";

    private const string Meeting =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:kg-tj-border/round-9@negotiations\r\n"
        + "DTSTART;VALUE=DATE:20231217\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private const string Place = """
        { "type": "FeatureCollection", "features": [{ "type": "Feature",
          "geometry": { "type": "Point", "coordinates": [70.58, 39.85] },
          "properties": { "negotiation": "kg-tj-border", "what": "place", "name": "Vorukh" } }] }
        """;

    public static void MapFormats(this IEndpointRouteBuilder routes)
    {
        routes.MapExports();
        routes.MapTables();
        routes.MapWorkbooks();
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Formats");
        group
            .MapGet("/feed.atom", AtomEndpoint.FeedAsync)
            .Gives(
                "application/atom+xml",
                "getAtomFeed",
                "The latest events as an Atom feed, in pages (RFC 5005): of all, of one negotiation, of one party",
                Feed,
                [
                    .. Parameters.FeedFilters,
                    Parameters.Limit,
                    new QueryParameter(
                        AtomEndpoint.Before,
                        "Only events recorded before this sequence, as the link to the next page has it.",
                        "120",
                        IsNumber: true
                    ),
                ]
            );
        group
            .MapGet("/calendar.ics", CalendarEndpoint.CalendarAsync)
            .Gives(
                "text/calendar",
                "getCalendar",
                "Meetings as iCalendar: imprecise dates cover all days they allow, moved and cancelled "
                    + "meetings keep their UID",
                Meeting,
                Parameters.Of
            )
            .Exports();
        group
            .MapGet("/map.geojson", MapEndpoint.MapAsync)
            .Gives(
                "application/geo+json",
                "getMap",
                "Places and agreed sections as GeoJSON, on any clocks",
                Place,
                [.. Parameters.Of, .. Parameters.Clocks]
            )
            .Replays();
        group
            .MapGet("/statistics/tolls", TollEndpoint.TollsAsync)
            .Answers<TollStatistics>(
                "getTollStatistics",
                "Clashes and tolls by month, negotiation or party, with low, best and high",
                [.. Parameters.Tolls, .. Parameters.Of, .. Parameters.Clocks]
            )
            .Replays();
    }
}

using Negotiations.Dashboard.Hosting;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;

namespace Negotiations.Server.Formats;

/// <summary>Histories, lists and the whole record as files.</summary>
internal static class ExportEndpoints
{
    // The header is whole; the codebook says what each column means.
    private static readonly string EventRows =
        $"{string.Join(',', EventColumns.Names)}\r\n"
        + "kg-tj-border,5,120,7aeb1483-8642-45a0-8876-a0ab3f940335,clash-reported,2022-09,in September 2022,"
        + "2022-09-01,2022-09-30,2022-09-18,...\r\n";
    private static readonly string NegotiationRows =
        $"{string.Join(',', NegotiationColumns.Names)}\r\nkg-tj-border,Delimitation of the Kyrgyz-Tajik border,...\r\n";

    // One line: a line is what the format is made of.
    private static readonly string EventLine =
        """
            {"eventId":"7aeb1483-8642-45a0-8876-a0ab3f940335","version":5,"sequence":120,"type":"clash-reported",
            "occurred":"2022-09","recordedAt":"2026-01-02T03:04:05.123456Z","recordedBy":"a.monitor",
            "data":{"type":"clash-reported","occurred":"2022-09"},"sources":[{"publisher":"Example Agency"}]}
            """.ReplaceLineEndings("") + "\n";

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Formats");
        group
            .MapGet(
                "/negotiations/{id}/history.csv",
                (
                    string id,
                    HttpContext context,
                    NegotiationReader reader,
                    DatabaseClock clock,
                    ActorDirectory actors
                ) => HistoryExport.TableAsync(id, context, reader, clock, actors, TableForm.Csv)
            )
            .Gives(
                "text/csv",
                "getHistoryAsCsv",
                "A history as CSV (RFC 4180); the codebook describes each column",
                EventRows,
                [.. Parameters.History, .. Parameters.Clocks, Parameters.Version, Parameters.Bom]
            )
            .ReplaysOnClocks()
            .Exports();
        group
            .MapGet("/negotiations/{id}/history.ndjson", HistoryExport.LinesAsync)
            .Gives(
                "application/x-ndjson",
                "getHistoryAsNdjson",
                "A history, one entry a line",
                EventLine,
                [.. Parameters.History, .. Parameters.Clocks, Parameters.Version]
            )
            .ReplaysOnClocks()
            .Exports();
        MapTables(group);
        group
            .MapGet("/events.ndjson", EventExport.LinesAsync)
            .Gives(
                "application/x-ndjson",
                "exportEventsAsNdjson",
                "The whole record after a sequence, one event a line; with proof=true as a file that proves itself",
                EventLine,
                [.. Parameters.Feed, ProvenExport.Proof]
            )
            .Exports();
    }

    private static void MapTables(RouteGroupBuilder group)
    {
        group
            .MapGet(
                "/negotiations.csv",
                (HttpContext context, NegotiationList negotiations, DatabaseClock clock, ActorDirectory actors) =>
                    ListExport.TableAsync(context, negotiations, clock, actors, TableForm.Csv)
            )
            .Gives(
                "text/csv",
                "listNegotiationsAsCsv",
                "All negotiations that the filter finds, as CSV, on any clocks",
                NegotiationRows,
                [.. Parameters.Filters, .. Parameters.Clocks, Parameters.Bom]
            )
            .ReplaysOnClocks()
            .Exports();
        group
            .MapGet("/events.csv", (HttpContext context, FeedReader reader, FeedQuestion question) =>
                EventExport.TableAsync(context, reader, question, TableForm.Csv)
            )
            .Gives(
                "text/csv",
                "exportEventsAsCsv",
                "The whole record after a sequence, as CSV",
                EventRows,
                [.. Parameters.Feed, Parameters.Bom]
            )
            .Exports();
    }
}

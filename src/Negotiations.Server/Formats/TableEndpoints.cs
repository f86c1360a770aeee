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

/// <summary>What views count and list, as tables: the tolls of clashes, and instruments.</summary>
internal static class TableEndpoints
{
    private static readonly string TollRows =
        $"{string.Join(',', TollTable.Layout.Columns)}\r\nkg-tj-border,Delimitation of the Kyrgyz-Tajik border,...\r\n";

    private static readonly string InstrumentRows =
        $"{string.Join(',', InstrumentTable.Layout.Columns)}\r\nkg-tj-border,border-treaty,...\r\n";

    public static void MapTables(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Formats");
        MapBoth(
            group,
            "tolls",
            TollTable.Layout,
            TollTable.RowsOf,
            "What is counted in each clash, by side and in all",
            "A row for each side of each clash, and one for all sides: side is empty there. A missing low, best or "
                + "high means that some source sets none.",
            TollRows
        );
        MapBoth(
            group,
            "instruments",
            InstrumentTable.Layout,
            InstrumentTable.RowsOf,
            "Treaties and other instruments, and how far each has come",
            "Who signed, consented and is awaited, and since when it is in force.",
            InstrumentRows
        );
    }

    // One table as CSV and as a workbook.
    private static void MapBoth<T>(
        RouteGroupBuilder group,
        string name,
        Table<T> table,
        Func<Views.Status, IEnumerable<T>> rowsOf,
        string summary,
        string description,
        string example
    )
    {
        var operation = $"list{char.ToUpperInvariant(name[0])}{name[1..]}As";
        group
            .MapGet($"/{name}.csv", (HttpContext context, StoredViews views) =>
                AnswerAsync(context, views, table, rowsOf, TableForm.Csv)
            )
            .Gives("text/csv", operation + "Csv", $"{summary}, as CSV", example, [.. Parameters.Of, Parameters.Bom])
            .WithDescription(description)
            .Exports();
        group
            .MapGet($"/{name}.xlsx", (HttpContext context, StoredViews views) =>
                AnswerAsync(context, views, table, rowsOf, TableForm.Workbook)
            )
            .GivesWorkbook(operation + "Workbook", $"{summary}, as a workbook", Parameters.Of)
            .Exports();
    }

    /// <summary>The tables of other endpoints as workbooks.</summary>
    public static void MapWorkbooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Formats");
        group
            .MapGet(
                "/negotiations/{id}/history.xlsx",
                (
                    string id,
                    HttpContext context,
                    NegotiationReader reader,
                    DatabaseClock clock,
                    ActorDirectory actors
                ) => HistoryExport.TableAsync(id, context, reader, clock, actors, TableForm.Workbook)
            )
            .GivesWorkbook(
                "getHistoryAsWorkbook",
                "A history as a workbook, in the columns of the CSV file",
                [.. Parameters.History, .. Parameters.Clocks, Parameters.Version]
            )
            .ReplaysOnClocks()
            .Exports();
        group
            .MapGet(
                "/negotiations.xlsx",
                (HttpContext context, NegotiationList negotiations, DatabaseClock clock, ActorDirectory actors) =>
                    ListExport.TableAsync(context, negotiations, clock, actors, TableForm.Workbook)
            )
            .GivesWorkbook(
                "listNegotiationsAsWorkbook",
                "All negotiations that the filter finds, as a workbook, on any clocks",
                [.. Parameters.Filters, .. Parameters.Clocks]
            )
            .ReplaysOnClocks()
            .Exports();
        group
            .MapGet("/events.xlsx", (HttpContext context, FeedReader reader, FeedQuestion question) =>
                EventExport.TableAsync(context, reader, question, TableForm.Workbook)
            )
            .GivesWorkbook(
                "exportEventsAsWorkbook",
                "The whole record after a sequence, as a workbook; a sheet holds 1,048,575 rows",
                Parameters.Feed
            )
            .Exports();
    }

    /// <summary>A route that answers with a workbook.</summary>
    public static RouteHandlerBuilder GivesWorkbook(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        IEnumerable<QueryParameter> parameters
    ) =>
        route
            .Gives(WorkbookAnswer.MediaType, name, summary, null, parameters)
            .WithDescription("The rows and columns of the CSV file in one sheet, numbers as numbers.");

    private static async Task<IResult> AnswerAsync<T>(
        HttpContext context,
        StoredViews views,
        Table<T> table,
        Func<Views.Status, IEnumerable<T>> rowsOf,
        TableForm form
    )
    {
        var (query, stop) = (new Query(context.Request.Query), context.RequestAborted);
        var services = context.RequestServices;
        var negotiations = await query.NegotiationsAsync(services.GetRequiredService<NegotiationNames>(), stop);
        var party = await query.PartyAsync(services.GetRequiredService<ActorDirectory>(), knownBy: null, stop);
        query.Flag(Parameters.Bom.Name);
        if (query.Problem is { } problem)
            return problem;

        // Read before the rows, as the tag of a list.
        return Exports.Tagged(
            context,
            VersionTag.OfProgram(await views.TagAsync(negotiations, party, stop)),
            table.Answer(views.ReadAsync(negotiations, party, stop).SelectMany(rowsOf), form.In(context))
        );
    }
}

using Negotiations.Server.Dashboard.Languages;
using Negotiations.Server.Dashboard.Pages;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Server.Status;
using Negotiations.Store.Connections;
using Negotiations.Values;

namespace Negotiations.Server.Dashboard.Writing;

/// <summary>Where monitors write on pages.</summary>
internal static class WritingRoutes
{
    private const int MaxWritten = 200;

    private static readonly string[] ReportNames = ["type", "target", "like", "done"];

    public static void AddWriting(this IServiceCollection services) => services
        .AddSingleton<FormSender>()
        .AddSingleton<ReportRoute>()
        .AddSingleton<OpeningRoute>()
        .AddSingleton<ActorRoute>();

    public static void MapWriting(this RouteGroupBuilder pages)
    {
        pages.MapGet("/record", ChooseAsync).RequireAuthorization(Roles.CanRecord)
            .Understands(Parameters.Filters.Select(each => each.Name));
        pages.MapGet("/open", OpeningRoute.Show).RequireAuthorization(Roles.CanRecord);
        pages.MapPost("/open", OpeningRoute.TakeAsync);
        pages.MapGet("/actors", ActorRoute.Show).RequireAuthorization(Roles.CanRecord).Understands("done");
        pages.MapPost("/actors", ActorRoute.TakeAsync);
        pages.MapGet("/negotiations/{id}/report", ReportRoute.ShowAsync).RequireAuthorization(Roles.CanRecord)
            .Understands(ReportNames).Replays();

        // Whose session ended while they typed still gets the form back, with what they typed in it; the form itself asks who is there.
        pages.MapPost("/negotiations/{id}/report", ReportRoute.TakeAsync).Understands(ReportNames).Replays();
        pages.MapGet("/reading", Read).Understands("written", "published", "as").WithMetadata(new NoNotice());
    }

    private static async Task<IResult> ChooseAsync(HttpContext context, Database database)
    {
        var query = new Query(context.Request.Query);
        var list = ListQuery.Read(query, party: null) with { Limit = Query.MaxLimit };
        if (query.Problem is { } problem)
            return problem;

        var found = await BoardReader.SummariesAsync(database, list, context.RequestAborted);
        return DeskAnswer.Page<RecordPage>(Desk.Of(context), new RecordModel([.. found.Take(list.Limit).Select(each => each.Summary)], query.Text("q")));
    }

    /// <summary>How something typed would be read, for a script that shows it while it is typed.</summary>
    private static IResult Read(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var words = Desk.Of(context).Words;
        var written = query.Text("written") is { Length: <= MaxWritten } text ? text : "";
        var published = WrittenDate.TryRead(query.Text("published") ?? "", null, out var item) ? item!.Earliest : null;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(written.Length == 0 ? "" : query.Text("as") == "quantity" ? Said(WrittenQuantity.Read(written), words) : Said(written, published, words));
    }

    public static string Said(string written, DateOnly? published, Words words) =>
        WrittenDate.TryRead(written, published, out var date) ? words["write.readAs", words.Date(date!), date!.Text] : words["write.notRead"];

    public static string Said(Quantity quantity, Words words) =>
        words.Range(quantity.ToBounds()) is { } range ? words["write.readAs", range, Json.WireName.Of(quantity.Qualifier ?? Qualifier.Unknown)] : words["write.wordsOnly"];
}

/// <param name="Negotiations">Those to choose from.</param>
/// <param name="Sought">What was searched for.</param>
public sealed record RecordModel(IReadOnlyList<Views.Summary> Negotiations, string? Sought);

using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Forms;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Models;
using Negotiations.Dashboard.Pages;
using Negotiations.Places;
using Negotiations.Store.Actors;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Values;

namespace Negotiations.Dashboard.Routes;

/// <summary>Where monitors write on pages.</summary>
internal static class WritingRoutes
{
    private const int MaxWritten = 200;

    private static readonly string[] ReportNames = ["type", "target", "like", "done"];

    public static void AddWriting(this IServiceCollection services) =>
        services
            .AddSingleton<FormSender>()
            .AddSingleton<ReportRoute>()
            .AddSingleton<OpeningRoute>()
            .AddSingleton<ActorRoute>();

    public static void MapWriting(this RouteGroupBuilder pages)
    {
        pages
            .MapGet("/record", ChooseAsync)
            .RequireAuthorization(Roles.CanRecord)
            .Understands(ListQuery.Names)
            .Writes();
        pages.MapGet("/open", OpeningRoute.Show).RequireAuthorization(Roles.CanRecord).Writes();
        pages.MapPost("/open", OpeningRoute.TakeAsync);
        pages.MapGet("/actors", ActorRoute.Show).RequireAuthorization(Roles.CanRecord).Understands("done").Writes();
        pages.MapPost("/actors", ActorRoute.TakeAsync);
        pages
            .MapGet("/negotiations/{id}/report", ReportRoute.ShowAsync)
            .RequireAuthorization(Roles.CanRecord)
            .Understands(ReportNames)
            .Replays()
            .Writes();

        // Open without a session: someone whose session ended gets the form back with what they typed. The form itself
        // asks for a key.
        pages.MapPost("/negotiations/{id}/report", ReportRoute.TakeAsync).Understands(ReportNames).Replays();
        pages
            .MapGet("/reading", Read)
            .Understands("written", "published", "country", "as")
            .WithMetadata(new NoNotice());
    }

    private static void Writes(this RouteHandlerBuilder page) => page.WithMetadata(new WritingPage());

    private static async Task<IResult> ChooseAsync(
        HttpContext context,
        NegotiationList negotiations,
        ActorDirectory actors
    )
    {
        var query = new Query(context.Request.Query);
        var list = ListQuery.Read(query, await PageContext.PartyAsync(context, actors), actors.Current) with
        {
            Limit = Query.MaxLimit,
        };
        if (query.Problem is { } problem)
            return problem;

        var found = await negotiations.SummariesAsync(list, context.RequestAborted);
        return PageAnswer.Page<RecordPage>(
            PageContext.Of(context),
            new RecordModel([.. found.Take(list.Limit).Select(each => each.Summary)], query.Text("q"))
        );
    }

    /// <summary>How something typed would be read, for a script that shows it while it is typed.</summary>
    private static IResult Read(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var words = PageContext.Of(context).Words;
        var written = query.Text("written") is { Length: <= MaxWritten } text ? text : "";
        var published = NaturalDate.TryRead(query.Text("published") ?? "", null, out var item) ? item!.Earliest : null;
        var country = ReadAs.CountryOf(query.Text("country") ?? "", words.Actors);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(
            (written, query.Text("as")) switch
            {
                ("", _) => "",
                (_, "quantity") => ReadAs.Said(NaturalQuantity.Read(written), words),
                (_, "place") => ReadAs.SaidOfPlace(written, country, words),
                (_, "towns") => string.Join(
                    '\n',
                    Gazetteer.Near(written, ReadAs.MostOffered).Select(each => each.Name).Distinct()
                ),
                _ => ReadAs.Said(written, published, words),
            }
        );
    }
}

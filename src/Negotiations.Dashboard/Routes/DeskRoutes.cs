using Negotiations.Server.Dashboard.Auditing;
using Negotiations.Server.Dashboard.Session;
using Negotiations.Server.Dashboard.Surveying;
using Negotiations.Server.Dashboard.Writing;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Dashboard;

/// <summary>The pages. They ask the same readers as the API, and nothing here writes but through the doors everyone uses.</summary>
internal static class DeskRoutes
{
    private static readonly IEnumerable<string> BoardNames =
        [.. Parameters.Filters.Concat(Parameters.Paging).Select(each => each.Name), .. ClocksQuery.Names];

    private static readonly IEnumerable<string> NegotiationNames =
        [.. ClocksQuery.Names, TimeMachine.WorldName, TimeMachine.KnownName, EventAddresses.EventName, "page"];

    public static void AddDesk(this IServiceCollection services, string dataFolder)
    {
        services.AddRazorComponents();
        services.AddDeskSession(dataFolder);
        services.AddSingleton<BoardReader>();
        services.AddWriting();
    }

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskAssets();
        var pages = routes.MapGroup("").RequireAuthorization(Roles.CanRead).ExcludeFromDescription().WithMetadata(new DeskRoute());
        pages.AddEndpointFilter(DeskAnswer.FilterAsync);
        pages.MapSignIn();
        pages.MapGet("/", BoardRoute.ShowAsync).Understands(BoardNames).ReplaysOnClocks();
        pages.MapGet("/negotiations/{id}", NegotiationRoute.ShowAsync).Understands(NegotiationNames).Replays();
        pages.MapGet("/negotiations/{id}/brief", NegotiationRoute.BriefAsync).Understands(NegotiationNames).Replays();
        pages.MapGet("/negotiations/{id}/changes", ChangesRoute.ShowAsync)
            .Understands(["from", "to", .. ClocksQuery.Names]).Replays();
        pages.MapWriting();
        pages.MapSurveys();
        pages.MapAuditPages();
    }
}

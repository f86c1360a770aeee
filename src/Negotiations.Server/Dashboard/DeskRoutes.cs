using Negotiations.Server.Dashboard.Auditing;
using Negotiations.Server.Dashboard.Session;
using Negotiations.Server.Dashboard.Surveying;
using Negotiations.Server.Dashboard.Writing;
using Negotiations.Server.Security;

namespace Negotiations.Server.Dashboard;

/// <summary>The pages. They ask the same readers as the API, and nothing here writes but through the doors everyone uses.</summary>
internal static class DeskRoutes
{
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
        pages.MapGet("/", BoardRoute.ShowAsync).ReplaysOnClocks();
        pages.MapGet("/negotiations/{id}", NegotiationRoute.ShowAsync).Replays();
        pages.MapGet("/negotiations/{id}/brief", NegotiationRoute.BriefAsync).Replays();
        pages.MapGet("/negotiations/{id}/changes", ChangesRoute.ShowAsync).Replays();
        pages.MapWriting();
        pages.MapSurveys();
        pages.MapAuditPages();
    }
}

using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Models;
using Negotiations.Dashboard.Parts;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Routes;

/// <summary>The pages. They read with the same services as the API, and write through the same append path.</summary>
public static class DashboardRoutes
{
    private static readonly IEnumerable<string> BoardNames =
    [
        .. ListQuery.Names,
        .. ListQuery.PagingNames,
        .. ClocksQuery.Names,
        Glance.WholeName,
    ];

    private static readonly IEnumerable<string> NegotiationNames =
    [
        .. ClocksQuery.Names,
        TimeMachine.WorldName,
        TimeMachine.KnownName,
        EventAddresses.EventName,
        "page",
    ];

    /// <summary>Needs an <see cref="IDashboardHost"/> and the antiforgery of the host.</summary>
    public static void AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<BoardReader>();
        services.AddSingleton<Finder>();
        services.AddWriting();
    }

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapDashboardAssets();
        var pages = routes
            .MapGroup("")
            .RequireAuthorization(Roles.CanRead)
            .ExcludeFromDescription()
            .WithMetadata(new DashboardRoute());
        pages.AddEndpointFilter(PageAnswer.FilterAsync);
        pages.AddEndpointFilter(SentForm.ReadAsync);
        pages.MapSignIn();
        pages.MapGet("/", BoardRoute.ShowAsync).Understands(BoardNames).ReplaysOnClocks();
        pages.MapGet("/negotiations/{id}", NegotiationRoute.ShowAsync).Understands(NegotiationNames).Replays();
        pages.MapGet("/negotiations/{id}/brief", NegotiationRoute.BriefAsync).Understands(NegotiationNames).Replays();
        pages
            .MapGet("/negotiations/{id}/changes", ChangesRoute.ShowAsync)
            .Understands(["from", "to", .. ClocksQuery.Names])
            .Replays();
        pages.MapGet("/find", FindRoute.AnswerAsync).Understands("q").WithMetadata(new NoNotice()).Replays();
        pages.MapWriting();
        pages.MapSurveys();
        pages.MapAuditPages();
    }
}

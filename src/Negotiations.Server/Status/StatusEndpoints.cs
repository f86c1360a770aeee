using System.Buffers;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Server.Actors;
using Negotiations.Server.Citing;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Status;

/// <summary>Where things stand: one negotiation, all of them, their histories, their parties.</summary>
internal static class StatusEndpoints
{
    // In bytes; where it is not enough, a larger buffer is taken.
    private const int RoomForNames = 1024;

    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Consumers");
        group
            .MapGet("/negotiations/{id}", StatusAsync)
            .Answers<Views.Status>(
                "getStatus",
                "Where a negotiation stands, now or on other clocks",
                [.. Parameters.Clocks, Parameters.Version]
            )
            .WithDescription(
                "Single values are computed from all that possibly held; where what certainly held differs, "
                    + "'uncertain' names both. Link headers name the address to cite it by (cite-as). Where it would "
                    + "be larger than 200 kB, long lists have their first items only, with the number of all and the "
                    + "address of the whole list beside them."
            )
            .Produces<MergedNegotiation>(StatusCodes.Status308PermanentRedirect, JsonAnswer.MediaType)
            .ReplaysOnClocks();
        group
            .MapGet("/negotiations/{id}/lists/{list}", StatusListEndpoint.ListAsync)
            .Answers<StatusListPage>(
                "getStatusList",
                "A list of a status, page by page",
                [.. Parameters.Paging, .. Parameters.Clocks, Parameters.Version]
            )
            .WithDescription(
                "The list at a path in the status, such as statements, clashes.tolls or instruments.0.signatories, as "
                    + "the status shows it, whole. Later pages are of the version and the day of the first."
            )
            .ReplaysOnClocks();
        group
            .MapGet("/negotiations", ListEndpoint.ListAsync)
            .Answers<ListPage>(
                "listNegotiations",
                "Negotiations, filtered, in a stable order",
                [.. Parameters.Filters, .. Parameters.Paging, .. Parameters.Clocks]
            )
            .ReplaysOnClocks();
        group
            .MapGet("/negotiations/{id}/history", HistoryEndpoint.HistoryAsync)
            .Answers<HistoryPage>(
                "getHistory",
                "What happened, in the order of any of the three clocks",
                [.. Parameters.History, .. Parameters.Paging, .. Parameters.Clocks, Parameters.Version]
            )
            .ReplaysOnClocks();
        group
            .MapGet("/parties", PartyEndpoints.ListAsync)
            .Answers<Page<PartySummary>>(
                "listParties",
                "Everyone who takes part in anything",
                [.. Parameters.Paging, .. Parameters.Clocks]
            )
            .ReplaysOnClocks();
        group
            .MapGet("/parties/{code}", PartyEndpoints.OneAsync)
            .Answers<PartyAnswer>("getParty", "Every negotiation of an actor", Parameters.Clocks)
            .ReplaysOnClocks();
    }

    private static async Task<IResult> StatusAsync(
        string id,
        HttpContext context,
        StatusReader views,
        StatusReplay replay,
        DatabaseClock clock,
        ActorDirectory actors,
        NeighbourReader neighbours
    )
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        if (query.Problem is { } problem)
            return problem;

        if (!asked.IsNow)
            return await ReplayAsync(id, asked, context, replay);

        if (await views.FindAsync(id, context.RequestAborted) is not { View: var view } found)
            return Problem.NotFound(id);

        if (found.IsMerged && await neighbours.TargetAsync(id, context.RequestAborted) is { } target)
            return MergedRedirect.To(context, id, target);

        var today = clock.LatestToday;
        var permalink = Permalink.OfNow(id, view.Place.Version, today);
        CitedLinks.Add(context, permalink, isNow: true);
        var language = ReaderLanguage.Of(context);
        var named = NamedAnswer.By(actors, knownBy: null, language);
        var tag = VersionTag.Named(
            VersionTag.OfNow(view.Place.Version, clock.Now, view.HasTurned, view.Place.Erasures, found.Neighbours.Tag),
            language,
            actors.Revision
        );
        if (JsonAnswer.IsKnown(context, tag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        return TypedResults.Bytes(view.AnswerOf(tag, Render), JsonAnswer.MediaType);

        byte[] Render(byte[] json)
        {
            var answer = new ArrayBufferWriter<byte>(json.Length + RoomForNames);
            named.Write(found.Neighbours.AddTo(SeenView.Of(HeardAge.Of(json, today))).Span, answer);
            return LongLists.Cut(answer.WrittenMemory, list => Permalink.OfList(permalink, list)).ToArray();
        }
    }

    private static async Task<IResult> ReplayAsync(
        string id,
        ClocksQuery asked,
        HttpContext context,
        StatusReplay replay
    )
    {
        var (replayed, refused) = await replay.OfAsync(id, asked, context);
        if (replayed is null)
            return refused!;

        CitedLinks.Add(context, replayed.Permalink, isNow: false);
        return JsonAnswer.Tagged(
            context,
            LongLists.Cut(replayed.Json, list => Permalink.OfList(replayed.Permalink, list))
        );
    }
}

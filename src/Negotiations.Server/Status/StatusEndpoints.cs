using System.Buffers;
using System.Text.Json;
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
using Negotiations.Store.Read;
using Negotiations.Views;

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
            .Produces<MergedNegotiation>(StatusCodes.Status308PermanentRedirect, JsonAnswer.MediaType)
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
        NegotiationReader reader,
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
            return await ReplayAsync(id, asked, context, reader, clock, actors, neighbours);

        if (await views.FindAsync(id, context.RequestAborted) is not { View: var view } found)
            return Problem.NotFound(id);

        if (found.IsMerged && await neighbours.TargetAsync(id, context.RequestAborted) is { } target)
            return MergedRedirect.To(context, id, target);

        var today = clock.LatestToday;
        CitedLinks.Add(context, Permalink.OfNow(id, view.Place.Version, today), isNow: true);
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
            named.Write(found.Neighbours.AddTo(HeardAge.Of(json, today)).Span, answer);
            return answer.WrittenSpan.ToArray();
        }
    }

    private static async Task<IResult> ReplayAsync(
        string id,
        ClocksQuery asked,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        ActorDirectory actors,
        NeighbourReader neighbours
    )
    {
        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var (clocks, problem) = asked.For(negotiation, clock);
        if (problem is not null)
            return problem.ToResult();

        if (StatusFold.Of(negotiation, clocks!) is not { } standing)
            return Refusals.NotKnown(negotiation, clocks!).ToResult();

        CitedLinks.Add(context, Permalink.Of(negotiation, CitedView.Status, clocks!, namesDay: true), isNow: false);
        var others = await neighbours.OnAsync(negotiation, clocks!, context.RequestAborted);
        var status = JsonSerializer.SerializeToUtf8Bytes(
            others.AddTo(standing.Status).On(clocks!.AsOf) with
            {
                Clocks = AnsweredClocks.Of(clocks, negotiation),
            },
            EventJson.Options
        );
        var json = JsonAnswer.Buffer(context);
        NamedAnswer
            .By(actors, ClocksQuery.ActorsOf(clocks, negotiation), ReaderLanguage.Of(context))
            .Write(status, json);
        return JsonAnswer.Tagged(context, json);
    }
}

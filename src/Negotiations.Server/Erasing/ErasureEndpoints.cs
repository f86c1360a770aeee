using Negotiations.Actors;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Erasure;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;

namespace Negotiations.Server.Erasing;

/// <summary>Where an admin erases what the law says must go, and where everyone sees what was.</summary>
internal static class ErasureEndpoints
{
    private const string Example = """{ "reason": "Demanded by the person concerned, case 12/2026." }""";

    private const string WhatGoes =
        "Type, dates, slugs, codes and figures stay; every other text of the event goes, and cannot be brought back. "
        + "The reason is shown with the event to everyone: name no person in it. "
        + "With dryRun=true nothing is erased, and the answer (200, dryRun true) shows what would be.";

    public static void MapErasures(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/api/negotiations/{id}/events/{eventId:guid}/erasure", EraseAsync)
            .RequireAuthorization(Roles.CanAdminister)
            .WithTags("Administrators")
            .Administers<ErasureBody, ErasureAnswer>(
                "eraseEvent",
                "Erase the text of one event, for good",
                WhatGoes,
                Example,
                Parameters.DryRun
            );
        routes
            .MapPost("/api/actors/{code}/events/{eventId:guid}/erasure", EraseOfActorAsync)
            .RequireAuthorization(Roles.CanAdminister)
            .WithTags("Administrators")
            .Administers<ErasureBody, ErasureAnswer>(
                "eraseActorEvent",
                "Erase the names and other texts of one change of the actor registry, for good",
                $"{WhatGoes} The actor keeps its code, and is called by it where no other name is left; nothing finds "
                    + "it by what is erased.",
                Example,
                Parameters.DryRun
            );
        routes
            .MapGet("/api/erasures", ListAsync)
            .RequireAuthorization(Roles.CanRead)
            .WithTags("Consumers")
            .Answers<Page<ErasureEntry>>(
                "listErasures",
                "Every erasure there was, so that the holder of a copy of the record can erase there too",
                Parameters.Paging
            );
    }

    private static async Task<IResult> EraseAsync(
        string id,
        Guid eventId,
        HttpContext context,
        NegotiationReader reader,
        ErasureRoute route
    ) => await route.EraseAsync(await reader.ReadAsync(id, context.RequestAborted), eventId, context);

    private static async Task<IResult> EraseOfActorAsync(
        string code,
        Guid eventId,
        HttpContext context,
        NegotiationReader reader,
        ActorDirectory directory,
        ErasureRoute route
    )
    {
        // By any code or name; a merged actor has a stream of its own.
        var registry = await directory.RefreshAsync(context.RequestAborted);
        if ((registry.EntryOf(code) ?? registry.Find(code)?.Code) is not { } known)
            return UnknownActor.Missing(code, registry).ToResult();

        var recorded = await reader.ReadActorAsync(known, context.RequestAborted);
        return recorded.Find(eventId) is null
            ? new Refusal(RefusalKind.Missing, "event-not-found", $"{known} has no event {eventId}.").ToResult()
            : await route.EraseAsync(recorded, eventId, context);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Erasures erasures)
    {
        var query = new Query(context.Request.Query);
        var limit = query.Limit();
        var (at, last) = (DateTimeOffset.UnixEpoch, Guid.Empty);
        if (
            query.After(2) is [var when, var id]
            && !(InstantConverter.TryParse(when, out at) && Guid.TryParse(id, out last))
        )
            query.RefuseCursor();

        if (query.Problem is { } problem)
            return problem;

        var items = await erasures.ListAsync(at, last, limit + 1, context.RequestAborted);
        var next =
            items.Count > limit
                ? Cursor.Write(InstantConverter.Print(items[limit - 1].Erased.At), items[limit - 1].EventId.ToString())
                : null;
        return JsonAnswer.Of(context, new Page<ErasureEntry>([.. items.Take(limit)], next));
    }
}

/// <summary>What an erasure is asked for with.</summary>
internal sealed record ErasureBody
{
    /// <summary>Shown with the event to everyone.</summary>
    public required string Reason { get; init; }
}

/// <param name="Negotiation">Its id; absent for a change of the actor registry.</param>
/// <param name="EventId">Of the event.</param>
/// <param name="Version">Of the event.</param>
/// <param name="Erased">When, by whom and why.</param>
/// <param name="Related">Acts on the event that are not erased: corrections repeat what they correct.</param>
/// <param name="DryRun">True: nothing was erased. Absent otherwise.</param>
/// <param name="Actor">The actor in whose entry of the registry it stands; absent for an event of a
/// negotiation.</param>
internal sealed record ErasureAnswer(
    string? Negotiation,
    Guid EventId,
    long Version,
    Erased Erased,
    IReadOnlyList<Guid> Related,
    bool? DryRun = null,
    string? Actor = null
);

using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Webhooks;
using Negotiations.Store.Connections;
using Negotiations.Store.Erasure;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;

namespace Negotiations.Server.Erasing;

/// <summary>Where an admin erases what the law says must go, and where everyone sees what was.</summary>
internal static class ErasureEndpoints
{
    private const string Example = """{ "reason": "Demanded by the person concerned, case 12/2026." }""";

    public static void MapErasures(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/api/negotiations/{id}/events/{eventId:guid}/erasure", EraseAsync)
            .RequireAuthorization(Roles.CanAdminister)
            .WithTags("Administrators")
            .Administers<ErasureBody, ErasureAnswer>(
                "eraseEvent",
                "Erase the text of one event, for good",
                "Type, dates, slugs, codes and figures stay; every other text of the event goes, and "
                    + "cannot be brought back. "
                    + "The reason is shown with the event to everyone: name no person in it. "
                    + "With dryRun=true nothing is erased, and the answer (200, dryRun true) shows what would be.",
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
        ErasureStore door,
        NegotiationReader reader,
        DatabaseClock clock,
        ErasureNotices notices,
        ILogger<ErasureStore> logger
    )
    {
        var (body, problem) = await Body.ReadAsync(context);
        if (problem is not null)
            return problem;

        var reading = EventJson.Read<ErasureBody>(body!.Root);
        if (reading.Fault is { } fault)
            return Refusal.From(fault).ToResult();

        var query = new Query(context.Request.Query);
        var isDryRun = query.Flag("dryRun");
        if (query.Problem is { } wrong)
            return wrong;

        if (isDryRun)
            return Supposed(
                new EraseEvent(eventId, reading.Value!.Reason),
                await reader.ReadAsync(id, context.RequestAborted),
                context.User.Subject(),
                clock.Now
            );

        IReadOnlyList<Guid> receivers = [];
        var outcome = await door.EraseAsync(
            id,
            new EraseEvent(eventId, reading.Value!.Reason),
            context.User.Subject(),
            async sequence =>
            {
                receivers = await notices.WhoAsync(sequence, context.RequestAborted);
                return connection =>
                    ErasureNotices.KeepAsync(connection, receivers, id, eventId, context.RequestAborted);
            },
            context.RequestAborted
        );
        if (outcome.Refusal is { } refusal)
            return refusal.ToResult();

        if (outcome.IsNew)
        {
            logger.LogInformation("Event {EventId} was erased by {Subject}.", eventId, context.User.Subject());
            await notices.SendAsync(receivers);
        }

        return JsonAnswer.Changed(
            new ErasureAnswer(id, eventId, outcome.Event!.Version, outcome.Event.Erased!, outcome.Related),
            outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK
        );
    }

    /// <summary>What an erasure would do: decided as it would be, and nothing erased.</summary>
    private static IResult Supposed(EraseEvent request, Negotiation negotiation, string by, DateTimeOffset now)
    {
        var (refusal, recorded, _) = EraseEvent.Decide(request, negotiation);
        return refusal?.ToResult()
            ?? JsonAnswer.Changed(
                new ErasureAnswer(
                    negotiation.Id,
                    request.EventId,
                    recorded!.Version,
                    recorded.Erased ?? new Erased(now, by, request.Reason),
                    ErasureStore.RelatedTo(recorded, negotiation),
                    DryRun: true
                ),
                StatusCodes.Status200OK
            );
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

/// <param name="Negotiation">Its id.</param>
/// <param name="EventId">Of the event.</param>
/// <param name="Version">Of the event.</param>
/// <param name="Erased">When, by whom and why.</param>
/// <param name="Related">Acts on the event that are not erased: corrections repeat what they correct.</param>
/// <param name="DryRun">True: nothing was erased. Absent otherwise.</param>
internal sealed record ErasureAnswer(
    string Negotiation,
    Guid EventId,
    long Version,
    Erased Erased,
    IReadOnlyList<Guid> Related,
    bool? DryRun = null
);

using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Dashboard.Routes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Timing;
using Negotiations.Store.Actors;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;

namespace Negotiations.Server.Monitoring;

/// <summary>Where monitors write: open a negotiation, append what sources report.</summary>
internal static class MonitoringEndpoints
{
    private const int MostEvents = 500;

    public static void MapMonitoring(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/negotiations").RequireAuthorization(Roles.CanRecord).WithTags("Monitors");
        group.AddEndpointFilter(
            (invocation, next) =>
                invocation
                    .HttpContext.RequestServices.GetRequiredService<AnswerTimes>()
                    .TimeAppendAsync(invocation, next)
        );
        group
            .MapPost("/", OpenAsync)
            .Records<OpenBody, Receipt>(
                "openNegotiation",
                "Open a negotiation",
                "The body is a negotiation-opened event with the id the negotiation is to have. "
                    + "With dryRun=true nothing is recorded, and the answer shows what would be.",
                EventExamples.Opening,
                Parameters.DryRun,
                Parameters.IdempotencyKey,
                Parameters.Prefer
            );
        group
            .MapPost("/{id}/events", AppendAsync)
            .Records<Event, Receipt>(
                "appendEvents",
                "Append one event, or an array of events of which all are recorded or none",
                "Send If-Match with the version you saw to be refused (412) when another client recorded first, "
                    + "and Idempotency-Key to repeat a request safely. With dryRun=true nothing is recorded, "
                    + "and the answer shows what would be.",
                EventExamples.Clash,
                Parameters.Appending
            );
    }

    private static async Task<IResult> OpenAsync(
        HttpContext context,
        Recorder recorder,
        NegotiationReader reader,
        DatabaseClock clock,
        ActorResolver actors
    )
    {
        var (body, problem) = await Body.ReadAsync(context);
        if (problem is not null)
            return problem;

        var query = new Query(context.Request.Query);
        var isDryRun = query.Flag("dryRun");
        if (query.Problem is { } wrong)
            return wrong;

        var (sent, unknown) = await actors.ResolveAsync(body!.Root, context.RequestAborted);
        if (unknown is not null)
            return unknown.ToResult();

        var (request, fault) = ReadOpening(sent);
        if (fault is not null)
            return Refusal.From(fault).ToResult();

        var (claim, badKey) = ReadClaim(context, body);
        if (badKey is not null)
            return badKey;

        if (isDryRun)
            return DryRunResult.Of(request!, await reader.ReadAsync(request!.Id, context.RequestAborted), clock);

        var outcome = await recorder.RecordAsync(
            new AppendRequest(
                request!.Id,
                (negotiation, today) => OpenNegotiation.Decide(request, negotiation, today),
                [request.Opened.EventId!.Value],
                context.User.Subject(),
                claim
            ),
            context.RequestAborted
        );
        return await AnswerAsync(context, outcome, location: $"/api/negotiations/{Uri.EscapeDataString(request.Id)}");
    }

    private static async Task<IResult> AppendAsync(
        string id,
        HttpContext context,
        Recorder recorder,
        NegotiationReader reader,
        DatabaseClock clock,
        ActorResolver actors,
        ElsewhereReader elsewhere
    )
    {
        var (body, problem) = await Body.ReadAsync(context);
        if (problem is not null)
            return problem;

        var query = new Query(context.Request.Query);
        var isDryRun = query.Flag("dryRun");
        if (query.Problem is { } wrong)
            return wrong;

        var (sent, unknown) = IsTooMany(body!.Root)
            ? (body.Root, null)
            : await actors.ResolveAsync(body.Root, context.RequestAborted);
        if (unknown is not null)
            return unknown.ToResult();

        var (events, fault) = ReadEvents(sent);
        if (fault is not null)
            return Refusal.From(fault).ToResult();

        var (claim, badKey) = ReadClaim(context, body);
        if (badKey is not null)
            return badKey;

        var supplied = events!.Where(each => each.EventId is not null).Select(each => each.EventId!.Value).ToArray();
        var expected = VersionTag.ReadIfMatch(context.Request.Headers.IfMatch);
        var request = new AppendEvents(
            [.. events!.Select(WithId)],
            expected,
            body.Root.ValueKind == JsonValueKind.Array
        )
        {
            NoVersion = expected < 0 ? context.Request.Headers.IfMatch.ToString() : null,
        };
        if (isDryRun)
            return DryRunResult.Of(
                await elsewhere.KnowingAsync(request, id, context.RequestAborted),
                await reader.ReadAsync(id, context.RequestAborted),
                clock
            );

        var outcome = await recorder.RecordAsync(
            ElsewhereReader.Submit(request, id, supplied, context.User.Subject(), claim) with
            {
                Events = request.Events.Count,
            },
            context.RequestAborted
        );
        return await AnswerAsync(context, outcome, location: null);
    }

    /// <summary>The opening of a negotiation as its body or a casebook file says it.</summary>
    public static (OpenNegotiation? Request, JsonFault? Fault) ReadOpening(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (
                null,
                new JsonFault(
                    "wrong-type",
                    "",
                    "The body is a JSON object: the id of the negotiation and the members of negotiation-opened."
                )
            );

        if (EventJson.FindUnreadable(root) is { } unreadable)
            return (null, unreadable);

        if (EventJson.FindTwice(root) is { } twice)
            return (null, twice);

        if (!root.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
            return (
                null,
                new JsonFault(
                    "missing-member",
                    "/id",
                    $"The member 'id' is missing or no text. Choose {Slug.NegotiationIdForm}."
                )
            );

        if (root.TryGetProperty("type", out var type) && type.ToString() != EventJson.NameOf(typeof(NegotiationOpened)))
            return (
                null,
                new JsonFault(
                    "unknown-value",
                    "/type",
                    $"'{Slug.Clip(type.ToString())}' does not open a negotiation. Leave out type, or send "
                        + "negotiation-opened."
                )
            );

        var node = JsonObject.Create(root)!;
        node.Remove("id");
        node.Remove("type");
        var reading = EventJson.Read<NegotiationOpened>(JsonSerializer.SerializeToElement(node));
        return reading.Fault is { } fault
            ? (null, fault)
            : (new OpenNegotiation(id.GetString()!, (NegotiationOpened)WithId(reading.Value!)), null);
    }

    private static (IReadOnlyList<Event>? Events, JsonFault? Fault) ReadEvents(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
            return EventJson.Read(root) is var one && one.Fault is { } fault ? (null, fault) : ([one.Value!], null);

        if (IsTooMany(root))
            return (
                null,
                new JsonFault(
                    "too-many-events",
                    "",
                    $"The array has {root.GetArrayLength()} events, and at most {MostEvents} are appended "
                        + "at once. Send it in parts, or import a file."
                )
            );

        var events = new List<Event>(root.GetArrayLength());
        foreach (var (index, element) in root.EnumerateArray().Index())
        {
            var reading = EventJson.Read(element);
            if (reading.Fault is { } broken)
                return (null, broken with { At = $"/{index}{broken.At}" });

            events.Add(reading.Value!);
        }

        return (events, null);
    }

    private static bool IsTooMany(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > MostEvents;

    // Version 4 says nothing: one that grew with time would say to the millisecond when an event was recorded.
    private static Event WithId(Event @event) =>
        @event.EventId is null ? @event with { EventId = Guid.NewGuid() } : @event;

    /// <summary>The client's idempotency key, where it sent one.</summary>
    public static (IdempotencyClaim? Claim, IResult? Problem) ReadClaim(HttpContext context, Body body)
    {
        var header = context.Request.Headers["Idempotency-Key"];
        if (header.Count == 0)
            return (null, null);

        // draft-ietf-httpapi-idempotency-key-header writes it as a quoted structured-field string; many clients send
        // it bare.
        var key = header.ToString().Trim().Trim('"');
        if (key.Length is 0 or > 200)
            return (
                null,
                Problem.BadParameter(
                    "Idempotency-Key",
                    "An Idempotency-Key has 1 to 200 characters; a UUID is a good one."
                )
            );

        return (
            new IdempotencyClaim(key, IdempotencyHash.Of(context.Request, body.Bytes.Span), context.User.SubjectId()),
            null
        );
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Outcome outcome, string? location)
    {
        if (outcome.Refusal is { } refusal)
            return refusal.ToResult();

        var receipt = await LogPromise.AddAsync(context, outcome.Receipt!);
        context.Response.Headers.ETag = VersionTag.Of(receipt.Version);
        if (location is not null)
            context.Response.Headers.Location = location;

        return JsonAnswer.Changed(receipt, outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}

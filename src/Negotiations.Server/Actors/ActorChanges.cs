using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Monitoring;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Actors;

/// <summary>Where monitors change the actor registry.</summary>
internal static class ActorChanges
{
    public const string Registering = """
        {
          "code": "CHU-TALAS-COMMISSION",
          "kind": "organisation",
          "names": { "en": "Chu-Talas Water Commission", "ru": "Чу-Таласская водохозяйственная комиссия" },
          "relations": [ { "kind": "member-of", "to": "IFAS" } ],
          "reason": "Named in the communiqué of 2 May",
          "sources": [ { "publisher": "Example Agency", "published": "2024-05-02" } ]
        }
        """;

    public const string Renaming = """
        {
          "type": "actor-renamed",
          "occurred": "2022-06",
          "names": { "en": "Türkiye" },
          "reason": "Its letter to the United Nations",
          "sources": [ { "publisher": "Example Agency", "published": "2022-06-02" } ]
        }
        """;

    private const string Registered = "actor-registered";

    private static readonly JsonFault NoCode = new(
        "missing-member",
        "/code",
        $"The member 'code' is missing or no text. Choose {ActorCode.Form}."
    );

    private static readonly JsonSerializerOptions AsSent = new()
    {
        // Those within members are for the reader to name.
        AllowDuplicateProperties = true,
        MaxDepth = EventJson.MaxDepth,
    };

    public static async Task<IResult> RegisterAsync(
        HttpContext context,
        ActorWriter writer,
        ActorResolver resolver,
        DatabaseClock clock
    )
    {
        var (body, problem) = await Body.ReadAsync(context);
        if (problem is not null)
            return problem;

        var root = body!.Root;
        if (root.ValueKind != JsonValueKind.Object)
            return Refusal.From(NoCode).ToResult();

        if ((EventJson.FindUnreadable(root) ?? EventJson.FindTwice(root)) is { } unreadable)
            return Refusal.From(unreadable).ToResult();

        if (!root.TryGetProperty("code", out var code) || code.ValueKind != JsonValueKind.String)
            return Refusal.From(NoCode).ToResult();

        if (root.TryGetProperty("type", out var type) && type.ToString() != Registered)
            return Refusal
                .From(
                    new JsonFault(
                        "unknown-value",
                        "/type",
                        $"'{Slug.Clip(type.ToString())}' does not register an actor. Leave out type, "
                            + "or send the event to /api/actors/{code}/events."
                    )
                )
                .ToResult();

        return await RecordAsync(code.GetString()!, WithoutCode(root), body, context, writer, resolver, clock);
    }

    public static async Task<IResult> ChangeAsync(
        string code,
        HttpContext context,
        ActorWriter writer,
        ActorResolver resolver,
        ActorDirectory directory,
        DatabaseClock clock
    )
    {
        var (body, problem) = await Body.ReadAsync(context);
        if (problem is not null)
            return problem;

        // By any code or name; a merged actor keeps its own, or no merge could be undone.
        var registry = await directory.RefreshAsync(context.RequestAborted);
        var known = registry.At(code)?.Code ?? registry.Find(code)?.Code ?? code;
        return await RecordAsync(known, body!.Root, body, context, writer, resolver, clock);
    }

    private static async Task<IResult> RecordAsync(
        string code,
        JsonElement sent,
        Body body,
        HttpContext context,
        ActorWriter writer,
        ActorResolver resolver,
        DatabaseClock clock
    )
    {
        var query = new Query(context.Request.Query);
        var isDryRun = query.Flag("dryRun");
        if (query.Problem is { } wrong)
            return wrong;

        var (named, unknown) = await resolver.ResolveAsync(sent, context.RequestAborted);
        if (unknown is not null)
            return unknown.ToResult();

        var reading = EventJson.ReadActorEvent(named);
        if (reading.Fault is { } fault)
            return Refusal.From(fault).ToResult();

        var (claim, badKey) = MonitoringEndpoints.ReadClaim(context, body);
        if (badKey is not null)
            return badKey;

        var @event = (ActorEvent)reading.Value!;
        var change = new ChangeActor(code, @event with { EventId = @event.EventId ?? Guid.NewGuid() });
        if (isDryRun)
            return await writer.CheckAsync(change, clock.LatestToday, context.RequestAborted) is { } refused
                ? refused.ToResult()
                : JsonAnswer.Changed(new ActorReceipt(code, DryRun: true), StatusCodes.Status200OK);

        var outcome = await writer.RecordAsync(change, context.User.Subject(), claim, context.RequestAborted);
        if (outcome.Refusal is { } refusal)
            return refusal.ToResult();

        var entry = outcome.Receipt!.Events[^1];
        context.Response.Headers.Location = $"/api/actors/{Uri.EscapeDataString(code)}";
        return JsonAnswer.Changed(
            new ActorReceipt(code, null, outcome.Receipt.Version, entry.EventId, entry.RecordedAt, entry.Sequence),
            outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK
        );
    }

    private static JsonElement WithoutCode(JsonElement root)
    {
        var members = root.EnumerateObject().Where(member => member.Name is not ("code" or "type"));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", Registered);
            foreach (var member in members)
                member.WriteTo(writer);

            writer.WriteEndObject();
        }

        return JsonSerializer.Deserialize<JsonElement>(buffer.ToArray(), AsSent);
    }
}

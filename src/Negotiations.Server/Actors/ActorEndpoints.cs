using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Store.Seeing;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Actors;

/// <summary>The actor registry: who is known, by which codes and names.</summary>
internal static class ActorEndpoints
{
    public static void MapActors(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapGroup("/api/actors").RequireAuthorization(Roles.CanRead).WithTags("Consumers");
        reading
            .MapGet("/", ListAsync)
            .Answers<Page<ActorView>>(
                "listActors",
                "The actors that events and filters can name, by code",
                [ActorParameters.Words, ActorParameters.Kind, .. Parameters.Paging]
            );
        reading
            .MapGet("/{code}", OneAsync)
            .Answers<ActorAnswer>("getActor", "One actor, by any code or name", [ActorParameters.KnownBy]);

        var writing = routes.MapGroup("/api/actors").RequireAuthorization(Roles.CanRecord).WithTags("Monitors");
        writing
            .MapPost("/", ActorChanges.RegisterAsync)
            .Records<ActorBody, ActorReceipt>(
                "registerActor",
                "Register an actor",
                "The body is an actor-registered event and the code it is to have. From then on events "
                    + "and filters take "
                    + "its code and names. With dryRun=true nothing is recorded.",
                ActorChanges.Registering,
                Parameters.DryRun,
                Parameters.IdempotencyKey
            );
        writing
            .MapPost("/{code}/events", ActorChanges.ChangeAsync)
            .Records<ActorEvent, ActorReceipt>(
                "changeActor",
                "Rename an actor, merge it into another, undo a merge, or name its successors",
                "Each is an event with a reason and a source. A merged actor's code and names mean the "
                    + "other one until the "
                    + "merge is undone. With dryRun=true nothing is recorded.",
                ActorChanges.Renaming,
                Parameters.DryRun,
                Parameters.IdempotencyKey
            );
    }

    private static async Task<IResult> ListAsync(HttpContext context, ActorDirectory directory)
    {
        var query = new Query(context.Request.Query);
        var (kind, words) = (query.Value<ActorKind>("kind"), query.Text("q"));
        var (limit, after) = (query.Limit(), query.After(1));
        if (query.Problem is { } problem)
            return problem;

        var registry = await directory.RefreshAsync(context.RequestAborted);
        var found = ActorSearch
            .Of(registry, words)
            .Where(each => kind is null || each.Kind == kind)
            .SkipWhile(each => after is not null && string.CompareOrdinal(each.Code, after[0]) <= 0)
            .Take(limit + 1)
            .ToList();
        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Code) : null;
        var language = ReaderLanguage.Of(context);
        return JsonAnswer.Of(
            context,
            new Page<ActorView>([.. found.Take(limit).Select(each => ActorView.Of(each, registry, language))], next)
        );
    }

    private static async Task<IResult> OneAsync(
        string code,
        HttpContext context,
        ActorDirectory directory,
        NegotiationReader reader
    )
    {
        var query = new Query(context.Request.Query);
        var knownBy = query.Instant("knownBy") is { } by ? Sight.Through(by) : (DateTimeOffset?)null;
        if (query.Problem is { } problem)
            return problem;

        var now = await directory.RefreshAsync(context.RequestAborted);

        // By a name of then, or by one of today; what it belongs to is called as it was then, too.
        var registry = directory.RegistryAt(knownBy);
        if ((registry.At(code) ?? registry.Find(code) ?? now.At(code) ?? now.Find(code)) is not { } actor)
            return UnknownActor.Missing(code, now).ToResult();

        var recorded = await reader.ReadActorAsync(actor.Code, context.RequestAborted);
        var known = recorded.Events.Where(each => knownBy is null || each.RecordedAt <= knownBy).ToList();
        if (ActorRecord.Of(actor.Code, known).Actor() is not { } then)
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "not-known-by-then",
                $"{actor.Code} was not registered by then."
            );

        var language = ReaderLanguage.Of(context);
        var related = registry
            .RelatedTo(actor.Code)
            .Select(each => new RelatedActor(each.Kind, each.Actor.Code, each.Actor.NameIn(language)));
        return JsonAnswer.Of(
            context,
            new ActorAnswer(ActorView.Of(then, registry, language), [.. related], [.. known.Select(History.Single)])
        );
    }
}

/// <summary>The parameters of the registry's routes.</summary>
internal static class ActorParameters
{
    public static readonly QueryParameter Words = new("q", "The beginning of a name, or any code or name.", "Kyrgyz");

    public static readonly QueryParameter Kind = new(
        "kind",
        "Only actors of this kind.",
        "state",
        WireName.All(typeof(ActorKind))
    );

    public static readonly QueryParameter KnownBy = new(
        "knownBy",
        "Only what was recorded of it by this instant or the end of this date.",
        "2024-12-31"
    );
}

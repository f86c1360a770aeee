using System.Security.Cryptography;
using Negotiations.Dashboard.Routes;
using Negotiations.Server.Http;
using Negotiations.Server.Jobs;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Webhooks;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Webhooks;

/// <summary>Subscriptions to webhooks: a consumer sees its own, an admin all.</summary>
internal static class SubscriptionEndpoints
{
    private const string Example = """
        { "url": "https://desk.example/hooks/negotiations", "party": "KGZ",
          "type": ["round-held", "sections-agreed"] }
        """;

    public static void AddWebhooks(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(provider => WebhookSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new Lazy<SecretProtector>(() =>
            SecretProtector.Load(provider.GetRequiredService<IConfiguration>(), dataFolder)
        ));
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<DeliverySweep>();
        services.AddSingleton<DeliveryResults>();
        services.AddSingleton<DeliveryResultWriter>();
        services.AddSingleton<WebhookMessageFactory>();
        services.AddSingleton<ErasureNotices>();
        services.AddSingleton<ManualDeliveryLimit>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<DeliverySender>();
        services.AddWriterWorker<WebhookDispatcher>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("/api/subscriptions")
            .RequireAuthorization(Roles.CanSubscribe)
            .WithTags("Subscribers");
        group
            .MapPost("/", NewSubscriptionEndpoint.CreateAsync)
            .Administers<SubscriptionBody, NewSubscription>(
                "subscribe",
                "Have events sent to an address of yours",
                "Each event the filters take is sent as it is recorded, signed (Standard Webhooks), as a "
                    + "CloudEvent. The answer shows the secret, this once.",
                Example
            );
        group
            .MapGet("/", ListAsync)
            .Answers<Page<SubscriptionView>>(
                "listSubscriptions",
                "Your subscriptions; an admin sees everybody's",
                Parameters.Paging
            );
        group
            .MapGet("/{id:guid}", GetAsync)
            .Answers<SubscriptionView>("getSubscription", "One subscription: how far it is, and how it fares");
        group
            .MapDelete("/{id:guid}", RemoveAsync)
            .Changes("unsubscribe", "End a subscription, with all that is on its way")
            .Produces(StatusCodes.Status204NoContent);
        group
            .MapPost("/{id:guid}/pause", PauseAsync)
            .Changes<SubscriptionView>(
                "pauseSubscription",
                "Hold it: what is recorded meanwhile is sent when it is resumed"
            );
        group
            .MapPost("/{id:guid}/resume", ResumeAsync)
            .Changes<SubscriptionView>("resumeSubscription", "Go on where it was held, no matter by whom");
        group
            .MapPost("/{id:guid}/secret", RotateAsync)
            .Changes<NewSecret>(
                "rotateSecret",
                "Put a new secret in place of the old; for a day requests are signed with both"
            );
        group
            .MapPost("/{id:guid}/test", TestAsync)
            .Changes<DeliveryView>(
                "testSubscription",
                "Send a test, also while it is paused",
                StatusCodes.Status202Accepted
            );
        group.MapDeliveries();
    }

    /// <summary>Whose subscriptions this caller sees; null: everybody's.</summary>
    public static string? OwnerSeenBy(HttpContext context) =>
        context.User.IsInRole(Roles.Admin) ? null : context.User.SubjectId();

    public static IResult NotFound(Guid id) =>
        Problem.Of(
            StatusCodes.Status404NotFound,
            "subscription-not-found",
            $"You have no subscription {id}. GET /api/subscriptions lists those you have."
        );

    private static async Task<IResult> ListAsync(HttpContext context, SubscriptionStore subscriptions)
    {
        var query = new Query(context.Request.Query);
        var limit = query.Limit();
        var after = query.AfterId() ?? Guid.Empty;
        if (query.Problem is { } problem)
            return problem;

        var found = await subscriptions.ListAsync(OwnerSeenBy(context), after, limit + 1, context.RequestAborted);
        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id.ToString()) : null;
        return JsonAnswer.Of(
            context,
            new Page<SubscriptionView>([.. found.Take(limit).Select(SubscriptionView.Of)], next)
        );
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext context, SubscriptionStore subscriptions) =>
        await subscriptions.FindAsync(id, OwnerSeenBy(context), context.RequestAborted) is { } found
            ? JsonAnswer.Of(context, SubscriptionView.Of(found))
            : NotFound(id);

    private static async Task<IResult> RemoveAsync(Guid id, HttpContext context, SubscriptionStore subscriptions)
    {
        if (await subscriptions.FindAsync(id, OwnerSeenBy(context), context.RequestAborted) is null)
            return NotFound(id);

        await subscriptions.RemoveAsync(id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> PauseAsync(Guid id, HttpContext context, SubscriptionStore subscriptions)
    {
        if (await subscriptions.FindAsync(id, OwnerSeenBy(context), context.RequestAborted) is null)
            return NotFound(id);

        await subscriptions.PauseAsync(id, context.RequestAborted);
        return await ShowAsync(id, context, subscriptions);
    }

    private static async Task<IResult> ResumeAsync(
        Guid id,
        HttpContext context,
        SubscriptionStore subscriptions,
        JobQueue queue,
        WebhookDispatcher dispatcher
    )
    {
        if (await subscriptions.FindAsync(id, OwnerSeenBy(context), context.RequestAborted) is null)
            return NotFound(id);

        await subscriptions.ResumeAsync(id, context.RequestAborted);
        await queue.SendAsync(new DeliverDue(id));
        dispatcher.Wake();
        return await ShowAsync(id, context, subscriptions);
    }

    private static async Task<IResult> RotateAsync(
        Guid id,
        HttpContext context,
        SubscriptionStore subscriptions,
        Lazy<SecretProtector> secrets
    )
    {
        if (await subscriptions.FindAsync(id, OwnerSeenBy(context), context.RequestAborted) is null)
            return NotFound(id);

        var secret = RandomNumberGenerator.GetBytes(NewSubscriptionEndpoint.SecretLength);
        var until = await subscriptions.RotateAsync(
            id,
            secrets.Value.Seal(secret, id),
            secrets.Value.Name,
            WebhookSettings.SecretOverlap,
            context.RequestAborted
        );
        context.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Changed(
            new NewSecret(SecretProtector.Prefix + Convert.ToBase64String(secret), until),
            StatusCodes.Status200OK
        );
    }

    private static async Task<IResult> TestAsync(
        Guid id,
        HttpContext context,
        SubscriptionStore subscriptions,
        DeliveryStore deliveries,
        JobQueue queue,
        WebhookDispatcher dispatcher,
        ManualDeliveryLimit onDemand
    )
    {
        if (await subscriptions.FindAsync(id, OwnerSeenBy(context), context.RequestAborted) is not { } subscription)
            return NotFound(id);

        if (onDemand.Refuse(context, subscription) is { } refused)
            return refused;

        var test = await deliveries.AddTestAsync(id, context.RequestAborted);
        await queue.SendAsync(new DeliverDue(id));
        dispatcher.Wake();
        context.Response.Headers.Location = $"/api/subscriptions/{id}/deliveries/{test.Id}";
        return JsonAnswer.Changed(test, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, SubscriptionStore subscriptions) =>
        await subscriptions.FindAsync(id, OwnerSeenBy(context), context.RequestAborted) is { } found
            ? JsonAnswer.Changed(SubscriptionView.Of(found), StatusCodes.Status200OK)
            : NotFound(id);
}

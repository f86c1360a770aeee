using Negotiations.Server.Http;
using Negotiations.Server.Jobs;
using Negotiations.Store.Queries;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>What was sent, what came of it, and how to send it again.</summary>
internal static class DeliveryEndpoints
{
    private static readonly QueryParameter State = new(
        "state",
        "Only deliveries of this state.",
        "parked",
        [.. Json.WireName.All(typeof(DeliveryState))]
    );

    public static void MapDeliveries(this RouteGroupBuilder subscriptions)
    {
        var group = subscriptions.MapGroup("/{id:guid}/deliveries");
        group
            .MapGet("/", ListAsync)
            .Answers<Page<DeliveryView>>(
                "listDeliveries",
                $"What is on its way, and what was sent in the last {DeliveryLimits.DaysStored} days; the latest first",
                [State, .. Parameters.Paging]
            );
        group.MapGet("/{deliveryId:guid}", GetAsync).Answers<DeliveryView>("getDelivery", "One delivery");
        group
            .MapPost("/{deliveryId:guid}/redelivery", RedeliverAsync)
            .Changes<DeliveryView>(
                "redeliver",
                "Send it again, with the same webhook-id",
                StatusCodes.Status202Accepted
            );
    }

    private static async Task<IResult> ListAsync(
        Guid id,
        HttpContext context,
        SubscriptionStore subscriptions,
        DeliveryStore deliveries
    )
    {
        var query = new Query(context.Request.Query);
        var limit = query.Limit();
        var state = query.Value<DeliveryState>("state");
        var before = query.AfterId();
        if (query.Problem is { } problem)
            return problem;

        if (
            await subscriptions.FindAsync(id, SubscriptionEndpoints.OwnerSeenBy(context), context.RequestAborted)
            is null
        )
            return SubscriptionEndpoints.NotFound(id);

        var found = await deliveries.ListAsync(id, state, before, limit + 1, context.RequestAborted);
        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id.ToString()) : null;
        return JsonAnswer.Of(context, new Page<DeliveryView>([.. found.Take(limit)], next));
    }

    private static async Task<IResult> GetAsync(
        Guid id,
        Guid deliveryId,
        HttpContext context,
        SubscriptionStore subscriptions,
        DeliveryStore deliveries
    )
    {
        if (
            await subscriptions.FindAsync(id, SubscriptionEndpoints.OwnerSeenBy(context), context.RequestAborted)
            is null
        )
            return SubscriptionEndpoints.NotFound(id);

        return await deliveries.FindAsync(id, deliveryId, context.RequestAborted) is { } found
            ? JsonAnswer.Of(context, found)
            : NotFound(deliveryId);
    }

    private static async Task<IResult> RedeliverAsync(
        Guid id,
        Guid deliveryId,
        HttpContext context,
        SubscriptionStore subscriptions,
        DeliveryStore deliveries,
        JobQueue queue,
        ManualDeliveryLimit onDemand
    )
    {
        if (
            await subscriptions.FindAsync(id, SubscriptionEndpoints.OwnerSeenBy(context), context.RequestAborted)
            is not { } subscription
        )
            return SubscriptionEndpoints.NotFound(id);

        if (subscription.State == SubscriptionState.Paused)
            return Problem.Of(
                StatusCodes.Status409Conflict,
                "subscription-paused",
                $"The subscription is paused, and sends nothing. Resume it first: POST /api/subscriptions/{id}/resume."
            );

        if (onDemand.Refuse(context, subscription) is { } refused)
            return refused;

        if (await deliveries.RenewAsync(id, deliveryId, context.RequestAborted) is not { } renewed)
            return NotFound(deliveryId);

        await queue.SendAsync(new DeliverDue(id));
        return JsonAnswer.Changed(renewed, StatusCodes.Status202Accepted);
    }

    private static IResult NotFound(Guid id) =>
        Problem.Of(
            StatusCodes.Status404NotFound,
            "delivery-not-found",
            $"The subscription has no delivery {id}, or had it more than {DeliveryLimits.DaysStored} days ago. "
                + "GET .../deliveries lists those there are."
        );
}

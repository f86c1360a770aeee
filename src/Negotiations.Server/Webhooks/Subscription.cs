using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>What a subscription is asked for with. The filters are those of the change feed.</summary>
internal sealed record SubscriptionBody
{
    /// <summary>Where events are sent: HTTPS, to a public host.</summary>
    public required string Url { get; init; }

    /// <summary>Only events of these negotiations.</summary>
    public IReadOnlyList<string>? Negotiation { get; init; }

    /// <summary>Only events of negotiations in which an actor of this code is named.</summary>
    public string? Party { get; init; }

    /// <summary>Only events of these types.</summary>
    public IReadOnlyList<string>? Type { get; init; }

    /// <summary>Only events that moved the phase when they were recorded.</summary>
    public bool PhaseChange { get; init; }

    /// <summary>
    /// The last sequence already known; 0 for the whole record. Absent: it begins with what comes next.
    /// </summary>
    public long? After { get; init; }
}

/// <summary>A subscription as it is shown.</summary>
/// <param name="Owner">Who is informed of its failures, and may change it.</param>
/// <param name="PauseReason">Why the server paused it; absent where its owner did.</param>
/// <param name="ReadTo">The last sequence that was looked at for it: what comes later is still to be sent.</param>
/// <param name="Waiting">Deliveries on their way.</param>
/// <param name="Parked">Deliveries that were given up and can be sent again.</param>
/// <param name="Failures">Failed attempts since the last that succeeded.</param>
/// <param name="DeliveredAt">When an attempt last succeeded.</param>
internal sealed record SubscriptionView(
    Guid Id,
    string Owner,
    string Url,
    IReadOnlyList<string> Negotiation,
    string? Party,
    IReadOnlyList<string> Type,
    bool PhaseChange,
    SubscriptionState State,
    DateTimeOffset? PausedAt,
    string? PauseReason,
    long ReadTo,
    long Waiting,
    long Parked,
    int Failures,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset CreatedAt
)
{
    public static SubscriptionView Of(Subscription each)
    {
        var filter = each.Filter;
        return new SubscriptionView(
            each.Id,
            each.OwnerName,
            each.Url,
            filter.Negotiations,
            filter.Party,
            filter.Types,
            filter.PhaseChange,
            each.State,
            each.PausedAt,
            each.PauseReason,
            each.ReadTo,
            each.Waiting,
            each.Parked,
            each.Failures,
            each.DeliveredAt,
            each.CreatedAt
        );
    }
}

/// <summary>A subscription on the day it is made.</summary>
/// <param name="Id">Of the subscription.</param>
/// <param name="Secret">What signatures are checked with; it is shown here and nowhere else.</param>
internal sealed record NewSubscription(Guid Id, string Secret, SubscriptionView Subscription);

/// <summary>A secret that replaces another.</summary>
/// <param name="Secret">It is shown here and nowhere else.</param>
/// <param name="PreviousUntil">Until then every request is signed with both.</param>
internal sealed record NewSecret(string Secret, DateTimeOffset PreviousUntil);

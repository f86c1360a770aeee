using Negotiations.Store.Feed;

namespace Negotiations.Store.Webhooks;

/// <summary>Whether a subscription is delivered to.</summary>
public enum SubscriptionState
{
    Active,
    Paused,
}

/// <summary>A subscription as stored, but for its secret.</summary>
/// <param name="Owner">The id of its subject.</param>
/// <param name="OwnerName">As the subject is shown.</param>
/// <param name="PauseReason">Why the server paused it; null where its owner did, or no one.</param>
/// <param name="ReadTo">The last sequence that was looked at for it.</param>
public sealed record Subscription(
    Guid Id,
    string Owner,
    string OwnerName,
    string Url,
    FeedFilter Filter,
    SubscriptionState State,
    DateTimeOffset? PausedAt,
    string? PauseReason,
    long ReadTo,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt,
    int Failures,
    long Waiting,
    long Parked
);

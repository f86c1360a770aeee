using Negotiations.Store.Feed;

namespace Negotiations.Store.Webhooks;

/// <summary>What has become of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>On its way: it waits for its turn, for its time, or for an answer.</summary>
    Pending,

    /// <summary>The receiver answered with 2xx.</summary>
    Delivered,

    /// <summary>Given up after the last attempt. It can be sent again.</summary>
    Parked,
}

/// <summary>One event for one subscription, as it is shown.</summary>
/// <param name="Id">The webhook-id of every attempt.</param>
/// <param name="Negotiation">Absent: a test.</param>
/// <param name="Sequence">Of the event that is sent; absent: a test, or the notice of an erasure.</param>
/// <param name="EventId">Which event it reports; absent: a test.</param>
/// <param name="NextTry">When it is due; absent when it is done with.</param>
/// <param name="Status">What the receiver answered last; absent when it did not.</param>
/// <param name="Error">Why the last attempt failed; absent when it did not.</param>
public sealed record DeliveryView(
    Guid Id,
    string? Negotiation,
    long? Sequence,
    Guid? EventId,
    string Type,
    DeliveryState State,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? TriedAt,
    DateTimeOffset? NextTry,
    DateTimeOffset? DeliveredAt,
    int? Status,
    string? Error
);

/// <summary>A delivery whose turn has come, and that no one else sends meanwhile.</summary>
/// <param name="Sequence">Of the event; null: a test, or the notice of an erasure.</param>
/// <param name="EventId">Of the event; null: a test.</param>
/// <param name="Attempt">This one's number, from 1.</param>
/// <param name="Fence">Of this claim: what it came to is written unless someone has claimed it since.</param>
/// <param name="Secrets">What it is signed with, sealed: one, or two while a secret is being replaced.</param>
/// <param name="Filter">Of the subscription: an event says what it changes in what it finds.</param>
public sealed record ClaimedDelivery(
    Guid Id,
    Guid Subscription,
    string Url,
    long? Sequence,
    Guid? EventId,
    int Attempt,
    long Fence,
    IReadOnlyList<byte[]> Secrets,
    FeedFilter Filter
);

/// <summary>What came of an attempt.</summary>
/// <param name="Status">What the receiver answered; null when it did not.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Wait">How long the receiver asks to be left alone; null when it does not.</param>
public sealed record Attempt(int? Status, string? Error, TimeSpan? Wait = null)
{
    // The receiver says that it is gone for good.
    private const int Gone = 410;

    public bool Succeeded => Error is null;

    public bool IsGone => Status == Gone;
}

/// <summary>What should have been tried by now.</summary>
/// <param name="Keys">That seal the secrets of active subscriptions; none: there are no active ones.</param>
/// <param name="Count">Of deliveries.</param>
/// <param name="Longest">How long a receiver has not been asked though something was due for it; null: nothing
/// is.</param>
public sealed record OverdueDeliveries(IReadOnlyList<string> Keys, long Count, TimeSpan? Longest);

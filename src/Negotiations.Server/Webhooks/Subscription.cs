using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Feed;

namespace Negotiations.Server.Webhooks;

/// <summary>What a subscription is asked for with. The filters are those of the change feed.</summary>
internal sealed record SubscriptionBody
{
    /// <summary>Where events are sent: HTTPS, to a public host.</summary>
    public required string Url { get; init; }

    /// <summary>Only events of these negotiations.</summary>
    public IReadOnlyList<string>? Negotiation { get; init; }

    /// <summary>Only events of negotiations in which an actor of this code had been named by then.</summary>
    public string? Party { get; init; }

    /// <summary>Only events of these types.</summary>
    public IReadOnlyList<string>? Type { get; init; }

    /// <summary>Only events that moved the phase when they were recorded.</summary>
    public bool PhaseChange { get; init; }

    /// <summary>The last sequence already known; 0 for the whole record. Absent: it begins with what comes next.</summary>
    public long? After { get; init; }
}

internal enum SubscriptionState
{
    Active,
    Paused,
}

/// <summary>A subscription as stored, but for its secret.</summary>
/// <param name="PauseReason">Why the server paused it; null where its owner did, or nobody.</param>
/// <param name="ReadTo">The last sequence that was looked at for it.</param>
internal sealed record Subscription(
    Guid Id, string Owner, string Url, FeedFilter Filter, SubscriptionState State, DateTimeOffset? PausedAt, string? PauseReason, long ReadTo, DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt, int Failures, long Waiting, long Parked)
{
    private const int MostNames = 100;

    /// <summary>The filter that a body asks for, or what is wrong with it.</summary>
    public static (FeedFilter? Filter, Refusal? Refusal) ReadFilter(SubscriptionBody body)
    {
        var (negotiations, types) = (body.Negotiation ?? [], body.Type ?? []);
        foreach (var (name, values) in new[] { ("negotiation", negotiations), ("type", types) })
            if (values.Count > MostNames)
                return (null, Refusal.Invalid("too-many-items", $"{name} holds {values.Count} values, and at most {MostNames} are taken. Leave it out to be told of all.", "/" + name));

        foreach (var (index, type) in types.Index())
            if (!EventJson.TypesByName.ContainsKey(type))
                return (null, new Refusal(RefusalKind.Unreadable, "unknown-value", $"'{Slug.Clip(type)}' is not an event type. It is one of {string.Join(", ", EventJson.TypesByName.Keys.Order(StringComparer.Ordinal))}.", $"/type/{index}"));

        foreach (var (index, id) in negotiations.Index())
            if (!Slug.IsNegotiationId(id))
                return (null, Refusal.Invalid("bad-id", $"'{Slug.Clip(id)}' is not the id of a negotiation: {Slug.NegotiationIdForm}.", $"/negotiation/{index}"));

        if (body.Party is { Length: 0 or > Subjects.MaxLength })
            return (null, Refusal.Invalid("bad-actor", "party is an actor's code, such as KGZ. Leave it out to be told of all.", "/party"));

        if (body.After < 0)
            return (null, Refusal.Invalid("out-of-range", $"after is {body.After}, and a sequence is 0 or more.", "/after"));

        return (new FeedFilter(negotiations, body.Party?.ToUpperInvariant(), types, body.PhaseChange), null);
    }
}

/// <summary>A subscription as it is told.</summary>
/// <param name="Owner">Who is told of its failures, and may change it.</param>
/// <param name="PauseReason">Why the server paused it; absent where its owner did.</param>
/// <param name="ReadTo">The last sequence that was looked at for it: what comes later is still to be sent.</param>
/// <param name="Waiting">Deliveries on their way.</param>
/// <param name="Parked">Deliveries that were given up and can be sent again.</param>
/// <param name="Failures">Failed attempts since the last that succeeded.</param>
/// <param name="DeliveredAt">When an attempt last succeeded.</param>
internal sealed record SubscriptionView(
    Guid Id, string Owner, string Url, IReadOnlyList<string> Negotiation, string? Party, IReadOnlyList<string> Type, bool PhaseChange, SubscriptionState State, DateTimeOffset? PausedAt,
    string? PauseReason, long ReadTo, long Waiting, long Parked, int Failures, DateTimeOffset? DeliveredAt, DateTimeOffset CreatedAt)
{
    public static SubscriptionView Of(Subscription each) => new(
        each.Id, each.Owner, each.Url, each.Filter.Negotiations, each.Filter.Party, each.Filter.Types, each.Filter.PhaseChange, each.State, each.PausedAt, each.PauseReason, each.ReadTo,
        each.Waiting, each.Parked, each.Failures, each.DeliveredAt, each.CreatedAt);
}

/// <summary>A subscription on the day it is made.</summary>
/// <param name="Id">Of the subscription.</param>
/// <param name="Secret">What signatures are checked with; it is shown here and nowhere else.</param>
internal sealed record NewSubscription(Guid Id, string Secret, SubscriptionView Subscription);

/// <summary>A secret that replaces another.</summary>
/// <param name="Secret">It is shown here and nowhere else.</param>
/// <param name="PreviousUntil">Until then every request is signed with both.</param>
internal sealed record NewSecret(string Secret, DateTimeOffset PreviousUntil);

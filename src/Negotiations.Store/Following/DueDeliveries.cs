using Negotiations.Store.Schema;

namespace Negotiations.Store.Following;

/// <summary>What of the webhooks is due, as SQL: health, metrics and those who send mean the same by it.</summary>
internal static class DueDeliveries
{
    /// <summary>Of a delivery d: it may be taken now. What waits behind an earlier event of its negotiation is not due
    /// before that.</summary>
    public const string IsDue = $"""
        d.next_try < clock_timestamp() and (d.claimed_until is null or d.claimed_until < clock_timestamp())
          and not exists (select from {Tables.Schema}.delivery e where e.subscription = d.subscription
            and e.negotiation = d.negotiation and e.state = 'pending' and e.sequence < d.sequence)
        """;

    /// <summary>
    /// Rows of the active subscriptions of which no one tries what is due: how many that are (due), and for how long no
    /// one tried any (wait). Where a receiver is being asked, or was asked since, what waits behind it waits for the
    /// receiver.
    /// </summary>
    public const string Untried = $"""
        select due, clock_timestamp() - greatest(since, tried_at, delivered_at) as wait
        from (select s.delivered_at, max(d.tried_at) as tried_at,
                bool_or(d.claimed_until > clock_timestamp()) as is_sent,
                count(*) filter (where {IsDue}) as due, min(d.next_try) filter (where {IsDue}) as since
              from {Tables.Schema}.delivery d join {Tables.Schema}.subscription s on s.id = d.subscription
              where d.state = 'pending' and s.state = 'active'
              group by s.id) waiting
        where due > 0 and is_sent is not true
        """;
}

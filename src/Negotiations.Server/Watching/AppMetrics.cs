using System.Diagnostics;
using System.Diagnostics.Metrics;
using Negotiations.Server.Feeds;
using Negotiations.Server.Timing;
using Negotiations.Store.Feed;

namespace Negotiations.Server.Watching;

/// <summary>
/// What the server reports of itself to those who run it: counts, durations and lags, and nothing that anybody wrote.
/// </summary>
internal sealed class AppMetrics : IDisposable
{
    /// <summary>Of the meter and of the source of traces.</summary>
    public const string Name = AnswerTimes.MeterName;

    /// <summary>What is traced beside requests and database commands.</summary>
    public static readonly ActivitySource Trace = new(Name);

    private readonly Meter meter;
    private readonly Counter<long> attempts;

    public AppMetrics(IMeterFactory meters, StoreGauges readings, LiveEvents live, LiveStream streams)
    {
        meter = meters.Create(Name);
        var events = meter.CreateCounter<long>(
            "negotiations.events",
            "{event}",
            "Events recorded by any node, as this one saw them since its start."
        );
        live.Arrived += count => events.Add(count);
        attempts = meter.CreateCounter<long>(
            "negotiations.webhook.attempts",
            "{attempt}",
            "Requests to receivers, by outcome."
        );
        meter.CreateObservableUpDownCounter(
            "negotiations.followers",
            () => streams.Followers,
            "{follower}",
            "Live streams open on this node."
        );
        meter.CreateObservableGauge(
            "negotiations.ledger.lag",
            () => readings.Latest.LedgerLag,
            "s",
            "How long the oldest event outside the ledger has waited."
        );
        meter.CreateObservableGauge(
            "negotiations.feed.lag",
            () => readings.Latest.FeedLag,
            "{event}",
            "Events this node has not yet sent to its followers."
        );
        meter.CreateObservableGauge(
            "negotiations.views.behind",
            () => readings.Latest.ViewsBehind,
            "{negotiation}",
            "Stored views behind their events: 0, or something is wrong."
        );
        meter.CreateObservableGauge(
            "negotiations.webhook.waiting",
            () => readings.Latest.Waiting,
            "{delivery}",
            "Deliveries on their way."
        );
        meter.CreateObservableGauge(
            "negotiations.webhook.overdue",
            () => readings.Latest.Overdue,
            "s",
            "For how long no one has tried what is due of a subscription, as in health."
        );
        meter.CreateObservableGauge(
            "negotiations.webhook.parked",
            () => readings.Latest.Parked,
            "{delivery}",
            "Deliveries that were given up."
        );
        meter.CreateObservableGauge(
            "negotiations.webhook.paused",
            () => readings.Latest.Paused,
            "{subscription}",
            "Subscriptions the server paused."
        );
    }

    public void Attempted(bool succeeded) =>
        attempts.Add(1, new KeyValuePair<string, object?>("outcome", succeeded ? "delivered" : "failed"));

    public void Dispose() => meter.Dispose();
}

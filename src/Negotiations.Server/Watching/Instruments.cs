using System.Diagnostics;
using System.Diagnostics.Metrics;
using Negotiations.Server.Feeds;
using Negotiations.Store.Feed;

namespace Negotiations.Server.Watching;

/// <summary>What the server tells of itself to those who run it: counts, durations and lags, and nothing that anybody wrote.</summary>
internal sealed class Instruments : IDisposable
{
    /// <summary>Of the meter and of the source of traces.</summary>
    public const string Name = "Negotiations";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    /// <summary>What is traced beside requests and database commands.</summary>
    public static readonly ActivitySource Trace = new(Name);

    private readonly Meter meter;
    private readonly Histogram<double> append;
    private readonly Histogram<double> replay;
    private readonly Counter<long> attempts;

    public Instruments(IMeterFactory meters, Readings readings, LiveEvents live, LiveStream streams)
    {
        meter = meters.Create(Name);
        append = meter.CreateHistogram<double>("negotiations.append.duration", "s", "From the request to the commit it waited for, or to the refusal.", tags: null, Seconds);
        replay = meter.CreateHistogram<double>("negotiations.replay.duration", "s", "Answers folded from the events.", tags: null, Seconds);
        var events = meter.CreateCounter<long>("negotiations.events", "{event}", "Recorded by any node, as this one saw them.");
        live.Arrived += count => events.Add(count);
        attempts = meter.CreateCounter<long>("negotiations.webhook.attempts", "{attempt}", "Requests to receivers, by what came of them.");
        meter.CreateObservableUpDownCounter("negotiations.followers", () => streams.Followers, "{follower}", "Live streams that are open on this node.");
        meter.CreateObservableGauge("negotiations.ledger.lag", () => readings.Latest.LedgerLag, "s", "How long the oldest event that is not in the ledger has waited for it.");
        meter.CreateObservableGauge("negotiations.feed.lag", () => readings.Latest.FeedLag, "{event}", "Events recorded that this node has not yet told its followers of.");
        meter.CreateObservableGauge("negotiations.views.behind", () => readings.Latest.ViewsBehind, "{negotiation}", "Kept views behind their events.");
        meter.CreateObservableGauge("negotiations.webhook.waiting", () => readings.Latest.Waiting, "{delivery}", "Deliveries on their way.");
        meter.CreateObservableGauge("negotiations.webhook.overdue", () => readings.Latest.Overdue, "s", "How long the delivery that is due the longest has been.");
        meter.CreateObservableGauge("negotiations.webhook.parked", () => readings.Latest.Parked, "{delivery}", "Deliveries that were given up.");
        meter.CreateObservableGauge("negotiations.webhook.paused", () => readings.Latest.Paused, "{subscription}", "Subscriptions the server paused.");
    }

    public void Attempted(bool succeeded) => attempts.Add(1, new KeyValuePair<string, object?>("outcome", succeeded ? "delivered" : "failed"));

    /// <summary>Times an endpoint that appends.</summary>
    public ValueTask<object?> TimeAppendAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) => TimeAsync(append, invocation, next);

    /// <summary>Times an endpoint that folds.</summary>
    public ValueTask<object?> TimeReplayAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) => TimeAsync(replay, invocation, next);

    public void Dispose() => meter.Dispose();

    private static async ValueTask<object?> TimeAsync(Histogram<double> histogram, EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await next(invocation);
        histogram.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("refused", answer is IStatusCodeHttpResult { StatusCode: >= 400 }));
        return answer;
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Negotiations.Server.Timing;

/// <summary>How long answers take, for the metrics.</summary>
internal sealed class AnswerTimes
{
    public const string MeterName = "Negotiations";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Histogram<double> append;
    private readonly Histogram<double> replay;

    public AnswerTimes(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        append = meter.CreateHistogram<double>(
            "negotiations.append.duration",
            "s",
            "From the request to the commit it waited for, or to the refusal; the label refused separates them.",
            tags: null,
            Seconds
        );
        replay = meter.CreateHistogram<double>(
            "negotiations.replay.duration",
            "s",
            "Answers folded from the events: past clocks, explanations, changes, steps.",
            tags: null,
            Seconds
        );
    }

    /// <summary>Times an endpoint that appends.</summary>
    public ValueTask<object?> TimeAppendAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    ) => TimeAsync(append, invocation, next);

    /// <summary>Times an endpoint that folds.</summary>
    public ValueTask<object?> TimeReplayAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    ) => TimeAsync(replay, invocation, next);

    private static async ValueTask<object?> TimeAsync(
        Histogram<double> histogram,
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await next(invocation);
        var isRefused = answer is IStatusCodeHttpResult { StatusCode: >= 400 };
        histogram.Record(
            Stopwatch.GetElapsedTime(began).TotalSeconds,
            new KeyValuePair<string, object?>("refused", isRefused)
        );
        return answer;
    }
}

using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Store.Following;

namespace Negotiations.Server.Reading;

/// <summary>How far what this node reads is behind. It answers all the same, and each answer says how far.</summary>
internal sealed class ReaderHealth(CopyWatch watch) : IHealthCheck
{
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(30);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Result());

    private HealthCheckResult Result()
    {
        if (watch.Copy is not { } state)
            return HealthCheckResult.Unhealthy("The database that is read here has not been asked yet.");

        if (watch.IsPromoted)
            return HealthCheckResult.Degraded(
                "The standby that is read here was promoted. This node stays a reader: start it without --reader to "
                    + "record here."
            );

        if (!state.IsStandby)
            return HealthCheckResult.Healthy($"It reads a primary, up to the event of sequence {state.Sequence}.");

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"It reads a standby, up to the event of sequence {state.Sequence}, "
                + $"{(watch.Lag is { } lag ? $"{lag.TotalSeconds:f0} seconds behind" : "and no one can say how old")}."
        );
        if (state.IsPaused)
            text += " Its replay is paused (pg_wal_replay_resume).";

        if (!state.IsConnected)
            text += " It receives nothing from its primary.";

        return watch.Lag < Behind && !state.IsPaused && state.IsConnected
            ? HealthCheckResult.Healthy(text)
            : HealthCheckResult.Degraded(text);
    }
}

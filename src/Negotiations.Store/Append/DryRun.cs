using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Views;

namespace Negotiations.Store.Append;

/// <summary>What an append would do: decided and folded as it would be, and nothing recorded.</summary>
public static class DryRun
{
    /// <summary>What it would do, or why it would be refused.</summary>
    public static (Refusal? Refusal, DryRunAnswer? Answer) Of(
        AppendEvents request,
        Negotiation negotiation,
        DatabaseClock clock
    )
    {
        var decision = AppendEvents.Decide(request, negotiation, clock.LatestToday);
        if (decision is Decision.Refused refused)
            return (refused.Refusal, null);

        var clocks = Clocks.OfNow(clock.Now);
        var before = StatusFold.Of(negotiation, clocks)!;
        var supposed = ((Decision.Accepted)decision).New.Select(
            (each, index) =>
                new RecordedEvent(each.EventId!.Value, negotiation.Version + index + 1, 0, clock.Now, "", each)
        );
        var after = StatusFold.Of(negotiation.With(supposed), clocks)!;
        return (
            null,
            new DryRunAnswer(
                negotiation.Id,
                DryRun: true,
                after.Status.Version,
                new DryRunPhase(before.Status.Phase, after.Status.Phase),
                NewAnomalies.Between(before.Status.Anomalies, after.Status.Anomalies)
            )
        );
    }

    /// <summary>The status a negotiation would begin with, or why it would not be opened.</summary>
    public static (Refusal? Refusal, Views.Status? Status) Of(
        OpenNegotiation request,
        Negotiation negotiation,
        DatabaseClock clock
    )
    {
        if (OpenNegotiation.Decide(request, negotiation, clock.LatestToday) is Decision.Refused refused)
            return (refused.Refusal, null);

        var supposed = new RecordedEvent(request.Opened.EventId!.Value, 1, 0, clock.Now, "", request.Opened);
        return (
            null,
            StatusFold.Of(Negotiation.Unopened(request.Id).With([supposed]), Clocks.OfNow(clock.Now))!.Status
        );
    }
}

/// <summary>The answer to an append or an opening with dryRun=true.</summary>
/// <param name="Negotiation">Its id.</param>
/// <param name="DryRun">Always true: nothing was recorded.</param>
/// <param name="Version">The version the negotiation would have.</param>
/// <param name="Phase">Before and after.</param>
/// <param name="Anomalies">What would not fit together and does now.</param>
public sealed record DryRunAnswer(
    string Negotiation,
    bool DryRun,
    long Version,
    DryRunPhase Phase,
    IReadOnlyList<Anomaly> Anomalies
);

/// <param name="Before">Absent where the negotiation would only be opened.</param>
/// <param name="After">As it would be. Both are absent for relations, which have no ladder.</param>
public sealed record DryRunPhase(PhaseView? Before, PhaseView? After);

using Negotiations.Dashboard.Routes;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;

namespace Negotiations.Server.Monitoring;

/// <summary>The answer of a route whose caller asked what it would do.</summary>
internal static class DryRunResult
{
    /// <summary>What an append would do; nothing is recorded.</summary>
    public static IResult Of(AppendEvents request, Negotiation negotiation, DatabaseClock clock)
    {
        var (refusal, answer) = DryRun.Of(request, negotiation, clock);
        return refusal?.ToResult() ?? JsonAnswer.Changed(answer!, StatusCodes.Status200OK);
    }

    /// <summary>What opening a negotiation would do; nothing is recorded.</summary>
    public static IResult Of(OpenNegotiation request, Negotiation negotiation, DatabaseClock clock)
    {
        var (refusal, status) = DryRun.Of(request, negotiation, clock);
        return refusal?.ToResult()
            ?? JsonAnswer.Changed(
                new DryRunAnswer(
                    request.Id,
                    DryRun: true,
                    status!.Version,
                    new DryRunPhase(null, status.Phase),
                    status.Anomalies
                ),
                StatusCodes.Status200OK
            );
    }
}

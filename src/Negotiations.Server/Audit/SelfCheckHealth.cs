using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Negotiations.Server.Audit;

/// <summary>What the look through the own record has found, and how far it is. Asks nothing.</summary>
internal sealed class SelfCheckHealth(SelfCheck check) : IHealthCheck
{
    private const int MostNamed = 5;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        List<string> problems =
        [
            .. check.OfLedger.Take(MostNamed),
            .. check.Found.Take(MostNamed).Select(each => $"'{each.Negotiation}': {each.Detail}"),
        ];
        var how =
            (
                check.Through is { } through
                    ? $"Last looked through whole at {Text(through)}; {check.Looked} since."
                    : $"{check.Looked} negotiations looked through since the start."
            )
            + $" The log: checked up to entry {check.Ledger.Looked.Entries} of {check.Ledger.Looked.Of}; "
            + (
                check.Ledger.Through is { } whole
                    ? $"the last whole round ended at {Text(whole)}."
                    : "no whole round yet."
            );
        return Task.FromResult(
            problems.Count == 0
                ? HealthCheckResult.Healthy(how)
                : HealthCheckResult.Degraded($"{string.Join(' ', problems)} {how}")
        );
    }

    private static string Text(DateTimeOffset instant) => $"{instant.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Server.Workers;
using Negotiations.Store.Jobs;
using Wolverine.Runtime;

namespace Negotiations.Server.Jobs;

/// <summary>
/// Health of the background work: jobs that were begun too often without an end, imports that wait for a node, and
/// messages that could not be handled.
/// </summary>
internal sealed class JobHealth(AuditRows audits, ImportRows imports, IWolverineRuntime runtime, StoreSessions sessions)
    : StoreCheck(sessions)
{
    private const int MostNamed = 5;

    protected override async Task<HealthCheckResult> AskAsync()
    {
        var problems = await ProblemsAsync(CancellationToken.None);
        return problems.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(' ', problems));
    }

    private async Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken stop)
    {
        List<string> problems = [];
        if (await audits.DeadAsync(stop) is { Count: > 0 } deadAudits)
            problems.Add(Dead("Audits", deadAudits));

        if (await imports.DeadAsync(stop) is { Count: > 0 } deadImports)
            problems.Add(Dead("Imports", deadImports));

        if (await imports.AwayAsync(stop) is { Count: > 0 } away)
            problems.Add($"Imports whose files lie on a node that is away: {Named(away)}. They go on when it is back.");

        if ((await runtime.Storage.Admin.FetchCountsAsync()).DeadLetter is var unhandled and > 0)
            problems.Add(
                $"{unhandled} messages could not be handled. The log has why; "
                    + $"{JobStorage.Schema}.wolverine_dead_letters has them."
            );

        return problems;
    }

    private static string Dead(string kind, IReadOnlyList<Guid> jobs) =>
        $"{kind} that were begun {JobLease.MostStarts} times without an end, and were given up: {Named(jobs)}. "
        + "The log has why.";

    private static string Named(IReadOnlyList<Guid> all) =>
        $"{string.Join(", ", all.Take(MostNamed))}{(all.Count > MostNamed ? " and others" : "")}";
}

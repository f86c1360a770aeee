using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Workers;

/// <summary>
/// Names every worker that fails or is stalled, since when, and why; and what is wrong with the own database.
/// </summary>
internal sealed class WorkerHealth(IEnumerable<Worker> workers, OwnDatabase? database = null) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var problems = workers.SelectMany(Problems).ToList();
        if (database?.Problem() is { } problem)
            problems.Add(problem);

        return Task.FromResult(
            problems.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', problems))
        );
    }

    private static IEnumerable<string> Problems(Worker worker)
    {
        if (Problem(worker.Name, worker.State) is { } problem)
            yield return problem;
        else if (worker.InStepFor is { } time && time > worker.StepLimit)
            yield return $"{worker.Name} is stalled: its current step has taken {time.TotalSeconds:f0} seconds.";

        foreach (var part in worker.Parts)
            if (Problem(part.Name, part.State) is { } failing)
                yield return failing;
    }

    private static string? Problem(string name, WorkerState state) =>
        state switch
        {
            { HasEnded: true } => $"{name} cannot go on: {state.Problem}",
            { Faults: > 0 } => $"{name} has failed {Times(state.Faults)} since {state.FailingSince:u} "
                + $"and tries again: {state.Problem}",
            _ => null,
        };

    private static string Times(int faults) => faults == 1 ? "once" : $"{faults} times";
}

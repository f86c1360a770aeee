using Negotiations.Server.Audit;
using Negotiations.Server.Jobs;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Starting;

/// <summary>
/// Looks for jobs that are due and that no message woke: of a node that is gone, or whose message was lost.
/// </summary>
internal sealed class JobWatch(AuditRuns audits, JobQueue queue, ILogger<JobWatch> logger)
    : Worker("the watch over jobs", logger)
{
    protected override TimeSpan Rest => TimeSpan.FromSeconds(2);

    protected override async Task StepAsync(CancellationToken stop)
    {
        if ((await audits.DueHereAsync(stop)).Count > 0)
            await queue.SendAsync(new RunAudits());
    }
}

using Negotiations.Server.Audit;
using Negotiations.Server.Jobs;

namespace Negotiations.Server.Starting;

/// <summary>Looks for jobs that are due and that no message woke: of a node that is gone, or whose message was lost.</summary>
internal sealed class JobWatch(AuditRuns audits, JobQueue queue, ILogger<JobWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rest);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("Jobs that wait could not be looked for ({Reason}); another try follows in {Rest}.", e.Message, Rest);
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        if ((await audits.DueHereAsync(stop)).Count > 0)
            await queue.SendAsync(new RunAudits());
    }
}

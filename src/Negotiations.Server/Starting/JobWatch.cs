using Negotiations.Server.Audit;
using Negotiations.Server.Importing;
using Negotiations.Server.Jobs;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Starting;

/// <summary>
/// Looks for jobs that are due and that no message woke, of a node that is gone or whose message was lost, and sends
/// the message that comes again and again.
/// </summary>
internal sealed class JobWatch(
    AuditRuns audits,
    ImportRuns imports,
    ViewRefreshing views,
    JobQueue queue,
    ILogger<JobWatch> logger
) : Worker("the watch over jobs", logger)
{
    private static readonly TimeSpan BetweenRefreshes = TimeSpan.FromSeconds(30);

    private long refreshed = TimeProvider.System.GetTimestamp();

    public override IEnumerable<Guard> Parts => views.Guards;

    protected override TimeSpan Rest => TimeSpan.FromSeconds(2);

    protected override async Task StepAsync(CancellationToken stop)
    {
        views.ThrowIfEnded();
        if (TimeProvider.System.GetElapsedTime(refreshed) >= BetweenRefreshes)
        {
            await queue.SendAsync(new RefreshViews());
            refreshed = TimeProvider.System.GetTimestamp();
        }

        if ((await audits.DueHereAsync(stop)).Count > 0)
            await queue.SendAsync(new RunAudits());

        await imports.WaitHereAsync(stop);
        if ((await imports.DueHereAsync(stop)).Count > 0)
            await queue.SendAsync(new RunImports());
    }
}

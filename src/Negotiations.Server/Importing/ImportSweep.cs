using Negotiations.Store.Jobs;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Importing;

/// <summary>Clears away the working material of imports when its time is over: a dry run after
/// <c>imports:dryRunHours</c> (24), the reports on rows after <c>imports:reportDays</c> (90).</summary>
internal sealed class ImportSweep(ImportRetention retention, IConfiguration configuration, ILogger<ImportSweep> logger)
    : Worker("the sweep of imports", logger)
{
    private readonly TimeSpan dryRuns = TimeSpan.FromHours(
        configuration.GetValue("imports:dryRunHours", defaultValue: 24.0)
    );
    private readonly TimeSpan reports = TimeSpan.FromDays(
        configuration.GetValue("imports:reportDays", defaultValue: 90.0)
    );

    protected override TimeSpan Rest { get; } = configuration.GetValue("imports:sweep", TimeSpan.FromMinutes(10));

    protected override Task StepAsync(CancellationToken stop) => retention.ClearAsync(dryRuns, reports, stop);
}

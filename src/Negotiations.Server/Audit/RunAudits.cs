using Negotiations.Server.Jobs;
using Wolverine.Attributes;

namespace Negotiations.Server.Audit;

/// <summary>An audit may be due. It says nothing of which: a message that comes twice, or late, does no harm.</summary>
public sealed record RunAudits;

/// <summary>Runs the audits that are due, one after another.</summary>
public sealed class RunAuditsHandler(IJob<RunAudits> audits)
{
    // Of the largest record that was measured, an audit takes minutes.
    private const int SixHours = 6 * 60 * 60;

    [MessageTimeout(SixHours)]
    public Task HandleAsync(RunAudits message, CancellationToken stop) => audits.HandleAsync(message, stop);
}

using Negotiations.Store.Erasure;
using Negotiations.Store.Notices;
using Negotiations.Store.Projections;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Negotiations.Server.Jobs;

/// <summary>
/// Some views may be due for a new day. It comes every half minute rather than at midnight: the day begins by the
/// database's clock, which each
/// node asks along the way.
/// </summary>
public sealed record RefreshViews;

/// <summary>Refreshes the views that are due.</summary>
public sealed class RefreshViewsHandler(IJob<RefreshViews> views)
{
    // On the first of a month every view may be due.
    private const int TenMinutes = 10 * 60;

    /// <summary>The next message does what this one could not.</summary>
    public static void Configure(HandlerChain chain) => chain.OnAnyException().Discard();

    [MessageTimeout(TenMinutes)]
    public Task HandleAsync(RefreshViews message, CancellationToken stop) => views.HandleAsync(message, stop);
}

/// <summary>The work of the message; then followers are noticed of what turned, and whole views are stored behind their
/// rows.</summary>
internal sealed class ViewRefreshing(
    ViewRefresh views,
    TurnNotices notices,
    ErasureActs erasures,
    ViewSnapshots snapshots
) : IJob<RefreshViews>
{
    public async Task HandleAsync(RefreshViews message, CancellationToken stop)
    {
        await views.RunAsync(stop);
        await notices.RunAsync(stop);
        await erasures.RecordMissingAsync(stop);
        await snapshots.RunAsync(ViewSnapshots.Quiet, stop);
    }
}

using System.Runtime.ExceptionServices;
using Negotiations.Store.Erasure;
using Negotiations.Store.Notices;
using Negotiations.Store.Projections;
using Negotiations.Store.Workers;
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

/// <summary>
/// The work of the message: views are refreshed, followers noticed of what turned, erasures of older programs entered,
/// and whole views stored behind their rows. Each part has a guard, which health asks: one that fails holds up no
/// other, and is tried again with the next message.
/// </summary>
internal sealed class ViewRefreshing : IJob<RefreshViews>
{
    private readonly IReadOnlyList<(Guard Guard, Func<CancellationToken, Task> Work)> parts;
    private readonly IHostApplicationLifetime life;
    private volatile ExceptionDispatchInfo? fatal;

    public ViewRefreshing(
        ViewRefresh views,
        TurnNotices notices,
        ErasureActs erasures,
        ViewSnapshots snapshots,
        IHostApplicationLifetime life,
        ILogger<ViewRefreshing> logger
    )
    {
        this.life = life;
        parts =
        [
            Part("the refresh of views", views.RunAsync),
            Part("the notices of time", notices.RunAsync),
            Part("the entries of older erasures", erasures.RecordMissingAsync),
            Part("the storing of whole views", stop => snapshots.RunAsync(ViewSnapshots.Quiet, stop)),
        ];

        (Guard, Func<CancellationToken, Task>) Part(string name, Func<CancellationToken, Task> work) =>
            (new Guard(name, logger, Backoff.Default), work);
    }

    public IEnumerable<Guard> Guards => parts.Select(each => each.Guard);

    public async Task HandleAsync(RefreshViews message, CancellationToken stop)
    {
        foreach (var (guard, work) in parts)
            try
            {
                // That the message had no time left is a fault as well; that the server stops is none.
                await guard.TryAsync(_ => work(stop), life.ApplicationStopping);
            }
            catch (Exception failure) when (Faults.IsOfThisProcess(failure))
            {
                fatal = ExceptionDispatchInfo.Capture(failure);
                return;
            }
    }

    /// <summary>Throws what only a new process can repair, where it ends the server.</summary>
    public void ThrowIfEnded() => fatal?.Throw();
}

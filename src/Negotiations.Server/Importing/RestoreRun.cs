using Negotiations.Import.Reading;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Projections;

namespace Negotiations.Server.Importing;

/// <summary>Brings a whole record into an empty store: a backup, or the way to a new version.</summary>
internal sealed class RestoreRun(
    JobLease lease,
    ImportStore store,
    ImportRows rows,
    ImportFolder folder,
    Restoring restoring,
    ViewRebuild views,
    DatabaseClock clock
)
{
    private const int LinesBetween = 1000;

    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    /// <exception cref="UnreadableFileException">Nothing was recorded.</exception>
    public async Task RunAsync(bool isDryRun, CancellationToken stop)
    {
        var begun = ImportStore.Read(lease);
        var report = begun with { State = ImportState.Running, Stage = ImportStage.Reading };
        await store.ReportAsync(lease, report, stop);

        // Read to its end before the store is touched.
        var (lines, position) = (0L, 0L);
        IReadOnlyDictionary<string, (long, DateTimeOffset)> streams;
        await using (var file = File.OpenRead(folder.FileOf(begun.Id)))
        {
            var record = new ExportedRecord(file, clock.Now);
            await WatchedAsync(
                () => report with { BytesRead = Interlocked.Read(ref position) },
                () =>
                {
                    foreach (var _ in record.Read())
                        if (lines++ % LinesBetween == 0)
                            Interlocked.Exchange(ref position, file.Position);

                    return Task.CompletedTask;
                },
                stop
            );
            streams = record.Streams;
        }

        report = report with
        {
            Stage = ImportStage.Recording,
            BytesRead = begun.Bytes,
            Rows = new ImportedRows(lines, lines, 0, 0, 0, 0),
            NegotiationsTotal = streams.Count,
            Encoding = "utf-8",
        };
        await store.ReportAsync(lease, report, stop);
        var isRestored = await rows.IsRecordingAsync(begun.Id, stop);
        if (!isDryRun && !isRestored)
        {
            await using var file = File.OpenRead(folder.FileOf(begun.Id));
            var opened = 0;
            var events = new ExportedRecord(file, clock.Now).Read().Select(Count);
            await WatchedAsync(
                () => report with { NegotiationsDone = Volatile.Read(ref opened) },
                async () =>
                {
                    if (await restoring.RunAsync(events, streams, begun.Id, stop) is null)
                        throw new UnreadableFileException(
                            "This store has events, and a record goes back into an empty one only: start the "
                                + "server with a new database and casebook=false."
                        );
                },
                stop
            );

            ExportedEvent Count(ExportedEvent exported)
            {
                if (exported.Event.Version == 1)
                    Interlocked.Increment(ref opened);

                return exported;
            }
        }

        report = report with { NegotiationsDone = streams.Count };
        if (!isDryRun)
            await views.RunAsync(new System.Progress<int>(), stop);

        var recorded = report.Events with { Recorded = (int)lines };
        report = report with { State = ImportState.Done, Stage = null, Events = recorded, FinishedAt = clock.Now };
        await store.EndAsync(lease, report, stop);
    }

    // How far it is, while it is at it.
    private async Task WatchedAsync(Func<ImportReport> report, Func<Task> work, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = WatchAsync(report, ended.Token);
        try
        {
            await Task.Run(work, stop);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }
    }

    private async Task WatchAsync(Func<ImportReport> report, CancellationToken ended)
    {
        try
        {
            using var timer = new PeriodicTimer(ReportEvery);
            while (await timer.WaitForNextTickAsync(ended))
                await store.ReportAsync(lease, report(), ended);
        }
        catch (OperationCanceledException)
        {
            // The work has come to an end.
        }
    }
}

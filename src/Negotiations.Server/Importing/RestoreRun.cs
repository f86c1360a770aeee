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
    /// <exception cref="UnreadableFileException">Nothing was recorded.</exception>
    public async Task RunAsync(bool isDryRun, CancellationToken stop)
    {
        var begun = ImportStore.Read(lease);
        var report = begun with { State = ImportState.Running, Stage = ImportStage.Reading };
        await store.ReportAsync(lease, report, stop);

        // Read to its end before the store is touched.
        var lines = 0L;
        IReadOnlyDictionary<string, (long, DateTimeOffset)> streams;
        await using (var file = File.OpenRead(folder.FileOf(begun.Id)))
        {
            var record = new ExportedRecord(file, clock.Now);
            foreach (var _ in record.Read())
                lines++;

            streams = record.Streams;
        }

        report = report with
        {
            Stage = ImportStage.Recording,
            BytesRead = begun.Bytes,
            Rows = new ImportedRows(lines, lines, 0, 0, 0, 0),
            Encoding = "utf-8",
        };
        await store.ReportAsync(lease, report, stop);
        var isRestored = await rows.IsRecordingAsync(begun.Id, stop);
        if (!isDryRun && !isRestored)
        {
            await using var file = File.OpenRead(folder.FileOf(begun.Id));
            if (await restoring.RunAsync(new ExportedRecord(file, clock.Now).Read(), streams, begun.Id, stop) is null)
                throw new UnreadableFileException(
                    "This store has events, and a record goes back into an empty one only: start the "
                        + "server with a new database and casebook=false."
                );
        }

        if (!isDryRun)
            await views.RunAsync(new System.Progress<int>(), stop);

        var events = report.Events with { Recorded = (int)lines };
        report = report with { State = ImportState.Done, Stage = null, Events = events, FinishedAt = clock.Now };
        await store.EndAsync(lease, report, stop);
    }
}

using Negotiations.Import.Reading;
using Negotiations.Ledger;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Ledger;
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
    LedgerKey key,
    DatabaseClock clock
)
{
    private const int LinesBetween = 1000;

    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    /// <exception cref="UnreadableFileException">Nothing was recorded.</exception>
    /// <exception cref="AlteredExportException">Likewise.</exception>
    public async Task RunAsync(ImportRequest request, CancellationToken stop)
    {
        var begun = ImportStore.Read(lease);
        var report = begun with { State = ImportState.Running, Stage = ImportStage.Reading };
        await store.ReportAsync(lease, report, stop);
        var read = await ReadAsync(request, report, stop);
        report = report with
        {
            Stage = ImportStage.Recording,
            BytesRead = begun.Bytes,
            Rows = new ImportedRows(read.Events, read.Events, 0, 0, 0, 0),
            NegotiationsTotal = read.Streams.Count,
            Encoding = "utf-8",
            Proof = ImportProof.Of(read.Log, key),
        };
        await store.ReportAsync(lease, report, stop);
        if (!request.DryRun && !await rows.IsRecordingAsync(begun.Id, stop))
            await RecordAsync(read, report, stop);

        report = report with { NegotiationsDone = read.Streams.Count };
        if (!request.DryRun)
            await views.RunAsync(new System.Progress<int>(), stop);

        var recorded = report.Events with { Recorded = (int)read.Events };
        report = report with { State = ImportState.Done, Stage = null, Events = recorded, FinishedAt = clock.Now };
        await store.EndAsync(lease, report, stop);
    }

    // To its end, before the store is touched.
    private async Task<ReadFile> ReadAsync(ImportRequest request, ImportReport report, CancellationToken stop)
    {
        var (count, position) = (0L, 0L);
        using var check = request.IsUnproven ? null : new ExportCheck(request.Keys());
        await using var file = File.OpenRead(folder.FileOf(report.Id));
        var record = new ExportedRecord(file, clock.Now, isProven: check is not null, check);
        await WatchedAsync(
            () => report with { BytesRead = Interlocked.Read(ref position) },
            () =>
            {
                foreach (var _ in record.Read())
                    if (count++ % LinesBetween == 0)
                        Interlocked.Exchange(ref position, file.Position);

                return Task.CompletedTask;
            },
            stop
        );
        var sha256 = Digest.TryParseHex(report.Sha256, out var digest) ? digest : default;
        CarriedLog log = check is null
            ? new UnprovenLog(count, sha256)
            : new ProvenLog(check.Hashes, check.Signature!, sha256);
        return new ReadFile(count, record.Streams, record.Erasures, log);
    }

    private async Task RecordAsync(ReadFile read, ImportReport report, CancellationToken stop)
    {
        await using var file = File.OpenRead(folder.FileOf(report.Id));
        var opened = 0;
        var events = new ExportedRecord(file, clock.Now, read.Log is ProvenLog).Read().Select(Count);
        await WatchedAsync(
            () => report with { NegotiationsDone = Volatile.Read(ref opened) },
            async () =>
            {
                if (await restoring.RunAsync(events, read.Streams, read.Erasures, read.Log, report.Id, stop) is null)
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

    private sealed record ReadFile(
        long Events,
        IReadOnlyDictionary<string, (long Version, DateTimeOffset RecordedAt)> Streams,
        IReadOnlyDictionary<Guid, IReadOnlyList<string>> Erasures,
        CarriedLog Log
    );

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

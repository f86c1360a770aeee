using Negotiations.Import.Reading;
using Negotiations.Server.Jobs;
using Negotiations.Store.Actors;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Ledger;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Seeing;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Server.Importing;

/// <summary>
/// Imports in the background, one at a time on all nodes, each where its file lies. What a kill interrupts is begun
/// again: every event has an
/// id that follows from its row, so what was recorded before is found and not recorded twice.
/// </summary>
internal sealed class ImportRuns(
    ImportRows rows,
    ImportedStreams streams,
    ImportStore store,
    ImportPages pages,
    ImportFolder folder,
    Recorder recorder,
    NegotiationReader reader,
    ElsewhereReader elsewhere,
    DatabaseClock clock,
    Restoring restoring,
    ViewRebuild views,
    ViewRefresh refresh,
    ActorWriter actors,
    ActorDirectory directory,
    DatasetFacts recorded,
    LedgerKey key,
    JobQueue queue,
    IHostApplicationLifetime life,
    ILogger<ImportRuns> logger
) : JobRunner(rows, life, logger), IJob<RunImports>
{
    protected override string Kind => "Import";

    /// <summary>The file lies in the folder under the id of the report.</summary>
    public async Task StartAsync(ImportRequest request, ImportReport report, CancellationToken stop)
    {
        await store.AddAsync(request, report, stop);
        await queue.SendAsync(new RunImports());
    }

    public async Task HandleAsync(RunImports message, CancellationToken stop)
    {
        while (await RunNextAsync(stop))
        {
            // There may be more.
        }
    }

    public override async Task<IReadOnlyList<Guid>> DueHereAsync(CancellationToken stop) =>
        Here(await base.DueHereAsync(stop));

    /// <summary>Gives a sign of life for those whose files lie here.</summary>
    public async Task WaitHereAsync(CancellationToken stop)
    {
        if (Here(await rows.UnfinishedAsync(stop)) is { Count: > 0 } here)
            await rows.WaitHereAsync(here, stop);
    }

    protected override async Task WorkAsync(JobLease lease, CancellationToken stop)
    {
        var request = await store.RequestAsync(lease, stop);
        if (request.Undoes is { } undone)
        {
            await new UndoRun(lease, store, rows, streams, recorder, reader, clock).RunAsync(undone, stop);
        }
        else if (await rows.IsCancelledAsync(lease.Id, stop))
        {
            throw new ImportCancelledException();
        }
        else if (request.Format == ImportRequest.Restoring)
        {
            // What was recorded a moment ago lies in the future of a clock that was asked long before.
            await refresh.SetClockAsync(stop);
            await new RestoreRun(lease, store, rows, folder, restoring, views, key, clock).RunAsync(request, stop);
        }
        else
        {
            using var run = new ImportRun(
                request,
                lease,
                pages,
                store,
                rows,
                streams,
                folder,
                recorder,
                reader,
                elsewhere,
                clock,
                actors,
                directory,
                recorded
            );
            await run.RunAsync(stop);
        }

        Delete(lease.Id);
    }

    protected override async Task FailAsync(JobLease lease, Exception? failure, CancellationToken stop)
    {
        if (failure is not (null or UnreadableFileException or AlteredExportException or ImportCancelledException))
            logger.LogError(failure, "Import {Id} failed.", lease.Id);

        var standing = await store.FindAsync(lease.Id, stop) ?? ImportStore.Read(lease);
        var problem = ProblemOf(failure);
        var state = failure is ImportCancelledException ? ImportState.Cancelled : ImportState.Failed;
        var failed = standing with
        {
            State = state,
            Stage = null,
            FinishedAt = clock.Now,
            Problem = problem,
            Altered = (failure as AlteredExportException)?.Fault is { } fault ? ImportAlteration.Of(fault) : null,
        };
        await store.EndAsync(lease, failed, stop);
        Delete(lease.Id);
        if (state == ImportState.Cancelled && await rows.IsRecordingAsync(lease.Id, stop))
            await StartUndoAsync(failed, failed.StartedBy, stop);
    }

    /// <summary>Takes back what an import recorded, when those before it have ended.</summary>
    /// <returns>How far that is.</returns>
    public async Task<ImportReport> StartUndoAsync(ImportReport import, string subject, CancellationToken stop)
    {
        var id = MinuteId.Next(clock.Now);
        var request = new ImportRequest(ImportRequest.Undoing, import.Dataset, import.Release, DryRun: false)
        {
            Undoes = import.Id,
        };
        var report = ImportReport.Begin(id, request, subject, clock.Now);

        // It is worked on where it was asked for, as any import where its file lies.
        await using (folder.Create(folder.FileOf(id)))
            await StartAsync(request, report, stop);

        return report;
    }

    private static string ProblemOf(Exception? failure) =>
        failure switch
        {
            UnreadableFileException or AlteredExportException => failure.Message,
            ImportCancelledException => "It was asked to stop. What it had recorded is taken back.",
            null =>
                $"The server stopped {JobLease.MostStarts} times while it took in this file, and does not try again.",
            _ => "Something went wrong here, not in the file. The log of the server has it. "
                + "Send the file again: what was recorded is not recorded twice.",
        };

    private List<Guid> Here(IReadOnlyList<Guid> imports) =>
        [.. imports.Where(each => File.Exists(folder.FileOf(each)))];

    // The import has ended, whatever becomes of its file.
    private void Delete(Guid id)
    {
        try
        {
            folder.Delete(id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The file of import {Id} could not be deleted: {Reason}", id, e.Message);
        }
    }
}

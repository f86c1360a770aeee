using System.Threading.Channels;
using Negotiations.Import.Reading;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Npgsql;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Server.Importing;

/// <summary>
/// Imports in the background, one at a time on all nodes. What a kill interrupts is begun again at the next start: every event has an id that follows
/// from its row, so what was recorded before is found and not recorded twice.
/// </summary>
internal sealed class ImportRuns(Database database, ImportStore store, ImportFolder folder, Recorder recorder, NegotiationReader reader, DatabaseClock clock, Restoring restoring, ViewRebuild views, ILogger<ImportRuns> logger) : BackgroundService
{
    // Any number nobody else uses: "imports".
    private const long OneAtATime = 0x696d706f727473;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly Channel<(ImportRequest Request, ImportReport Report)> queue = Channel.CreateUnbounded<(ImportRequest, ImportReport)>();

    /// <summary>The file lies in the folder under the id of the report.</summary>
    public async Task StartAsync(ImportRequest request, ImportReport report, CancellationToken stop)
    {
        await store.AddAsync(request, report, stop);
        await queue.Writer.WriteAsync((request, report), stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ResumeAsync(stoppingToken);
        await foreach (var (request, report) in queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RunAloneAsync(request, report, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (failure is not UnreadableFileException)
                    logger.LogError(failure, "Import {Id} failed.", report.Id);

                await TryKeepFailureAsync(report, failure is UnreadableFileException ? failure.Message : "Something went wrong here, not in the file. The log of the server has it. Send the file again: what was recorded is not recorded twice.", stoppingToken);
            }
        }
    }

    // Only those whose file lies here; those of another node wait for it.
    private async Task ResumeAsync(CancellationToken stop)
    {
        try
        {
            foreach (var (request, report) in await store.UnfinishedAsync(stop))
                if (File.Exists(folder.FileOf(report.Id)))
                    await queue.Writer.WriteAsync((request, report), stop);
        }
        catch (NpgsqlException away)
        {
            logger.LogWarning("Interrupted imports could not be looked for: {Reason}.", away.Message);
        }
    }

    private async Task RunAloneAsync(ImportRequest request, ImportReport report, CancellationToken stop)
    {
        await using var turn = await TakeTurnAsync(stop);

        // Another node with the same folder may have done it meanwhile.
        if (await store.FindAsync(report.Id, stop) is not { State: ImportState.Waiting or ImportState.Running } standing || !File.Exists(folder.FileOf(report.Id)))
            return;

        if (request.Format == ImportRequest.Restoring)
        {
            await new RestoreRun(standing, store, folder, restoring, views, clock).RunAsync(request.DryRun, stop);
        }
        else
        {
            using var run = new ImportRun(request, standing, database, store, folder, recorder, reader, clock);
            await run.RunAsync(stop);
        }

        folder.Delete(report.Id);
    }

    private async Task<Turn> TakeTurnAsync(CancellationToken stop)
    {
        var connection = await database.Source.OpenConnectionAsync(stop);
        try
        {
            while (true)
            {
                await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({OneAtATime})", connection);
                if (await command.ExecuteScalarAsync(stop) is true)
                    return new Turn(connection);

                await Task.Delay(Rest, stop);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task TryKeepFailureAsync(ImportReport report, string problem, CancellationToken stop)
    {
        try
        {
            var standing = await store.FindAsync(report.Id, stop) ?? report;
            await store.KeepAsync(standing with { State = ImportState.Failed, Stage = null, FinishedAt = clock.Now, Problem = problem }, isRecording: false, stop);
            folder.Delete(report.Id);
        }
        catch (NpgsqlException away)
        {
            logger.LogWarning("The failure of import {Id} could not be kept: {Reason}.", report.Id, away.Message);
        }
    }

    // The connection goes back to others of this program, and would take the lock along.
    private sealed class Turn(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await using var command = new NpgsqlCommand($"select pg_advisory_unlock({OneAtATime})", connection);
                await command.ExecuteScalarAsync(CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // It broke, and the lock with it.
            }

            await connection.DisposeAsync();
        }
    }
}

using System.Threading.Channels;
using Negotiations.Import.Formats;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Read;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Server.Importing;

/// <summary>
/// One import: every row is read and judged first, so that a file which cannot be read to its end records nothing;
/// then negotiation by negotiation is recorded.
/// </summary>
internal sealed class ImportRun : IDisposable
{
    // Facts a commit: enough to share its cost, few enough that a monitor waits well under a second for it.
    private const int FactsTogether = 4000;
    private const int BytesTogether = 4 * 1024 * 1024;

    // Pieces of the file that wait between its reader and what keeps its rows.
    private const int ReadAhead = 4;

    private const int MostListed = 200;

    // Often enough to be watched, seldom enough to cost nothing.
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    private readonly ImportRequest request;
    private readonly JobLease lease;
    private readonly ImportStore store;
    private readonly ImportRows rows;
    private readonly ImportFolder folder;
    private readonly Recorder recorder;
    private readonly NegotiationReader reader;
    private readonly DatabaseClock clock;
    private readonly RowPages pages;
    private readonly WaitingFacts facts;
    private readonly Release release;
    private readonly Progress progress;
    private readonly HashSet<string> doubted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DatasetActor> named = new(StringComparer.Ordinal);
    private readonly ActorWriter actors;
    private readonly ActorDirectory directory;
    private HashSet<Guid> earlier = [];
    private long lastKept = TimeProvider.System.GetTimestamp();

    public ImportRun(
        ImportRequest request,
        JobLease lease,
        ImportPages pages,
        ImportStore store,
        ImportRows rows,
        ImportFolder folder,
        Recorder recorder,
        NegotiationReader reader,
        DatabaseClock clock,
        ActorWriter actors,
        ActorDirectory directory
    )
    {
        (this.actors, this.directory) = (actors, directory);
        (this.request, this.lease, this.store, this.rows) = (request, lease, store, rows);
        (this.folder, this.recorder, this.reader, this.clock) = (folder, recorder, reader, clock);
        this.pages = new RowPages(pages, lease);
        facts = new WaitingFacts(() => folder.Create(folder.WaitingOf(lease.Id)));
        release = request.ToRelease(request.ToFormat());
        progress = new Progress(ImportStore.Read(lease));
    }

    /// <exception cref="UnreadableFileException">Nothing of the file was recorded.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        (earlier, var newest) = await rows.EarlierAsync(release.Dataset, progress.Id, stop);
        if (newest > release.Published)
            throw new UnreadableFileException(OlderRelease(release.Dataset, newest.Value));

        await ReadAsync(stop);
        var negotiations = facts
            .Negotiations.Union(await rows.NegotiationsOfAsync(earlier, stop))
            .Order(StringComparer.Ordinal)
            .ToList();
        await PreviewAsync(negotiations, stop);
        var recording = progress.Report(ImportState.Running, ImportStage.Recording);
        await (
            request.DryRun ? store.ReportAsync(lease, recording, stop) : store.RecordingAsync(lease, recording, stop)
        );
        if (!request.DryRun)
            await RegisterAsync(stop);

        await RecordAsync(negotiations, stop);
        await pages.FlushAsync(stop);
        await store.EndAsync(lease, progress.Report(ImportState.Done, null) with { FinishedAt = clock.Now }, stop);
    }

    public static string OlderRelease(string dataset, DateOnly newest) =>
        $"The release of {newest:yyyy-MM-dd} of '{dataset}' has been taken in. An older one cannot follow "
        + "it: it would pass for the newest word of the dataset.";

    public void Dispose() => facts.Dispose();

    // An actor that the registry refuses stays a code without a name, and the report says why.
    private async Task RegisterAsync(CancellationToken stop)
    {
        var outcomes = await actors.RegisterAsync(
            DatasetActors.Registered(named.Values, release),
            progress.StartedBy,
            progress.Id,
            stop
        );
        foreach (var (registration, outcome) in outcomes)
            if (outcome.Refusal is { } refusal && directory.Current.At(registration.Code) is null)
                await pages.AddAsync(progress.Refuse(registration.Code, refusal), stop);
    }

    // One thread reads and judges, another keeps what was read.
    private async Task ReadAsync(CancellationToken stop)
    {
        await pages.BeginAsync(stop);

        // What a monitor registered since the last try, on any node, is known to this one.
        var known = await directory.RefreshAsync(stop);
        await using var file = File.OpenRead(folder.FileOf(progress.Id));
        using var dataset = DatasetReader.Open(
            file,
            request.ToFormat(),
            release,
            request.Mapping?.ToRouting() ?? Routing.Default,
            clock.LatestToday,
            known,
            request.Mapping?.Encoding
        );
        progress.Begin(dataset);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var read = Channel.CreateBounded<ReadRows>(ReadAhead);
        var reading = Task.Run(() => ReadRows.AllAsync(dataset, read.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var rows in read.Reader.ReadAllAsync(stop))
                await TakeAsync(rows, stop);
        }
        finally
        {
            // The file is closed when no one reads it any more.
            await ended.CancelAsync();
            await reading;
        }

        progress.EndReading();
        await pages.FlushAsync(stop);
    }

    private async Task TakeAsync(ReadRows rows, CancellationToken stop)
    {
        foreach (var row in rows.Rows)
        {
            progress.Take(row.Report, rows.Offset);
            await pages.AddAsync(row.Report, stop);
            if (row.Destination is { } destination)
                facts.Add(destination, row.Statements);

            foreach (var actor in row.Actors)
                named.TryAdd(actor.Code, actor);

            if (row.Doubts is { } negotiation)
                doubted.Add(negotiation);
        }

        await KeepSometimesAsync(ImportStage.Reading, stop);
    }

    private async Task PreviewAsync(IReadOnlyList<string> negotiations, CancellationToken stop)
    {
        var listed = negotiations.Take(MostListed).ToList();
        var open = (await rows.OpenAsync(listed, stop)).ToHashSet(StringComparer.Ordinal);
        progress.Goes(
            [
                .. listed.Select(id => new ImportedNegotiation(
                    id,
                    DestinationOf(id).Title,
                    open.Contains(id),
                    facts.CountOf(id)
                )),
            ],
            negotiations.Count
        );
    }

    // While one commit is made the next is put together, decided and sealed.
    private async Task RecordAsync(IReadOnlyList<string> negotiations, CancellationToken stop)
    {
        var committing = Task.CompletedTask;
        try
        {
            foreach (var parts in Parts(negotiations))
            {
                var prepared = await PrepareAsync(parts, stop);
                await committing;
                committing = CommitAsync(prepared, stop);
            }
        }
        finally
        {
            await committing;
        }
    }

    private IEnumerable<IReadOnlyList<StateRelease>> Parts(IReadOnlyList<string> negotiations)
    {
        List<StateRelease> together = [];
        var (count, bytes) = (0, 0L);
        foreach (var id in negotiations)
        {
            var statements = facts.Of(id);
            together.Add(new StateRelease(release, DestinationOf(id), statements, progress.Id, earlier, IsWhole(id)));
            count += statements.Count + 1;
            bytes += statements.Sum(statement => (long)statement.Data!.Length);
            if (count < FactsTogether && bytes < BytesTogether)
                continue;

            yield return together;
            (together, count, bytes) = ([], 0, 0);
        }

        if (together.Count > 0)
            yield return together;
    }

    private async Task<ImportPart[]> PrepareAsync(IReadOnlyList<StateRelease> parts, CancellationToken stop)
    {
        var ids = parts.Select(part => part.Destination.Id).ToList();
        var open = (await rows.OpenAsync(ids, stop)).ToHashSet(StringComparer.Ordinal);
        var negotiations = new Negotiation[parts.Count];
        for (var i = 0; i < parts.Count; i++)
            negotiations[i] = open.Contains(ids[i])
                ? await reader.ReadAsync(ids[i], stop)
                : Negotiation.Unopened(ids[i]);

        var prepared = new ImportPart[parts.Count];
        Parallel.For(0, parts.Count, i =>
            prepared[i] = new ImportPart(parts[i], negotiations[i], clock.LatestToday, isAlone: parts.Count == 1)
        );
        return prepared;
    }

    private async Task CommitAsync(IReadOnlyList<ImportPart> parts, CancellationToken stop)
    {
        // Cancelled between two commits, never within one.
        stop.ThrowIfCancellationRequested();
        var submissions = parts.Select(part => part.ToSubmission(progress.StartedBy)).ToList();
        var outcomes = request.DryRun
            ? parts.Select(part => new Outcome(part.Refusal, null, IsNew: false))
            : await recorder.RecordTogetherAsync(submissions, stop);
        foreach (var (part, outcome) in parts.Zip(outcomes))
        {
            var prepared = (PreparedRelease?)outcome.Prepared ?? part.Prepared;
            foreach (var row in progress.Take(part.Request, prepared.Tally, outcome.Refusal))
                await pages.AddAsync(row, stop);
        }

        await KeepSometimesAsync(ImportStage.Recording, stop);
    }

    private bool IsWhole(string id) => !doubted.Contains(id) && !doubted.Contains(StatedRow.AnyNegotiation);

    // A negotiation that an earlier release stated and this one does not mention is open; what it would be called is
    // not needed.
    private Destination DestinationOf(string id) =>
        facts.CountOf(id) > 0
            ? facts.DestinationOf(id)
            : new Destination(id, id, Events.NegotiationKind.Negotiation, Events.Subject.Other, []);

    private async Task KeepSometimesAsync(ImportStage stage, CancellationToken stop)
    {
        if (TimeProvider.System.GetElapsedTime(lastKept) > ReportEvery)
        {
            await store.ReportAsync(lease, progress.Report(ImportState.Running, stage), stop);
            lastKept = TimeProvider.System.GetTimestamp();
        }
    }
}

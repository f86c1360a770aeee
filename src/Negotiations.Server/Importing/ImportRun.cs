using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Record;
using Negotiations.Server.Storage;
using Recorder = Negotiations.Server.Storage.Recorder;

namespace Negotiations.Server.Importing;

/// <summary>One import: every row is read and judged first, so that a file which cannot be read to its end records nothing; then negotiation by negotiation is recorded.</summary>
internal sealed class ImportRun : IDisposable
{
    // Facts a commit: enough to share its cost, few enough that a monitor waits less than a second for it.
    private const int FactsTogether = 2000;

    private const int MostListed = 200;

    // Often enough to be watched, seldom enough to cost nothing.
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    private readonly ImportRequest request;
    private readonly ImportStore store;
    private readonly ImportFolder folder;
    private readonly Recorder recorder;
    private readonly NegotiationReader reader;
    private readonly DatabaseClock clock;
    private readonly RowPages pages;
    private readonly WaitingFacts facts;
    private readonly Release release;
    private readonly Progress progress;
    private readonly HashSet<string> doubted = new(StringComparer.Ordinal);
    private HashSet<Guid> earlier = [];
    private long lastKept = TimeProvider.System.GetTimestamp();

    public ImportRun(ImportRequest request, ImportReport report, Database database, ImportStore store, ImportFolder folder, Recorder recorder, NegotiationReader reader, DatabaseClock clock)
    {
        (this.request, this.store, this.folder, this.recorder, this.reader, this.clock) = (request, store, folder, recorder, reader, clock);
        pages = new RowPages(database, report.Id);
        facts = new WaitingFacts(() => folder.Create(folder.WaitingOf(report.Id)));
        release = request.ToRelease(request.ToFormat());
        progress = new Progress(report);
    }

    /// <exception cref="UnreadableFileException">Nothing of the file was recorded.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        (earlier, var newest) = await store.EarlierAsync(release.Dataset, progress.Id, stop);
        if (newest > release.Published)
            throw new UnreadableFileException(OlderRelease(release.Dataset, newest.Value));

        await ReadAsync(stop);
        var negotiations = facts.Negotiations.Union(await store.NegotiationsOfAsync(earlier, stop)).Order(StringComparer.Ordinal).ToList();
        await PreviewAsync(negotiations, stop);
        await KeepAsync(progress.Report(ImportState.Running, ImportStage.Recording), isRecording: !request.DryRun, stop);
        await RecordAsync(negotiations, stop);
        await pages.FlushAsync(stop);
        await store.KeepAsync(progress.Report(ImportState.Done, null) with { FinishedAt = clock.Now }, isRecording: false, stop);
    }

    public static string OlderRelease(string dataset, DateOnly newest) =>
        $"The release of {newest:yyyy-MM-dd} of '{dataset}' has been taken in. An older one cannot follow it: it would pass for the newest word of the dataset.";

    public void Dispose() => facts.Dispose();

    private async Task ReadAsync(CancellationToken stop)
    {
        await pages.BeginAsync(stop);
        await using var file = File.OpenRead(folder.FileOf(progress.Id));
        using var dataset = DatasetReader.Open(file, request.ToFormat(), release, request.Mapping?.ToRouting() ?? Routing.Default, clock.LatestToday);
        progress.Begin(dataset);
        foreach (var row in dataset.Read())
        {
            progress.Take(row.Report, dataset.Offset);
            await pages.AddAsync(row.Report, stop);
            if (row.Destination is { } destination)
                facts.Add(destination, row.Statements);

            if (row.Doubts is { } negotiation)
                doubted.Add(negotiation);

            await KeepSometimesAsync(ImportStage.Reading, stop);
        }

        progress.EndReading();
        await pages.FlushAsync(stop);
    }

    private async Task PreviewAsync(IReadOnlyList<string> negotiations, CancellationToken stop)
    {
        var listed = negotiations.Take(MostListed).ToList();
        var open = (await store.OpenAsync(listed, stop)).ToHashSet(StringComparer.Ordinal);
        progress.Goes([.. listed.Select(id => new ImportedNegotiation(id, DestinationOf(id).Title, open.Contains(id), facts.CountOf(id)))], negotiations.Count);
    }

    // While one commit is made the next is put together.
    private async Task RecordAsync(IReadOnlyList<string> negotiations, CancellationToken stop)
    {
        var committing = Task.CompletedTask;
        List<Part> together = [];
        var size = 0;
        try
        {
            foreach (var id in negotiations)
            {
                var part = new Part(new StateRelease(release, DestinationOf(id), facts.Of(id), progress.Id, earlier, IsWhole(id)));
                together.Add(part);
                size += part.Request.Statements.Count;
                if (size < FactsTogether && together.Count < FactsTogether)
                    continue;

                await committing;
                committing = CommitAsync(together, stop);
                (together, size) = ([], 0);
            }
        }
        finally
        {
            await committing;
        }

        await CommitAsync(together, stop);
    }

    private async Task CommitAsync(IReadOnlyList<Part> parts, CancellationToken stop)
    {
        if (parts.Count == 0)
            return;

        // Cancelled between two commits, never within one.
        stop.ThrowIfCancellationRequested();
        var refusals = request.DryRun ? await TryAsync(parts, stop) : (await recorder.RecordTogetherAsync([.. parts.Select(ToSubmission)], stop)).Select(outcome => outcome.Refusal);
        foreach (var (part, refusal) in parts.Zip(refusals))
        {
            foreach (var row in progress.Take(part.Request, part.Tally, refusal))
                await pages.AddAsync(row, stop);
        }

        await KeepSometimesAsync(ImportStage.Recording, stop);
    }

    private async Task<IEnumerable<Refusal?>> TryAsync(IReadOnlyList<Part> parts, CancellationToken stop)
    {
        List<Refusal?> refusals = [];
        foreach (var part in parts)
            refusals.Add(part.Decide(await reader.ReadAsync(part.Request.Destination.Id, stop), clock.LatestToday) is Decision.Refused refused ? refused.Refusal : null);

        return refusals;
    }

    private Submission ToSubmission(Part part) =>
        new(part.Request.Destination.Id, part.Decide, [.. part.Request.Ids()], progress.StartedBy, Import: progress.Id);

    private bool IsWhole(string id) => !doubted.Contains(id) && !doubted.Contains(StatedRow.AnyNegotiation);

    // A negotiation that an earlier release stated and this one does not mention is open; what it would be called is not needed.
    private Destination DestinationOf(string id) =>
        facts.CountOf(id) > 0 ? facts.DestinationOf(id) : new Destination(id, id, Events.NegotiationKind.Negotiation, Events.Subject.Other, []);

    private async Task KeepSometimesAsync(ImportStage stage, CancellationToken stop)
    {
        if (TimeProvider.System.GetElapsedTime(lastKept) > ReportEvery)
            await KeepAsync(progress.Report(ImportState.Running, stage), isRecording: false, stop);
    }

    private async Task KeepAsync(ImportReport report, bool isRecording, CancellationToken stop)
    {
        await store.KeepAsync(report, isRecording, stop);
        lastKept = TimeProvider.System.GetTimestamp();
    }

    private sealed class Part(StateRelease request)
    {
        public StateRelease Request => request;

        public StatedTally Tally { get; private set; } = new();

        public Decision Decide(Negotiation negotiation, DateOnly today)
        {
            (var decision, Tally) = StateRelease.Decide(request, negotiation, today);
            return decision;
        }
    }
}

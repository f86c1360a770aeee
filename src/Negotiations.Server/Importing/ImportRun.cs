using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
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
internal sealed partial class ImportRun : IDisposable
{
    private const int MostListed = 200;

    // Often enough to be watched, seldom enough to cost nothing.
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    private readonly ImportRequest request;
    private readonly JobLease lease;
    private readonly ImportStore store;
    private readonly ImportRows rows;
    private readonly ImportedStreams streams;
    private readonly ImportFolder folder;
    private readonly Recorder recorder;
    private readonly NegotiationReader reader;
    private readonly ElsewhereReader elsewhere;
    private readonly DatabaseClock clock;
    private readonly RowPages pages;
    private readonly ChangePages changes;
    private SpillBuffer facts;
    private readonly Release release;
    private Progress progress;
    private readonly HashSet<string> doubted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DatasetActor> named = new(StringComparer.Ordinal);
    private readonly ActorWriter actors;
    private readonly ActorDirectory directory;
    private readonly DatasetFacts recorded;
    private EarlierImports earlier = null!;
    private KnownFacts known = null!;
    private Func<Addresses> addressesOf = null!;
    private Addresses addresses = null!;
    private Coverage coverage = Coverage.Whole;
    private Moves moves = Moves.None;
    private OpenQuestions questions = OpenQuestions.None;
    private Rekeying? rekeying;
    private bool isByNewKeys;

    // Columns that the release before lacked as well; null: there is none to hold this one against.
    private IReadOnlyList<string>? columnsBefore;
    private readonly List<long> fresh = [];
    private readonly List<Statement> twins = [];
    private long knownRows;
    private long lastReported = TimeProvider.System.GetTimestamp();

    public ImportRun(
        ImportRequest request,
        JobLease lease,
        ImportPages pages,
        ImportStore store,
        ImportRows rows,
        ImportedStreams streams,
        ImportFolder folder,
        Recorder recorder,
        NegotiationReader reader,
        ElsewhereReader elsewhere,
        DatabaseClock clock,
        ActorWriter actors,
        ActorDirectory directory,
        DatasetFacts recorded
    )
    {
        (this.recorded, this.elsewhere) = (recorded, elsewhere);
        (this.actors, this.directory) = (actors, directory);
        (this.request, this.lease, this.store) = (request, lease, store);
        (this.rows, this.streams) = (rows, streams);
        (this.folder, this.recorder, this.reader, this.clock) = (folder, recorder, reader, clock);
        this.pages = new RowPages(pages, lease);
        changes = new ChangePages(pages, lease);
        facts = new SpillBuffer(() => folder.Create(folder.WaitingOf(lease.Id)));
        release = request.ToRelease(request.ToFormat());
        progress = new Progress(ImportStore.Read(lease));
    }

    /// <exception cref="UnreadableFileException">Nothing of the file was recorded.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        earlier = await rows.EarlierAsync(release.Dataset, progress.Id, stop);
        if (earlier.Newest > release.Published)
            throw new UnreadableFileException(OlderRelease(release.Dataset, earlier.Newest.Value));

        // What an interrupted start of this import recorded is known like the rest.
        HashSet<Guid> imports = [.. earlier.Imports, progress.Id];
        known = await Knowing.ReadAsync(recorded, release.Dataset, imports, earlier.Undone, stop);
        var changed = ReleaseQuestions.ChangedMapping(request, earlier.LastRequest);
        var last = earlier.Last is { } id ? await store.FindAsync(id, stop) : null;
        columnsBefore = last?.Format == request.Format ? last.MissingColumns : null;
        addressesOf = () => new Addresses(known, release.Published, isByRows: changed is null, last?.Renumbered);
        addresses = addressesOf();
        await ReadByKeysAsync(imports, stop);
        await SettleAsync(imports, stop);
        var negotiations = moves.Together(
            facts.Negotiations.Union(await streams.NegotiationsOfAsync(earlier.Imports, stop))
        );
        await PreviewAsync([.. negotiations.SelectMany(linked => linked)], stop);
        if (await IsInDoubtAsync(changed, stop))
            return;

        var recording = progress.Report(ImportState.Running, ImportStage.Recording);
        await (
            request.DryRun ? store.ReportAsync(lease, recording, stop) : store.RecordingAsync(lease, recording, stop)
        );
        if (!request.DryRun)
            await RegisterAsync(stop);

        await RecordAsync(negotiations, stop);
        await pages.FlushAsync(stop);
        await changes.FlushAsync(stop);
        await store.EndAsync(lease, progress.Report(ImportState.Done, null) with { FinishedAt = clock.Now }, stop);
    }

    public static string OlderRelease(string dataset, DateOnly newest) =>
        $"The release of {newest:yyyy-MM-dd} of '{dataset}' has been taken in. An older one cannot follow "
        + "it: it would pass for the newest word of the dataset.";

    public void Dispose() => facts.Dispose();

    // Every process has its address, and every row that lies elsewhere goes there.
    private async Task SettleAsync(HashSet<Guid> imports, CancellationToken stop)
    {
        addresses.Resolve();
        facts.Settle(addresses.AddressOf);
        progress.Renumbers(addresses.Renumbered());
        moves = Moves.Of(known, addresses, release.Dataset, progress.Id);
        doubted.UnionWith([.. doubted.Select(addresses.AddressOf)]);
        HashSet<Guid>? deleted = null;
        if (request.Deleted is { } keys)
        {
            var format = request.ToFormat();
            var found = await recorded.OfRowsAsync(imports, [.. keys.Select(format.LocatorOf)], stop);
            deleted = [.. found.Select(each => each.Fact)];
            var unknown = keys.Count - found.Select(each => each.Locator).Distinct(StringComparer.Ordinal).Count();
            progress.Note("deleted-unknown", Math.Max(0, unknown));
        }

        coverage = new Coverage(request.Covers, request.IsPartial || deleted is not null, deleted);
    }

    // What takes much away waits for a person, and with what may not be what it seems nothing is recorded.
    private async Task<bool> IsInDoubtAsync(string? changedMapping, CancellationToken stop)
    {
        HashSet<Guid> waited = earlier.Last is { } last ? [.. await pages.WaitingAsync(last, stop)] : [];
        var read = new ReadRelease(
            known,
            progress.RowsTaken,
            knownRows,
            rekeying?.Found.Count ?? 0,
            isByNewKeys,
            [.. progress.MissingColumns.Except(columnsBefore ?? progress.MissingColumns)],
            moves.Count,
            changedMapping,
            IsWhole
        );
        questions = await OpenQuestions.FindAsync(request, coverage, read, waited, recorded, stop);
        progress.Asks(questions.Questions);
        if (questions.Withheld.Count > 0)
            await pages.KeepAsync(questions.Withheld, stop);

        var open = questions.Open(request);
        if (request.DryRun || open.Count == 0 || await rows.IsRecordingAsync(progress.Id, stop))
            return false;

        await pages.FlushAsync(stop);
        var refused = progress.Report(ImportState.Refused, null) with
        {
            FinishedAt = clock.Now,
            Problem = string.Join(' ', open.Select(each => each.Detail)),
        };
        await store.EndAsync(lease, refused, stop);
        return true;
    }

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

    private async Task PreviewAsync(IReadOnlyList<string> negotiations, CancellationToken stop)
    {
        var listed = negotiations.Take(MostListed).ToList();
        var open = (await streams.OpenAsync(listed, stop)).ToHashSet(StringComparer.Ordinal);
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

    private async Task StopIfCancelledAsync(CancellationToken stop)
    {
        if (await rows.IsCancelledAsync(progress.Id, stop))
            throw new ImportCancelledException();
    }

    private async Task KeepSometimesAsync(ImportStage stage, CancellationToken stop)
    {
        if (TimeProvider.System.GetElapsedTime(lastReported) > ReportEvery)
        {
            await StopIfCancelledAsync(stop);
            await store.ReportAsync(lease, progress.Report(ImportState.Running, stage), stop);
            lastReported = TimeProvider.System.GetTimestamp();
        }
    }
}

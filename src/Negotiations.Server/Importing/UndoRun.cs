using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Read;
using Negotiations.Values;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Server.Importing;

/// <summary>
/// Takes back what an import recorded: its facts are retracted, and so are its corrections and retractions, so that
/// what stood before stands again. In one commit where it is not too much for one.
/// </summary>
internal sealed class UndoRun(
    JobLease lease,
    ImportStore store,
    ImportRows rows,
    ImportedStreams streams,
    Recorder recorder,
    NegotiationReader reader,
    DatabaseClock clock
)
{
    // More would keep others waiting; what is interrupted between two commits is gone on with.
    private const int MostTogether = 10_000;

    private const int MostListed = 200;
    private const int MostLeaning = 1000;

    public async Task RunAsync(Guid undone, CancellationToken stop)
    {
        var begun = ImportStore.Read(lease);
        var import = await store.FindAsync(undone, stop) ?? throw new InvalidOperationException("No such import.");
        var report = begun with { State = ImportState.Running, Stage = ImportStage.Recording };
        await store.ReportAsync(lease, report, stop);
        var negotiations = (await streams.NegotiationsOfAsync([undone], stop)).Order(StringComparer.Ordinal).ToList();
        var merges = new RestoredMerges(await streams.ClosedAsync(negotiations, stop), reader, each =>
            Acts(each, import)
        );
        await rows.UndoAsync(lease, undone, stop);
        List<LeaningEvent> leaning = [];
        List<ImportedNegotiation> listed = [];
        List<AppendRequest> together = [];
        var (retracted, waiting) = (0, 0);
        foreach (var id in negotiations)
        {
            var negotiation = await reader.ReadAsync(id, stop);
            leaning.AddRange(Leaning.On(negotiation, undone).Take(MostLeaning - leaning.Count));
            var acts = Acts(negotiation, import);
            listed.Add(new ImportedNegotiation(id, id, Exists: true, acts.Count));
            retracted += negotiation.Events.Count(each => each.Import == lease.Id) + acts.Count;
            if (acts.Count == 0)
                continue;

            together.Add(Undoing(id, import, merges, begun.StartedBy));
            waiting += acts.Count;
            if (waiting < MostTogether)
                continue;

            await RecordAsync(together, merges, stop);
            if (merges.Refusal is not null)
                break;

            (together, waiting) = ([], 0);
        }

        await RecordAsync(together, merges, stop);
        if (merges.Refusal is { } refused)
        {
            // An undoing of more than one commit may have made the first of them.
            var hasRecorded = (await streams.NegotiationsOfAsync([lease.Id], stop)).Count > 0;
            await rows.CancelUndoAsync(lease, undone, hasRecorded, stop);
            var taken = hasRecorded ? "Only a part" : "Nothing";
            await RefuseAsync(report, $"{taken} was taken back: {refused.Detail}", stop);
            return;
        }

        report = report with
        {
            State = ImportState.Done,
            Stage = null,
            FinishedAt = clock.Now,
            Events = ImportedEvents.None with { Retracted = retracted },
            Leaning = leaning,
            Negotiations = [.. listed.Take(MostListed)],
            NegotiationsTotal = listed.Count,
            NegotiationsDone = listed.Count,
        };
        if (import.State != ImportState.Cancelled)
            import = import with { State = ImportState.Undone };

        await store.AmendAsync(import with { UndoneBy = lease.Id }, stop);
        await store.EndAsync(lease, report, stop);
    }

    private AppendRequest Undoing(string id, ImportReport import, RestoredMerges merges, string subject) =>
        new(id, (current, today) => Decide(current, import, today), [], subject, Import: lease.Id)
        {
            Learn = async (connection, plan, ending) =>
                await merges.CheckAsync(connection, plan, ending) is { } refusal
                    ? (_, _) => new Decision.Refused(refusal)
                    : (current, today) => Decide(current, import, today),
            IsAlone = true,
        };

    private Task RefuseAsync(ImportReport report, string problem, CancellationToken stop) =>
        store.EndAsync(
            lease,
            report with
            {
                State = ImportState.Refused,
                Stage = null,
                FinishedAt = clock.Now,
                Problem = problem,
            },
            stop
        );

    private async Task RecordAsync(List<AppendRequest> together, RestoredMerges merges, CancellationToken stop)
    {
        if (together.Count == 0 || merges.Refusal is not null)
            return;

        foreach (var outcome in await recorder.RecordTogetherAsync(together, stop))
            if (outcome.Refusal is { } refusal && refusal != merges.Refusal)
                throw new InvalidOperationException($"What an import recorded cannot be taken back: {refusal.Detail}");
    }

    private Prepared Decide(Negotiation current, ImportReport import, DateOnly today)
    {
        var acts = Acts(current, import);
        return acts.Count == 0
            ? new Decision.Accepted([])
            : AppendEvents.Decide(new AppendEvents(acts, IsArray: true), current, today);
    }

    // An opening is not taken back: others may have gone on from it.
    private List<Event> Acts(Negotiation negotiation, ImportReport import)
    {
        var retracted = Retractions.InForce([.. negotiation.Events.Select(each => (each.EventId, each.Event))]);
        return
        [
            .. negotiation
                .Events.Where(each =>
                    each.Import == import.Id
                    && each.Event is not NegotiationOpened
                    && !retracted.ContainsKey(each.EventId)
                )
                .Select(each => new EventRetracted
                {
                    EventId = Negotiations.Import.Statements.StatementId.Of(
                        lease.Id.ToString(),
                        each.EventId.ToString(),
                        "undone"
                    ),
                    Target = each.EventId,
                    Reason = RetractionReason.Withdrawn,
                    Note =
                        $"The import of the release of {import.Release:yyyy-MM-dd} of '{import.Dataset}' was undone.",

                    // From the day on which its release would have been known: it never counts, as of no day.
                    Sources =
                    [
                        new Source
                        {
                            Title = $"Import {import.Id}, undone by {lease.Id}",
                            Published = Edtf.Day(import.Release),
                        },
                    ],
                }),
        ];
    }
}

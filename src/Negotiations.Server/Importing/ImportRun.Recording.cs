using Negotiations.Import.Formats;
using Negotiations.Import.Statements;
using Negotiations.Store.Append;

namespace Negotiations.Server.Importing;

// The second half of an import: what was read is recorded, negotiation by negotiation.
internal sealed partial class ImportRun
{
    // Facts a commit: enough to share its cost, few enough that a monitor waits well under a second for it.
    private const int FactsTogether = 4000;
    private const int BytesTogether = 4 * 1024 * 1024;

    // While one commit is made the next is put together, decided and sealed.
    private async Task RecordAsync(IEnumerable<IReadOnlyList<string>> negotiations, CancellationToken stop)
    {
        var committing = Task.CompletedTask;
        try
        {
            foreach (var parts in Parts(negotiations))
            {
                var prepared = await NegotiationBatch.PrepareAsync(parts, streams, reader, elsewhere, clock, stop);
                await committing;
                committing = CommitAsync(prepared, stop);
            }
        }
        finally
        {
            await committing;
        }
    }

    // Those between which rows move are recorded in one commit.
    private IEnumerable<IReadOnlyList<ApplyRelease>> Parts(IEnumerable<IReadOnlyList<string>> negotiations)
    {
        List<ApplyRelease> together = [];
        var second = twins.ToLookup(each => each.Id, each => each.Fact);
        var (count, bytes) = (0, 0L);
        foreach (var linked in negotiations)
        {
            foreach (var id in linked)
            {
                var statements = Keyed(moves.Settle(facts.Of(id), known));
                together.Add(
                    new ApplyRelease(release, DestinationOf(id), statements, progress.Id, earlier.Imports, IsWhole(id))
                    {
                        Coverage = coverage,
                        MovedAway = moves.From(id),
                        Withheld = questions.Withheld,
                        Twins = second,
                        UndoneImports = earlier.Undone,
                        TakesReusedKeys = request.Confirmed.Contains(ReleaseQuestions.KeyReused),
                    }
                );
                count += statements.Count + 1;
                bytes += statements.Sum(statement => (long)statement.Data!.Length);
            }

            if (count < FactsTogether && bytes < BytesTogether)
                continue;

            yield return together;
            (together, count, bytes) = ([], 0, 0);
        }

        if (together.Count > 0)
            yield return together;
    }

    // A fact that moves is found by its new key when that is agreed once more: its old id ends here.
    private IReadOnlyList<Statement> Keyed(IReadOnlyList<Statement> statements) =>
        isByNewKeys
            ?
            [
                .. statements.Select(each =>
                    each.MovedFrom is null ? each with { NewKey = known.NewKeyOf(each) } : each
                ),
            ]
            : statements;

    private async Task CommitAsync(IReadOnlyList<NegotiationBatch> parts, CancellationToken stop)
    {
        // Stopped between two commits, never within one.
        stop.ThrowIfCancellationRequested();
        await StopIfCancelledAsync(stop);
        var submissions = parts.Select(part => part.ToSubmission(progress.StartedBy)).ToList();
        var outcomes = request.DryRun
            ? parts.Select(part => new Outcome(part.Refusal, null, IsNew: false))
            : await recorder.RecordTogetherAsync(submissions, stop);
        foreach (var part in parts.Where(each => each.IsReadForIt))
            reader.Evict(part.Request.Destination.Id);

        foreach (var (part, outcome) in parts.Zip(outcomes))
        {
            var prepared = (PreparedRelease?)outcome.Prepared ?? part.Prepared;
            foreach (var row in progress.Take(part.Request, prepared.Tally, outcome.Refusal))
                await pages.AddAsync(row, stop);

            if (outcome.Refusal is null)
                await changes.AddAsync(prepared.Tally.Changes, stop);
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
}

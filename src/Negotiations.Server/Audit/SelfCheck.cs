using System.Collections.Concurrent;
using System.Diagnostics;
using Negotiations.Record;
using Negotiations.Store.Audits;
using Negotiations.Store.Connections;
using Negotiations.Store.Ledger;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Audit;

/// <summary>
/// The server looks through its own record, a little at a time and for ever: every view and what lists, filters and
/// parties show of it against its events, and every entry of the log against its row. What it finds stands in health
/// until it is no longer so.
/// </summary>
internal sealed class SelfCheck(
    Database database,
    DatabaseClock clock,
    AuditPlaces places,
    LedgerSelfCheck ledger,
    LedgerRules rules,
    ILogger<SelfCheck> logger
) : Worker("the look through the own record", logger)
{
    private const int Batch = 20;

    // Of the time that it works, so that it takes a fortieth of it whatever a look costs.
    private const int RestsFor = 40;

    // Between two parts of one look.
    private static readonly TimeSpan shortest = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, AuditFinding> found = new(StringComparer.Ordinal);
    private readonly HashSet<string> foundThisTime = new(StringComparer.Ordinal);
    private readonly OtherFolds otherFolds = new();
    private string place = "";
    private TimeSpan rest = shortest;
    private long looked;

    /// <summary>By negotiation.</summary>
    public IReadOnlyCollection<AuditFinding> Found => [.. found.Values.OrderBy(each => each.Negotiation)];

    /// <summary>What is wrong with the log itself.</summary>
    public IReadOnlyList<string> OfLedger => ledger.Found;

    /// <summary>How far the look through the log is.</summary>
    public LedgerSelfCheck Ledger => ledger;

    /// <summary>When the last look from beginning to end was done; null: none was.</summary>
    public DateTimeOffset? Through { get; private set; }

    /// <summary>Negotiations in the look that goes on.</summary>
    public long Looked => Interlocked.Read(ref looked);

    protected override TimeSpan Rest => rest;

    protected override async Task StepAsync(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        await ledger.NextAsync(stop);
        if (place.Length == 0)
            foreach (var id in await places.StrayAsync(stop))
                Note(AuditRuns.WithoutEvents(id));

        var ids = await places.NextAsync(place, Batch, stop);
        if (ids.Count > 0)
            await LookAsync(ids, stop);

        var worked = RestsFor * Stopwatch.GetElapsedTime(began);
        rest = worked > shortest ? worked : shortest;
        if (ids.Count < Batch)
        {
            rest = worked > rules.SelfCheckRest ? worked : rules.SelfCheckRest;

            // What is gone altogether is not looked at any more.
            foreach (var gone in found.Keys.Except(foundThisTime).ToList())
                found.TryRemove(gone, out _);

            foundThisTime.Clear();
            (place, Through) = ("", clock.Now);
            Interlocked.Exchange(ref looked, 0);
            return;
        }

        place = ids[^1];
        Interlocked.Add(ref looked, ids.Count);
    }

    private async Task LookAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        await using var snapshot = await AuditSnapshot.TakeAsync(database, ids, stop);
        var today = clock.EarliestToday;
        var unseen = snapshot.Views.Keys.ToHashSet(StringComparer.Ordinal);
        var findings = snapshot.MapAsync(negotiation => (negotiation.Id, Find(negotiation, snapshot, today)), stop);
        var wrong = new Dictionary<string, AuditFinding>(StringComparer.Ordinal);
        await foreach (var (id, finding) in findings)
        {
            unseen.Remove(id);

            // What cannot be read or folded is named by the health of the views.
            if (finding is { State: AuditVerdict.Different })
                wrong[id] = finding;
        }

        foreach (var id in unseen)
            wrong[id] = AuditRuns.WithoutEvents(id);

        foreach (var id in ids)
            if (wrong.GetValueOrDefault(id) is { } finding)
                Note(finding);
            else
                found.TryRemove(id, out _);
    }

    private AuditFinding? Find(Negotiation negotiation, AuditSnapshot snapshot, DateOnly today)
    {
        var id = negotiation.Id;
        var stored = snapshot.Views.GetValueOrDefault(id);
        if (stored.Columns is not { IsOfThisFold: false } columns)
        {
            otherFolds.Remove(id);
            return ViewCheck.Find(negotiation, stored, today);
        }

        return ViewCheck.FindOfAnotherFold(negotiation, stored, today)
            ?? (
                otherFolds.WhyNot(id, columns.Fold, snapshot.Fold, clock.Now) is { } why
                    ? new AuditFinding(id, AuditVerdict.Different, "fold", null, null, null, why)
                    : null
            );
    }

    private void Note(AuditFinding finding)
    {
        if (!found.TryGetValue(finding.Negotiation, out var known) || known != finding)
            Logger.LogError(
                "'{Negotiation}' is not what its events give: {Detail}",
                finding.Negotiation,
                finding.Detail
            );

        found[finding.Negotiation] = finding;
        foundThisTime.Add(finding.Negotiation);
    }
}

using System.Runtime.ExceptionServices;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Store.Append;

/// <summary>
/// The views that a plan leads to. They are folded by all processors, while Marten asks the database for numbers.
/// </summary>
internal sealed class CommitFolds
{
    private readonly CommitSnapshot snapshot;
    private readonly CommitPlan plan;
    private readonly NegotiationReader reader;
    private readonly LastFold?[] folds;
    private readonly StatusRow?[] rows;
    private readonly Task folding;

    /// <param name="snapshot">The store as the commit found it.</param>
    /// <param name="plan">What was decided.</param>
    /// <param name="reader">Knows the anomalies of views it has in memory.</param>
    public CommitFolds(CommitSnapshot snapshot, CommitPlan plan, NegotiationReader reader)
    {
        (this.snapshot, this.plan, this.reader) = (snapshot, plan, reader);
        (folds, rows) = (new LastFold?[plan.Streams.Count], new StatusRow?[plan.Streams.Count]);

        // A stream without a view has no projection that waits for a fold, so it is answered at once.
        foreach (var append in plan.Streams.SelectMany(stream => stream).Where(each => each.IsBeside))
            append.Receive([]);

        folding = plan.Streams.Count == 0 ? Task.CompletedTask : Task.Run(FoldAll);
    }

    /// <summary>
    /// Those the store gives back exactly as they are in memory. It puts the members of free-form JSON (a patch, a
    /// geometry) in an order of its own, and an answer must not depend on whether a node remembers what it wrote. What
    /// an import brings is not remembered either: it is more than is ever asked for.
    /// </summary>
    public IEnumerable<(Negotiation Negotiation, LastFold Fold)> Cacheable =>
        plan
            .Streams.Zip(folds)
            .Where(each => each.Second is not null)
            .Where(each => !each.First.Any(append => append.IsOfImport || append.Recorded.Any(HasFreeJson)))
            .Select(each => (each.First.Last().After, each.Second!));

    /// <param name="stream">By its place in the plan.</param>
    /// <returns>Null: a stream beside those of negotiations, which has no view.</returns>
    public async Task<StatusRow?> RowAsync(int stream)
    {
        await folding;
        return rows[stream];
    }

    private static bool HasFreeJson(RecordedEvent recorded) =>
        recorded.Event is EventCorrected or SectionsAgreed { Sections: not null };

    // Each negotiation's view stands alone.
    private void FoldAll()
    {
        if (rows.Length == 1)
        {
            Fold(0);
            return;
        }

        try
        {
            Parallel.For(0, rows.Length, Fold);
        }
        catch (AggregateException many)
        {
            ExceptionDispatchInfo.Throw(many.InnerExceptions[0]);
        }
    }

    private void Fold(int stream)
    {
        List<CommitPlan.Append> appends = [.. plan.Streams[stream]];
        if (appends[0].IsBeside)
            return;

        var last = reader.CachedFold(appends[0].Before);
        var standing = Fold(appends, last);
        var row = StatusRow.Of(standing, IsStored(last) ? last?.Words : null);
        (folds[stream], rows[stream]) = (new(standing.Status.Anomalies, standing.NextTurn, row.Words.All), row);
    }

    // The words of the last append stand as long as no other node may have folded the view for a new day.
    private bool IsStored(LastFold? last) =>
        last?.NextTurn is not { } turn || turn > DatabaseClock.EarliestDayOf(snapshot.Now);

    // After each append of one negotiation: an answer names what its own append made doubtful; the last view is stored.
    private FoldResult Fold(IReadOnlyList<CommitPlan.Append> appends, LastFold? last)
    {
        var before = appends[0].Before;
        if (appends is [{ IsOfImport: true } alone])
        {
            alone.Receive([]);
            return snapshot.Fold(alone.After)!;
        }

        var anomalies = last?.Anomalies ?? snapshot.Fold(before)?.Status.Anomalies ?? [];
        FoldResult standing = null!;
        foreach (var append in appends)
        {
            standing = snapshot.Fold(append.After)!;
            append.Receive(NewAnomalies.Between(anomalies, standing.Status.Anomalies));
            anomalies = standing.Status.Anomalies;
        }

        return standing;
    }
}

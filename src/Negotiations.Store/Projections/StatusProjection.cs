using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Views;

namespace Negotiations.Store.Projections;

/// <summary>
/// The status view as a projection of Marten: one row a negotiation, written in the transaction of its events, from the
/// pure fold.
/// </summary>
/// <param name="memory">Has the rows that a commit folded beside the decisions.</param>
/// <param name="clock">Whose day it is.</param>
public sealed class StatusProjection(CommitMemory memory, TimeProvider clock) : IProjection
{
    /// <summary>By which Marten knows it.</summary>
    public const string Name = "Status";

    public async Task ApplyAsync(
        IDocumentOperations operations,
        IReadOnlyList<IEvent> events,
        CancellationToken cancellation
    )
    {
        List<StatusRow> rows = [];
        foreach (var stream in events.GroupBy(each => each.StreamKey!).Where(each => !SideStreams.IsOne(each.Key)))
        {
            var row = memory.RowOf(stream.Last().Id) is { } folded
                ? await AwaitAsync(folded, operations)
                : await FoldAsync(stream.Key, [.. stream], operations, cancellation);
            if (row is not null)
                rows.Add(row);
        }

        if (rows.Count > 0)
            operations.QueueOperation(new StatusUpsert(rows));
    }

    // A fold that fails fails the save. Nothing is left in the session for which Marten would write tombstones.
    private static async Task<StatusRow?> AwaitAsync(Task<StatusRow?> folded, IDocumentOperations operations)
    {
        try
        {
            return await folded;
        }
        catch
        {
            (operations as IDocumentSession)?.EjectAllPendingChanges();
            throw;
        }
    }

    // What is stored and what is about to be are the whole stream.
    private async Task<StatusRow?> FoldAsync(
        string id,
        IReadOnlyList<IEvent> events,
        IDocumentOperations operations,
        CancellationToken cancellation
    )
    {
        var earlier =
            events[0].Version > 1
                ? await operations.Events.FetchStreamAsync(id, events[0].Version - 1, token: cancellation)
                : [];
        var negotiation = Negotiation.Of(id, earlier.Concat(events).Select(MartenEvent.Read));
        var today = Clocks.OfNow(DatabaseClock.EarliestDayOf(clock.GetUtcNow()));
        return StatusFold.Of(negotiation, today) is { } standing ? StatusRow.Of(standing) : null;
    }
}

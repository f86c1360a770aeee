using System.Runtime.ExceptionServices;
using JasperFx.Events;
using Marten;
using Marten.Services;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Projections;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>
/// Writes a plan through one Marten session on the recorder's transaction: Marten takes the numbers, writes events and
/// streams, and runs the status projection, in one batch.
/// </summary>
/// <param name="store">In Rich mode, with <see cref="SealedSerializer"/> and <see cref="StatusProjection"/>.</param>
/// <param name="memory">The one that serializer and projection know.</param>
/// <param name="key">That rows bear a code of.</param>
internal sealed class MartenCommit(IDocumentStore store, CommitMemory memory, SealKey key)
{
    /// <summary>Leaves the transaction to be committed.</summary>
    /// <param name="plan">Stream by stream, so that Marten's numbers go in the order of the recorded times.</param>
    /// <param name="folds">Under way; what they give is awaited when the projection asks for it.</param>
    /// <param name="now">When the answers are given.</param>
    /// <exception cref="InvalidOperationException">
    /// Numbers were taken without the writer's lock: answers and views would name others than are stored.
    /// </exception>
    public async Task WriteAsync(
        NpgsqlTransaction transaction,
        CommitPlan plan,
        CommitFolds folds,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var recorded = plan.Appends.SelectMany(append => append.Recorded).ToList();
        var lastEvents = plan.Streams.Select(stream => stream.Last().Recorded[^1].EventId).ToList();
        try
        {
            foreach (var (place, lastEvent) in lastEvents.Index())
                memory.AddRow(lastEvent, folds.RowAsync(place));

            await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction));
            session.Logger = new NoTombstones(session);
            List<(RecordedEvent Planned, IEvent Written)> written = [];
            foreach (var stream in plan.Streams)
                Append(session, stream, written);

            if (plan.Answered.Count > 0)
                session.QueueOperation(new AnswerInsert(plan, now));

            // Heard by every node once the commit is visible; a node that misses it looks for itself a little later.
            if (plan.Appends.Count > 0)
                session.QueueSqlCommand($"notify {Tables.NewsChannel}");

            await session.SaveChangesAsync(stop);
            if (written.Exists(each => each.Planned.Sequence != each.Written.Sequence))
                throw new InvalidOperationException("Numbers of events were taken without the writer's lock.");
        }
        catch (Exception failure) when (Cause(failure) is { } cause)
        {
            // As the database said it: Marten's own message quotes the statement.
            ExceptionDispatchInfo.Throw(cause);
        }
        finally
        {
            memory.Evict(recorded.Select(each => each.Event), lastEvents);
        }
    }

    private static NpgsqlException? Cause(Exception? failure) =>
        failure is null ? null : failure as NpgsqlException ?? Cause(failure.InnerException);

    private void Append(
        IDocumentSession session,
        IGrouping<string, CommitPlan.Append> stream,
        List<(RecordedEvent, IEvent)> written
    )
    {
        List<object> events = [];
        foreach (var append in stream)
        {
            foreach (var (recorded, @sealed) in append.Recorded.Zip(append.Sealed))
            {
                memory.AddData(recorded.Event, @sealed.Text);
                var each = session.Events.BuildEvent(recorded.Event);
                each.Id = recorded.EventId;
                each.Timestamp = recorded.RecordedAt;
                each.UserName = recorded.RecordedBy;
                var seal = @sealed.Seal.In(recorded);
                var code = key.CodeOf(stream.Key, recorded, EventJson.NameOf(recorded.Event), seal);
                each.Headers = new SealedHeaders(seal.ToHeaders(recorded.Import, code: code));
                written.Add((recorded, each));
                events.Add(each);
            }
        }

        // With the version that it expects, for the first append of a stream too: so Marten takes the streams in the
        // order in which they are named here.
        session.Events.Append(stream.Key, stream.Last().After.Version, events);

        // No .NET class name is stored, so that classes can be renamed: the wire name identifies the event.
        foreach (IEvent each in events)
            each.DotNetTypeName = null!;
    }
}

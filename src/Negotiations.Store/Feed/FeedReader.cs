using System.Runtime.CompilerServices;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;
using Npgsql;

namespace Negotiations.Store.Feed;

/// <summary>
/// The record in the order of its sequence. Events become visible in that order, because one commit is made at a time
/// on all nodes: anyone who keeps the last sequence it saw misses nothing.
/// </summary>
public sealed class FeedReader(
    Database database,
    NegotiationReader negotiations,
    ActorDirectory actors,
    FoldFailures failures,
    UnreadableEvents unreadable
)
{
    private const int Batch = 500;
    private const int MostLookedAt = 5000;

    // Behind the stream and the nine columns of an event.
    private const int LeafAt = 10;

    /// <summary>Which codes mean one actor.</summary>
    public ActorRegistry Actors => actors.Current;

    /// <summary>The code that an actor was merged into by an event; null where that event is none of its
    /// merges.</summary>
    internal string? MergedBy(string actor, Guid merge) =>
        actors.RecordOf(actor).Events.OfType<ActorMerged>().FirstOrDefault(each => each.EventId == merge)?.Into;

    /// <inheritdoc cref="ActorDirectory.CodesBetween"/>
    internal IReadOnlySet<string> CodesBetween(string code, long since, long until) =>
        actors.CodesBetween(code, since, until);

    /// <summary>Where a fold that fails is noted.</summary>
    internal FoldFailures Failures => failures;

    /// <summary>The last sequence that is visible; 0 while there is none.</summary>
    public async Task<long> HeadAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select coalesce(max(seq_id), 0) from {Tables.Schema}.mt_events"
        );
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>The place behind the event of a sequence; null where there is none.</summary>
    public async Task<FeedCursor?> PlaceAsync(long sequence, CancellationToken stop) =>
        sequence == 0 ? new FeedCursor(0, null)
        : await QueryAsync("seq_id = $1", "seq_id", sequence, 1, FeedFilter.All, stop) is [var found] ? found.Place
        : null;

    /// <summary>How many events there are after a sequence, and the last sequence among them.</summary>
    public async Task<(int Count, long Last)> BehindAsync(long after, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select count(*)::int, coalesce(max(seq_id), $1) from {Tables.Schema}.mt_events where seq_id > $1"
        );
        command.Parameters.AddWithValue(after);
        await using var rows = await command.ExecuteReaderAsync(stop);
        await rows.ReadAsync(stop);
        return (rows.GetInt32(0), rows.GetInt64(1));
    }

    /// <summary>
    /// How many erasures there were: when the number moves, what was read before may hold what is erased.
    /// </summary>
    public async Task<long> ErasuresAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select count(*) from {Tables.Schema}.erasure");
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>At most so many events after a sequence, by the filter as far as the store can see.</summary>
    public Task<List<LiveEvent>> ReadAsync(long after, int limit, FeedFilter filter, CancellationToken stop) =>
        QueryAsync("seq_id > $1", "seq_id", after, limit, filter, stop);

    /// <summary>
    /// Every event after a sequence and up to another that the filter takes. One batch is in memory at a time, and no
    /// connection is held while the consumer works.
    /// </summary>
    public async IAsyncEnumerable<LiveEvent> ReadAllAsync(
        long after,
        long upTo,
        FeedFilter filter,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        while (after < upTo)
        {
            var batch = await ReadAsync(after, Batch, filter, stop);
            foreach (var each in batch)
            {
                if (each.Sequence > upTo)
                    yield break;

                if (await filter.PassAsync(each, this, stop) is { } passing)
                    yield return passing;
            }

            if (batch.Count < Batch)
                yield break;

            after = batch[^1].Sequence;
        }
    }

    /// <summary>The last events of negotiations that the filter takes, the latest first. It looks at a bounded number
    /// of them.</summary>
    /// <param name="limit">So many at most.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="before">Only those recorded before this sequence; null: to the end of the record.</param>
    /// <param name="withMerges">Whether actors that become one, or are parted, are among them where the filter names
    /// one of them: they change what it finds.</param>
    /// <param name="stop">Of the caller.</param>
    /// <returns>The events, and the sequence before which there may be more; null: there are none.</returns>
    public async Task<(IReadOnlyList<LiveEvent> Events, long? Before)> LatestAsync(
        int limit,
        FeedFilter filter,
        long? before,
        bool withMerges,
        CancellationToken stop
    )
    {
        var streams = ActorStreams.AreNot("stream_id");
        if (withMerges && filter.Party is not null)
            streams = $"({streams} or type in ('{string.Join("', '", FeedFilter.MergeTypes)}'))";

        List<LiveEvent> latest = [];
        var last = before ?? long.MaxValue;
        for (var looked = 0; looked < MostLookedAt; looked += Batch)
        {
            var where = $"seq_id < $1 and {streams}";
            var batch = await QueryAsync(where, "seq_id desc", last, Batch, filter, stop);
            foreach (var each in batch)
            {
                if (await filter.PassAsync(each, this, stop) is not { } passing)
                    continue;

                // One more than is shown: only then there is a next page.
                if (latest.Count == limit)
                    return (latest, latest[^1].Sequence);

                latest.Add(passing);
            }

            if (batch.Count < Batch)
                return (latest, null);

            last = batch[^1].Sequence;
        }

        return (latest, last);
    }

    /// <summary>The negotiation, at least as far as an event of it.</summary>
    public ValueTask<Negotiation> NegotiationUpToAsync(LiveEvent each, CancellationToken stop) =>
        NegotiationUpToAsync(each.Negotiation, each.Entry.OfVersion ?? each.Entry.Version, stop);

    /// <summary>The negotiation, at least as far as a version of it.</summary>
    public async ValueTask<Negotiation> NegotiationUpToAsync(string id, long version, CancellationToken stop)
    {
        var known = negotiations.Cached(id);
        return known.Version >= version ? Sight.Of(known) : await negotiations.ReadAsync(id, stop);
    }

    // An act of a negotiation that cannot be read is shown without what follows from it.
    private async Task<LiveEvent> ResultingAsync(LiveEvent each, CancellationToken stop)
    {
        var negotiation = await NegotiationUpToAsync(each, stop);
        try
        {
            return new LiveEvent(each.Entry.Resulting(negotiation), each.Place);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            failures.Add(each.Negotiation, failure);
            return each;
        }
    }

    private IReadOnlyCollection<string> EverCodesOf(string? party) =>
        party is null ? [] : CodesBetween(party, 0, long.MaxValue);

    private async Task<List<LiveEvent>> QueryAsync(
        string where,
        string order,
        long sequence,
        int limit,
        FeedFilter filter,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand();
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.CommandText =
            $"select stream_id, {EventRow.Columns}, {FeedLeaf.Columns} from {Tables.Schema}.mt_events e where "
            + $"{where}{filter.AddTo(command, EverCodesOf(filter.Party))} order by {order} limit $2";
        List<LiveEvent> events = [];
        await using (var rows = await command.ExecuteReaderAsync(stop))
        {
            while (await rows.ReadAsync(stop))
            {
                var (stream, raw) = (rows.GetString(0), RawEvent.From(rows, at: 1));
                var recorded = Sight.Of(stream, raw.Read());
                unreadable.Note(stream, recorded);
                events.Add(new LiveEvent(FeedEntry.Of(stream, recorded), FeedLeaf.CursorOf(rows, LeafAt, stream, raw)));
            }
        }

        // Which codes mean one actor may have changed on another node, and this read may be ahead of the news.
        if (filter.Party is not null || events.Exists(each => each.Entry.Actor is not null))
            await actors.RefreshAsync(stop);

        // Behind the rows: the connection that gave them is free by now.
        await negotiations.ForgetErasedAsync(
            [.. events.Where(each => each.Entry.IsAct).Select(each => each.Negotiation).Distinct()],
            stop
        );
        for (var i = 0; i < events.Count; i++)
            if (events[i].Entry.IsAct)
                events[i] = await ResultingAsync(events[i], stop);

        return events;
    }
}

using Microsoft.Extensions.Caching.Memory;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;
using Npgsql;

namespace Negotiations.Store.Read;

/// <summary>
/// Negotiations read back from their events. What was read stays in memory, and each read asks the store only for
/// what came since: a cached stream is a prefix of the stored one, because nothing stored is changed. Two things end
/// that. An erasure is counted: a read that finds another number of them than it remembers, on whatever node they were
/// made, reads everything again. And a database may go back (a failover, a restore): a read that does not find the last
/// event it remembers reads everything again too.
/// </summary>
public sealed class NegotiationReader(Database database, UnreadableEvents unreadable) : IDisposable
{
    // In events, of which each takes about 2 kB, with what folds make of it: at most an eighth of the memory this
    // process may use. Past it the least used are forgotten first.
    private static readonly long Capacity = Math.Max(20_000, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / 2000);

    // Rows that are parsed together beside the reading: few enough that all processors find work in a long stream.
    private const int Chunk = 200;

    // Entries expire after they have not been used for this long.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <summary>The negotiation as recorded up to now and as who asks may see it; unopened when there is
    /// none.</summary>
    public async Task<Negotiation> ReadAsync(string id, CancellationToken stop) =>
        Sight.Of(await ReadWholeAsync(id, stop));

    /// <summary>The same with its authors and exact times: for what is shared between readers.</summary>
    public async Task<Negotiation> ReadWholeAsync(string id, CancellationToken stop)
    {
        if (SideStreams.IsOne(id))
            return Negotiation.Unopened(id);

        await using var connection = await database.Source.OpenConnectionAsync(stop);
        return await ReadAsync(id, connection, stop);
    }

    /// <summary>The stream of an actor as who asks may see it; without events when nothing is recorded of
    /// it.</summary>
    public async Task<Negotiation> ReadActorAsync(string code, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        return Sight.Of(await ReadAsync(ActorStreams.Of(code), connection, stop));
    }

    /// <summary>The negotiation as stored, for what is shared between readers.</summary>
    public async Task<Negotiation> ReadAsync(string id, NpgsqlConnection connection, CancellationToken stop)
    {
        var negotiation = await ReadOnceAsync(id, connection, stop);
        if (!negotiation.IsUnopened)
            Cache(negotiation);

        return negotiation;
    }

    /// <summary>The same, for what nothing may ask for again: it is not put in memory.</summary>
    public async Task<Negotiation> ReadOnceAsync(string id, NpgsqlConnection connection, CancellationToken stop)
    {
        var known = Cached(id);
        var (isStored, erasures, later) = await ReadLaterAsync(known, connection, stop);
        if (!isStored || erasures != known.Erasures)
        {
            Evict(id);
            known = Negotiation.Unopened(id);
            (_, _, later) = await ReadLaterAsync(known, connection, stop);
        }

        if (later.Count == 0)
            return known;

        foreach (var each in later)
            unreadable.Note(id, each);

        return known.With(later);
    }

    /// <summary>Leaves nothing in memory of those of which an event was erased since they were read, on whatever
    /// node.</summary>
    public async Task ForgetErasedAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var known = ids.Select(Cached).Where(each => !each.IsUnopened).ToList();
        if (known.Count == 0)
            return;

        await using var command = database.Source.CreateCommand(
            $"""
            select known.id from unnest($1, $2, $3) as known (id, version, erasures)
            where known.erasures <> (select count(*) from {Tables.Schema}.erasure e
                                     where e.negotiation = known.id and e.version <= known.version)
            """
        );
        command.Parameters.AddWithValue(known.Select(each => each.Id).ToArray());
        command.Parameters.AddWithValue(known.Select(each => each.Version).ToArray());
        command.Parameters.AddWithValue(known.Select(each => (long)each.Erasures).ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            Evict(rows.GetString(0));
    }

    /// <summary>Leaves nothing of it in memory.</summary>
    public void Evict(string id) => cache.Remove(id);

    /// <summary>Leaves nothing in memory.</summary>
    public void EvictAll() => cache.Clear();

    // The erasures first: one that is made in between is missed by this read, which it came after, and found by the
    // next.
    private static async Task<(bool IsStored, long Erasures, IReadOnlyList<RecordedEvent> Later)> ReadLaterAsync(
        Negotiation known,
        NpgsqlConnection connection,
        CancellationToken stop
    )
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Sql.Command(
                    $"select (select id from {Tables.Schema}.mt_events where stream_id = $1 and version = $2), "
                        + $"(select count(*) from {Tables.Schema}.erasure where negotiation = $1 and version <= $2)",
                    known.Id,
                    known.Version
                ),
                Sql.Command(
                    $"select {EventRow.Columns} from {Tables.Schema}.mt_events where stream_id = $1 and "
                        + "version > $2 order by version",
                    known.Id,
                    known.Version
                ),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(stop);
        await rows.ReadAsync(stop);
        var isStored = known.IsUnopened || (!rows.IsDBNull(0) && rows.GetGuid(0) == known.Events[^1].EventId);
        var erasures = rows.GetInt64(1);
        await rows.NextResultAsync(stop);
        return (isStored, erasures, await ParseAsync(rows, stop));
    }

    /// <summary>What is in memory of it, perhaps behind the store.</summary>
    public Negotiation Cached(string id) =>
        cache.TryGetValue(id, out Known? known) ? known!.Negotiation : Negotiation.Unopened(id);

    /// <summary>
    /// What the fold of exactly this version gave, where its last append left it here; null when it has to be folded.
    /// </summary>
    public LastFold? CachedFold(Negotiation negotiation) =>
        cache.TryGetValue(negotiation.Id, out Known? known)
        && known!.Negotiation.Version == negotiation.Version
        && known.Negotiation.Erasures == negotiation.Erasures
            ? known.Fold
            : null;

    /// <param name="negotiation">As read or committed.</param>
    /// <param name="fold">What its fold gave, where it was just folded for a commit.</param>
    public void Cache(Negotiation negotiation, LastFold? fold = null)
    {
        // Never replaces a newer cached prefix by an older one; losing the race only costs another read. A reader may
        // cache a commit before the commit does, but only the commit knows the fold.
        if (
            Cached(negotiation.Id) is var known
            && known.Version >= negotiation.Version
            && known.Erasures >= negotiation.Erasures
            && (fold is null || known.Version > negotiation.Version || CachedFold(negotiation) is not null)
        )
            return;

        var entry = new Known(negotiation, fold);
        Set(entry);

        // The cache refuses what no longer fits and makes room only afterwards.
        if (!cache.TryGetValue(negotiation.Id, out _))
        {
            cache.Compact(0.2);
            Set(entry);
        }
    }

    public void Dispose() => cache.Dispose();

    private void Set(Known known) =>
        cache.Set(
            known.Negotiation.Id,
            known,
            new MemoryCacheEntryOptions { Size = known.Negotiation.Version + 1, SlidingExpiration = Rest }
        );

    // Parsing costs several times what reading does, so a long stream is parsed by all processors while it comes in.
    private static async Task<IReadOnlyList<RecordedEvent>> ParseAsync(NpgsqlDataReader rows, CancellationToken stop)
    {
        List<Task<RecordedEvent[]>> parsing = [];
        List<RawEvent> chunk = [];
        while (await rows.ReadAsync(stop))
        {
            chunk.Add(RawEvent.From(rows));
            if (chunk.Count == Chunk)
            {
                var full = chunk;
                parsing.Add(Task.Run(() => Parse(full), CancellationToken.None));
                chunk = new List<RawEvent>(Chunk);
            }
        }

        var last = Parse(chunk);
        return parsing.Count == 0 ? last : [.. (await Task.WhenAll(parsing)).SelectMany(each => each), .. last];
    }

    private static RecordedEvent[] Parse(List<RawEvent> rows) => [.. rows.Select(row => row.Read())];

    private sealed record Known(Negotiation Negotiation, LastFold? Fold);
}

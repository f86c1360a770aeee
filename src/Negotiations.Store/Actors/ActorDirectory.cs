using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Actors;

/// <summary>
/// The actor registry as recorded, in memory. A node hears of changes with the news of a commit; what it does not know
/// it looks for in the store before it says so.
/// </summary>
public sealed partial class ActorDirectory(Database database) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private readonly Dictionary<string, RecordedActor> records = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<Merge> merges = [];
    private volatile ActorRegistry current = ActorRegistry.BuiltIn;
    private (DateTimeOffset Instant, int Revision, ActorRegistry Registry)? past;

    /// <summary>As this node knows it.</summary>
    public ActorRegistry Current => current;

    /// <summary>How many changes of the registry this node knows: another number is another registry.</summary>
    public int Revision { get; private set; }

    /// <summary>What is recorded of an actor, as this node knows it.</summary>
    public ActorRecord RecordOf(string code)
    {
        lock (records)
            return records.GetValueOrDefault(code)?.Record ?? ActorRecord.Of(code);
    }

    /// <summary>The actor registered under exactly this code by an instant of our clock; null for the instant: now.
    /// An answer about the past names actors as they were called then.</summary>
    public KnownActor? At(string code, DateTimeOffset? knownBy)
    {
        RecordedActor? recorded;
        lock (records)
            recorded = records.GetValueOrDefault(code);

        return recorded is null || knownBy is null ? Current.At(code) : recorded.At(knownBy.Value);
    }

    /// <summary>All actors as they were registered by an instant of our clock; null for the instant: now.</summary>
    public ActorRegistry RegistryAt(DateTimeOffset? knownBy)
    {
        if (knownBy is not { } instant)
            return Current;

        lock (records)
        {
            // One question asks several times.
            if (past is var (asked, revision, made) && (asked, revision) == (instant, Revision))
                return made;

            var (registry, later) = (Current, records.Values.Where(each => each.HasLater(instant)).ToList());
            if (later.Count == 0)
                return registry;

            var then = registry
                .Without(later.Where(each => each.At(instant) is null).Select(each => each.Record.Code))
                .With(later.Select(each => each.At(instant)).OfType<KnownActor>());
            past = (instant, Revision, then);
            return then;
        }
    }

    /// <summary>Reads what was recorded since, here or on another node.</summary>
    public async Task<ActorRegistry> RefreshAsync(CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        return await RefreshAsync(connection, stop);
    }

    /// <summary>The same by a connection of the caller's: under the writer's lock nothing is recorded in
    /// between.</summary>
    public async Task<ActorRegistry> RefreshAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            var changed = await ChangedAsync(connection, stop);
            if (changed.Length == 0)
                return current;

            var read = await ReadAsync(changed, connection, stop);
            lock (records)
            {
                foreach (var each in read)
                    records[each.Record.Code] = each;

                current = current.With(read.Select(each => each.Record.Actor()).OfType<KnownActor>());
                merges = [.. records.Values.SelectMany(each => each.UndoneMerges())];
                Revision = records.Values.Sum(each => each.Events.Count + each.Erasures);
                return current;
            }
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The codes that a word in a question means: those of a registered actor, or a code that events have
    /// though it is not registered. Null: it names nothing.</summary>
    public async Task<AskedParty?> FindAsync(string text, CancellationToken stop)
    {
        if (AskedParty.Find(text, current) is { } known)
            return known;

        if (AskedParty.Find(text, await RefreshAsync(stop)) is { } recorded)
            return recorded;

        var code = text.Trim().ToUpperInvariant();
        if (!ActorCode.IsCode(code))
            return null;

        await using var command = database.Source.CreateCommand(
            $"select exists (select from {Tables.Schema}.status where $1 = any(actors))"
        );
        command.Parameters.AddWithValue(code);
        return await command.ExecuteScalarAsync(stop) is true ? new AskedParty(code, [code]) : null;
    }

    /// <summary>The same on an earlier day of our clock: by a name of then, or by one of today, and with the merges of
    /// then.</summary>
    /// <param name="text">The word.</param>
    /// <param name="knownBy">Null: now.</param>
    /// <param name="stop">Given up while the registry is read.</param>
    public async Task<AskedParty?> FindAsync(string text, DateTimeOffset? knownBy, CancellationToken stop)
    {
        if (knownBy is null)
            return await FindAsync(text, stop);

        var then = RegistryAt(knownBy);
        if (AskedParty.Find(text, then) is { } known)
            return known;

        if (await FindAsync(text, stop) is not { } today)
            return null;

        var code = then.StandingCode(Current.EntryOf(text) ?? today.Code);
        return new AskedParty(code, then.CodesOf(code));
    }

    /// <summary>Leaves nothing in memory; the next refresh reads all of it.</summary>
    public void EvictAll()
    {
        lock (records)
        {
            records.Clear();
            (current, past, merges) = (ActorRegistry.BuiltIn, null, []);
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<string[]> ChangedAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select id, version, (select count(*) from {Tables.Schema}.erasure e where e.negotiation = s.id)
            from {Tables.Schema}.mt_streams s where {ActorStreams.Are("id")}
            """,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> changed = [];
        while (await rows.ReadAsync(stop))
            if (Known(ActorStreams.CodeOf(rows.GetString(0))!) != (rows.GetInt64(1), rows.GetInt64(2)))
                changed.Add(rows.GetString(0));

        return [.. changed];
    }

    private (long Events, long Erasures) Known(string code)
    {
        lock (records)
            return records.TryGetValue(code, out var known) ? (known.Events.Count, known.Erasures) : default;
    }

    private static async Task<List<RecordedActor>> ReadAsync(
        string[] streams,
        NpgsqlConnection connection,
        CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(
            $"select stream_id, {EventRow.Columns} from {Tables.Schema}.mt_events where stream_id = any($1) "
                + "order by stream_id, version",
            connection
        )
        {
            Parameters = { new NpgsqlParameter { Value = streams } },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        Dictionary<string, List<RecordedEvent>> read = [];
        while (await rows.ReadAsync(stop))
        {
            var stream = rows.GetString(0);
            if (!read.TryGetValue(stream, out var events))
                read.Add(stream, events = []);

            events.Add(EventRow.Read(rows, from: 1));
        }

        return
        [
            .. read.Select(each => new RecordedActor(
                ActorRecord.Of(ActorStreams.CodeOf(each.Key)!, each.Value),
                each.Value
            )),
        ];
    }

    /// <param name="Record">What the events say.</param>
    /// <param name="Events">Of its stream, in recorded order.</param>
    private sealed record RecordedActor(ActorRecord Record, IReadOnlyList<RecordedEvent> Events)
    {
        public int Erasures { get; } = Events.Count(each => each.Erased is not null);

        public bool HasLater(DateTimeOffset instant) => Events[^1].RecordedAt > instant;

        public IEnumerable<Merge> UndoneMerges() =>
            from undoing in Events
            where undoing.Event is ActorUnmerged
            let merge = Events.FirstOrDefault(each => each.EventId == ((ActorUnmerged)undoing.Event).Merge)
            where merge?.Event is ActorMerged
            select new Merge(Record.Code, ((ActorMerged)merge.Event).Into, merge.Sequence, undoing.Sequence);

        public KnownActor? At(DateTimeOffset instant) =>
            ActorRecord.Of(Record.Code, Events.Where(each => each.RecordedAt <= instant)).Actor();

        public KnownActor? UpTo(long sequence) =>
            ActorRecord.Of(Record.Code, Events.Where(each => each.Sequence <= sequence)).Actor();
    }

    /// <summary>That two actors were one for a time.</summary>
    /// <param name="From">The sequence of the merge.</param>
    /// <param name="Until">That of its undoing.</param>
    private sealed record Merge(string Code, string Into, long From, long Until);
}

using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>
/// What a commit knows of the store once it holds the writer's lock: the clock, the last sequence, and what its
/// submissions touch.
/// </summary>
public sealed class CommitSnapshot
{
    private const string Clock = $"""
        select clock_timestamp(),
               (select case when is_called then last_value else 0 end from {Tables.Schema}.mt_events_sequence),
               (select timestamp from {Tables.Schema}.mt_events order by seq_id desc limit 1),
               current_setting('synchronous_standby_names') <> '',
               case when not exists (select from {Tables.Schema}.mt_events)
                   then (select id from {Tables.Schema}.import where request ->> 'format' = 'events'
                       and request ->> 'dryRun' = 'false' and state in ('waiting', 'running') limit 1)
               end
        """;

    private readonly Dictionary<string, long> versions = [];
    private readonly Dictionary<string, long> erasures = [];
    private readonly Dictionary<string, Guid> lastEvents = [];
    private readonly Dictionary<(string Subject, string Key), StoredAnswer> answers = [];
    private readonly Dictionary<Guid, string> takenIds = [];

    private CommitSnapshot() { }

    /// <summary>
    /// When the next submission is recorded: the database's clock, and always later than anything recorded before.
    /// </summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The database's clock when the snapshot was opened.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Whether a commit waits for copies of the database.</summary>
    public bool HasStandbys { get; private set; }

    /// <summary>The import that is about to bring a whole record into this empty store; null: there is none.</summary>
    public Guid? AwaitedRecord { get; private set; }

    /// <summary>
    /// The number of the last event. Numbers are taken under the lock only, so Marten will give the next ones in order.
    /// </summary>
    public long LastSequence { get; private set; }

    /// <summary>
    /// Takes the lock and reads all that decisions depend on, in one round trip, which also begins the transaction.
    /// </summary>
    public static async Task<CommitSnapshot> OpenAsync(
        NpgsqlConnection connection,
        IReadOnlyList<AppendRequest> submissions,
        CancellationToken stop
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(WriterLock.Take());
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Clock));
        batch.BatchCommands.Add(
            Sql.Command(
                $"select id, version, (select count(*) from {Tables.Schema}.erasure e where e.negotiation "
                    + $"= s.id), (select e.id from {Tables.Schema}.mt_events e where e.stream_id = s.id "
                    + $"and e.version = s.version) from {Tables.Schema}.mt_streams s where id = any($1)",
                submissions.Select(each => each.NegotiationId).Distinct().ToArray()
            )
        );

        var ids = submissions.SelectMany(each => each.SuppliedIds).ToArray();
        if (ids.Length > 0)
            batch.BatchCommands.Add(
                Sql.Command($"select id, stream_id from {Tables.Schema}.mt_events where id = any($1)", ids)
            );

        var claims = submissions.Where(each => each.Claim is not null).ToArray();
        if (claims.Length > 0)
            batch.BatchCommands.Add(
                Sql.Command(
                    $"select subject, key, request_hash, answer::text, is_new from {Tables.Schema}.idempotency_key "
                        + "where (subject, key) in (select * from unnest($1, $2))",
                    claims.Select(each => each.Claim!.Subject).ToArray(),
                    (object)claims.Select(each => each.Claim!.Key).ToArray()
                )
            );

        var snapshot = new CommitSnapshot();
        await using var rows = await batch.ExecuteReaderAsync(stop);
        await rows.NextResultAsync(stop);
        await snapshot.ReadClockAsync(rows, stop);
        await rows.NextResultAsync(stop);
        await snapshot.ReadStreamsAsync(rows, stop);
        if (ids.Length > 0)
        {
            await rows.NextResultAsync(stop);
            while (await rows.ReadAsync(stop))
                snapshot.takenIds[rows.GetGuid(0)] = rows.GetString(1);
        }

        if (claims.Length > 0)
        {
            await rows.NextResultAsync(stop);
            while (await rows.ReadAsync(stop))
                snapshot.answers[(rows.GetString(0), rows.GetString(1))] = new StoredAnswer(
                    rows.GetFieldValue<byte[]>(2),
                    rows.GetString(3),
                    rows.GetBoolean(4)
                );
        }

        return snapshot;
    }

    public long VersionOf(string negotiationId) => versions.GetValueOrDefault(negotiationId);

    /// <summary>
    /// Whether what a node remembers of a negotiation is what is stored: a database that went back may have other
    /// events under the same versions.
    /// </summary>
    public bool IsCurrent(Negotiation known) =>
        known.Version == VersionOf(known.Id)
        && known.Erasures == erasures.GetValueOrDefault(known.Id)
        && (known.IsUnopened || known.Events[^1].EventId == lastEvents.GetValueOrDefault(known.Id));

    /// <summary>The negotiation in which an event of this id is recorded; null when there is none.</summary>
    public string? NegotiationOf(Guid eventId) => takenIds.GetValueOrDefault(eventId);

    public StoredAnswer? AnswerTo(string subject, string key) => answers.GetValueOrDefault((subject, key));

    /// <summary>
    /// Puts events in their envelopes. They share one recorded instant, so no one ever knew half of them; the next
    /// ones get a later one.
    /// </summary>
    public IReadOnlyList<RecordedEvent> Envelop(
        Negotiation negotiation,
        IEnumerable<Events.Event> events,
        string recordedBy,
        Guid? import
    )
    {
        List<RecordedEvent> recorded = [];
        foreach (var @event in events)
        {
            recorded.Add(
                new RecordedEvent(
                    @event.EventId!.Value,
                    negotiation.Version + recorded.Count + 1,
                    ++LastSequence,
                    RecordedAt,
                    recordedBy,
                    @event
                )
                {
                    Import = import,
                }
            );
            takenIds[@event.EventId.Value] = negotiation.Id;
        }

        RecordedAt = RecordedAt.AddMicroseconds(1);
        versions[negotiation.Id] = negotiation.Version + recorded.Count;
        return recorded;
    }

    /// <summary>A view as it is stored: of now, up to the last day that has begun everywhere.</summary>
    public FoldResult? Fold(Negotiation negotiation) =>
        StatusFold.Of(negotiation, Clocks.OfNow(DatabaseClock.EarliestDayOf(Now)));

    /// <summary>Makes a commit that records nothing wait for the copies as one that does.</summary>
    public static async Task ConfirmAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var message = new NpgsqlCommand(
            "select pg_logical_emit_message(true, 'negotiations', '')",
            connection
        );
        await message.ExecuteNonQueryAsync(stop);
    }

    private async Task ReadStreamsAsync(NpgsqlDataReader rows, CancellationToken stop)
    {
        while (await rows.ReadAsync(stop))
        {
            var stream = rows.GetString(0);
            (versions[stream], erasures[stream]) = (rows.GetInt64(1), rows.GetInt64(2));
            if (!rows.IsDBNull(3))
                lastEvents[stream] = rows.GetGuid(3);
        }
    }

    private async Task ReadClockAsync(NpgsqlDataReader rows, CancellationToken stop)
    {
        await rows.ReadAsync(stop);
        Now = rows.GetFieldValue<DateTimeOffset>(0);
        LastSequence = rows.GetInt64(1);
        HasStandbys = rows.GetBoolean(3);
        AwaitedRecord = rows.IsDBNull(4) ? null : rows.GetGuid(4);
        var last = rows.IsDBNull(2) ? DateTimeOffset.MinValue : rows.GetFieldValue<DateTimeOffset>(2);
        RecordedAt = Now > last ? Now : last.AddMicroseconds(1);
    }

    /// <param name="RequestHash">Of the request it answered.</param>
    /// <param name="Json">The answer.</param>
    /// <param name="IsNew">Whether that request recorded anything.</param>
    public sealed record StoredAnswer(byte[] RequestHash, string Json, bool IsNew);
}

using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Ledger;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Server.Storage;

/// <summary>What one commit writes: events, the streams they belong to, the views that follow from them, and answers kept for repeats.</summary>
internal sealed class CommitChanges
{
    private const string Schema = Tables.Schema;

    private static readonly string InsertStreams =
        $"""
        insert into {Schema}.mt_streams (id, version, timestamp, created, tenant_id, is_archived)
        select id, version, at, at, '*DEFAULT*', false from unnest($1, $2, $3) as s(id, version, at)
        on conflict (id) do update set version = excluded.version, timestamp = excluded.timestamp
        """;

    private static readonly string InsertEvents =
        $"""
        insert into {Schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, user_name, headers, is_archived)
        select seq, id, stream, version, data::jsonb, type, at, '*DEFAULT*', clr, by, headers::jsonb, false
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as e(seq, id, stream, version, data, type, at, clr, by, headers)
        """;

    private static readonly string UpsertStatus =
        $"""
        insert into {Schema}.status ({StatusRow.Columns}) values ({string.Join(", ", Enumerable.Range(1, StatusRow.Names.Count).Select(n => $"${n}"))})
        on conflict (id) do update set turned_on = null, {string.Join(", ", StatusRow.Names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
        """;

    private static readonly string TurnStatus =
        $"""
        update {Schema}.status set turned_on = ${StatusRow.Names.Count + 1}, {string.Join(", ", StatusRow.Names.Skip(3).Select((name, index) => $"{name} = ${index + 4}"))}
        where id = $1 and version = $2 and recorded_at = $3
        """;

    private static readonly string InsertAnswers =
        $"""
        insert into {Schema}.idempotency_key (subject, key, request_hash, answer, is_new, recorded_at)
        select subject, key, hash, answer::json, is_new, $6 from unnest($1, $2, $3, $4, $5) as a(subject, key, hash, answer, is_new)
        """;

    private readonly Dictionary<string, (Negotiation Negotiation, Standing Standing)> changed = [];
    private readonly List<(string Stream, RecordedEvent Event)> events = [];
    private readonly List<(string Subject, string Key, CommitFrame.StoredAnswer Answer)> answers = [];

    /// <summary>
    /// Those the store gives back exactly as they are in memory. It puts the members of free-form JSON (a patch, a geometry) in an order of its own,
    /// and an answer must not depend on whether a node remembers what it wrote.
    /// </summary>
    public IEnumerable<(Negotiation Negotiation, Standing Standing)> Memorable =>
        changed.Values.Where(each => !events.Exists(written => written.Stream == each.Negotiation.Id && written.Event.Event is EventCorrected or SectionsAgreed { Sections: not null }));

    /// <summary>The negotiation as this commit leaves it; null when it is not touched so far.</summary>
    public Negotiation? Find(string id) => changed.TryGetValue(id, out var known) ? known.Negotiation : null;

    public Standing? StandingOf(Negotiation negotiation) =>
        changed.TryGetValue(negotiation.Id, out var known) && known.Negotiation.Version == negotiation.Version ? known.Standing : null;

    public void Add(Negotiation after, IReadOnlyList<RecordedEvent> recorded, Standing standing)
    {
        changed[after.Id] = (after, standing);
        events.AddRange(recorded.Select(each => (after.Id, each)));
    }

    public void Answer(string subject, string key, CommitFrame.StoredAnswer answer) => answers.Add((subject, key, answer));

    /// <summary>Everything in one round trip, the commit included.</summary>
    public async Task CommitAsync(NpgsqlConnection connection, CommitFrame frame, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (events.Count > 0)
        {
            batch.BatchCommands.Add(CommitFrame.Command($"select setval('{Schema}.mt_events_sequence', $1)", frame.LastSequence));
            batch.BatchCommands.Add(Streams());
            batch.BatchCommands.Add(Events());
            foreach (var (_, standing) in changed.Values)
                batch.BatchCommands.Add(Status(standing, UpsertStatus));

            // Heard by every node once the commit is visible; a node that misses it looks for itself a little later.
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"notify {Tables.NewsChannel}"));
        }

        if (answers.Count > 0)
            batch.BatchCommands.Add(Answers(frame));

        batch.BatchCommands.Add(new NpgsqlBatchCommand(events.Count > 0 || answers.Count > 0 ? "commit" : "rollback"));
        await batch.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The same view told anew on another day, unless an append has overtaken it.</summary>
    public static NpgsqlBatchCommand Turned(Standing standing, DateOnly today)
    {
        var command = Status(standing, TurnStatus);
        command.Parameters.Add(CommitFrame.Parameter(NpgsqlDbType.Date, today));
        return command;
    }

    private static NpgsqlBatchCommand Status(Standing standing, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        StatusRow.Of(standing).AddTo(command.Parameters);
        return command;
    }

    private NpgsqlBatchCommand Streams() => CommitFrame.Command(
        InsertStreams,
        changed.Keys.ToArray(),
        changed.Values.Select(each => each.Negotiation.Version).ToArray(),
        changed.Values.Select(each => each.Negotiation.Events[^1].RecordedAt).ToArray());

    private NpgsqlBatchCommand Events() => CommitFrame.Command(
        InsertEvents,
        events.Select(each => each.Event.Sequence).ToArray(),
        events.Select(each => each.Event.EventId).ToArray(),
        events.Select(each => each.Stream).ToArray(),
        events.Select(each => each.Event.Version).ToArray(),
        events.Select(each => EventRow.Data(each.Event.Event)).ToArray(),
        events.Select(each => EventJson.NameOf(each.Event.Event)).ToArray(),
        events.Select(each => each.Event.RecordedAt).ToArray(),
        events.Select(each => ClrName.Of(each.Event.Event.GetType())).ToArray(),
        events.Select(each => each.Event.RecordedBy).ToArray(),
        events.Select(each => Seal.On(each.Event.Event).ToHeaders()).ToArray());

    private NpgsqlBatchCommand Answers(CommitFrame frame) => CommitFrame.Command(
        InsertAnswers,
        answers.Select(each => each.Subject).ToArray(),
        answers.Select(each => each.Key).ToArray(),
        answers.Select(each => each.Answer.RequestHash).ToArray(),
        answers.Select(each => each.Answer.Json).ToArray(),
        answers.Select(each => each.Answer.IsNew).ToArray(),
        frame.Now);
}

using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Append;

/// <summary>What one commit writes: events, the streams they belong to, the views that follow from them, and answers kept for repeats.</summary>
/// <param name="frame">The store as the commit found it.</param>
/// <param name="plan">What was decided.</param>
/// <param name="reader">Knows the anomalies of views it has in mind.</param>
public sealed class CommitChanges(CommitFrame frame, CommitPlan plan, NegotiationReader reader)
{
    // Views told while the database writes those told before: enough to be worth a round trip, few enough that neither waits long for the other.
    private const int ViewsTogether = 8;

    // From here on events are copied in: less for the database to parse, and one more round trip.
    private const int ManyEvents = 500;

    private const string Schema = Tables.Schema;

    private static readonly string InsertStreams =
        $"""
        insert into {Schema}.mt_streams (id, version, timestamp, created, tenant_id, is_archived)
        select id, version, at, at, '*DEFAULT*', false from unnest($1, $2, $3) as s(id, version, at)
        on conflict (id) do update set version = excluded.version, timestamp = excluded.timestamp
        """;

    // Without mt_dotnet_type, by which Marten would find the class of an event whose name nobody mapped: all of ours are, and a class that
    // moves must not leave its old name in the record.
    private static readonly string InsertEvents =
        $"""
        insert into {Schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, user_name, headers, is_archived)
        select seq, id, stream, version, data::jsonb, type, at, '*DEFAULT*', by, headers::jsonb, false
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) as e(seq, id, stream, version, data, type, at, by, headers)
        """;

    private static readonly string UpsertStatus =
        $"""
        insert into {Schema}.status ({StatusRow.Columns}) values ({string.Join(", ", StatusRow.Names.Select((_, index) => StatusRow.Placeholder(index)))})
        on conflict (id) do update set turned_on = null, {string.Join(", ", StatusRow.Names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
        """;

    private static readonly string TurnStatus =
        $"""
        update {Schema}.status set turned_on = ${StatusRow.Names.Count + 1}, {string.Join(", ", StatusRow.Names.Skip(4).Select((name, index) => $"{name} = {StatusRow.Placeholder(index + 4)}"))}
        where id = $1 and version = $2 and recorded_at = $3 and erasures = $4
        """;

    private static readonly string InsertAnswers =
        $"""
        insert into {Schema}.idempotency_key (subject, key, request_hash, answer, is_new, recorded_at)
        select subject, key, hash, answer::json, is_new, $6 from unnest($1, $2, $3, $4, $5) as a(subject, key, hash, answer, is_new)
        """;

    private readonly Dictionary<string, (Negotiation Negotiation, Standing Standing)> told = [];

    /// <summary>
    /// Those the store gives back exactly as they are in memory. It puts the members of free-form JSON (a patch, a geometry) in an order of its own,
    /// and an answer must not depend on whether a node remembers what it wrote. What an import brings is not kept in mind either: it is more than anybody asks for.
    /// </summary>
    public IEnumerable<(Negotiation Negotiation, Standing Standing)> Memorable =>
        told.Values.Where(each => !plan.Appends.Exists(append => append.After.Id == each.Negotiation.Id
            && (append.IsOfImport || append.Recorded.Any(recorded => recorded.Event is EventCorrected or SectionsAgreed { Sections: not null }))));

    /// <summary>Writes the plan and commits it. The database writes the events while views are folded, and views while others are.</summary>
    public async Task CommitAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        if (plan.Appends.Count == 0 && plan.Answered.Count == 0)
        {
            await SendAsync(connection, [new NpgsqlBatchCommand("rollback")], stop);
            return;
        }

        var writing = plan.Appends.Count > 0 ? WriteAsync(connection, stop) : Task.CompletedTask;
        var negotiations = plan.Appends.Select(append => append.After.Id).Distinct().Count();
        List<NpgsqlBatchCommand> views = [];
        try
        {
            foreach (var group in plan.Appends.GroupBy(append => append.After.Id).Chunk(ViewsTogether))
            {
                views = Tell(group);
                await writing;
                if (told.Count < negotiations)
                {
                    writing = SendAsync(connection, views, stop);
                    views = [];
                }
            }
        }
        finally
        {
            // A fold that failed must not leave a statement under way on the connection.
            await writing;
        }

        if (plan.Answered.Count > 0)
            views.Add(Answers());

        // Heard by every node once the commit is visible; a node that misses it looks for itself a little later.
        if (plan.Appends.Count > 0)
            views.Add(new NpgsqlBatchCommand($"notify {Tables.NewsChannel}"));

        await SendAsync(connection, [.. views, new NpgsqlBatchCommand("commit")], stop);
    }

    private async Task WriteAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        if (plan.Appends.Sum(append => append.Recorded.Count) < ManyEvents)
        {
            await SendAsync(connection, [Sequence(), Streams(), Events()], stop);
            return;
        }

        await SendAsync(connection, [Sequence(), Streams()], stop);
        await EventCopy.WriteAsync(connection, plan.Appends.SelectMany(append => append.Rows()), stop);
    }

    private static async Task SendAsync(NpgsqlConnection connection, IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);

        await batch.ExecuteNonQueryAsync(stop);
    }

    // Each negotiation's view stands alone, so every processor can fold some.
    private List<NpgsqlBatchCommand> Tell(IGrouping<string, CommitPlan.Append>[] negotiations)
    {
        var standings = new (Standing Standing, NpgsqlBatchCommand Row)[negotiations.Length];
        if (negotiations.Length == 1)
            TellOne(0);
        else
            Parallel.For(0, negotiations.Length, TellOne);

        foreach (var (appends, each) in negotiations.Zip(standings))
            told[appends.Key] = (appends.Last().After, each.Standing);

        return [.. standings.Select(each => each.Row)];

        void TellOne(int index)
        {
            var standing = Tell([.. negotiations[index]]);
            standings[index] = (standing, Status(standing, UpsertStatus));
        }
    }

    // The view after each append of one negotiation: each answer says what its own append made doubtful, the last view is kept.
    private Standing Tell(IReadOnlyList<CommitPlan.Append> appends)
    {
        var before = appends[0].Before;
        if (appends is [{ IsOfImport: true } alone])
        {
            alone.Receive([]);
            return frame.Fold(alone.After)!;
        }

        var anomalies = reader.RecallAnomalies(before) ?? frame.Fold(before)?.Status.Anomalies ?? [];
        Standing standing = null!;
        foreach (var append in appends)
        {
            standing = frame.Fold(append.After)!;
            append.Receive(NewAnomalies.Between(anomalies, standing.Status.Anomalies));
            anomalies = standing.Status.Anomalies;
        }

        return standing;
    }

    /// <summary>The same view told anew on another day, unless an append has overtaken it.</summary>
    public static NpgsqlBatchCommand Turned(Standing standing, DateOnly today)
    {
        var command = Status(standing, TurnStatus);
        command.Parameters.Add(Sql.Parameter(NpgsqlDbType.Date, today));
        return command;
    }

    /// <summary>The view told anew from events of which one was erased.</summary>
    public static NpgsqlBatchCommand Retold(Standing standing) => Status(standing, UpsertStatus);

    private static NpgsqlBatchCommand Status(Standing standing, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        StatusRow.Of(standing).AddTo(command.Parameters);
        return command;
    }

    private NpgsqlBatchCommand Sequence() => Sql.Command($"select setval('{Schema}.mt_events_sequence', $1)", frame.LastSequence);

    private NpgsqlBatchCommand Streams()
    {
        var streams = plan.Appends.GroupBy(append => append.After.Id).Select(appends => appends.Last().After).ToArray();
        return Sql.Command(
            InsertStreams,
            streams.Select(each => each.Id).ToArray(),
            streams.Select(each => each.Version).ToArray(),
            streams.Select(each => each.Events[^1].RecordedAt).ToArray());
    }

    private NpgsqlBatchCommand Events()
    {
        var events = plan.Appends.SelectMany(append => append.Recorded.Zip(append.Sealed, (recorded, each) => (Stream: append.After.Id, Event: recorded, Sealed: each))).ToArray();
        return Sql.Command(
            InsertEvents,
            events.Select(each => each.Event.Sequence).ToArray(),
            events.Select(each => each.Event.EventId).ToArray(),
            events.Select(each => each.Stream).ToArray(),
            events.Select(each => each.Event.Version).ToArray(),
            events.Select(each => each.Sealed.Text).ToArray(),
            events.Select(each => EventJson.NameOf(each.Event.Event)).ToArray(),
            events.Select(each => each.Event.RecordedAt).ToArray(),
            events.Select(each => each.Event.RecordedBy).ToArray(),
            events.Select(each => each.Sealed.Seal.ToHeaders(each.Event.Import)).ToArray());
    }

    private NpgsqlBatchCommand Answers() => Sql.Command(
        InsertAnswers,
        plan.Answered.Select(each => each.Submission.RecordedBy).ToArray(),
        plan.Answered.Select(each => each.Submission.Claim!.Key).ToArray(),
        plan.Answered.Select(each => each.Submission.Claim!.RequestHash).ToArray(),
        plan.Answered.Select(each => JsonSerializer.Serialize(each.Receipt, EventJson.Options)).ToArray(),
        plan.Answered.Select(each => each.IsNew).ToArray(),
        frame.Now);
}

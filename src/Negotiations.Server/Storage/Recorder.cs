using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Ledger;
using Npgsql;

namespace Negotiations.Server.Storage;

/// <summary>
/// The one append path. Callers queue; one loop commits all that wait together: decide, fold, write events and views in one transaction.
/// Sharing a commit is what makes it fast, and being the only writer what makes it simple.
/// </summary>
internal sealed class Recorder : IAsyncDisposable
{
    // Enough to share a flush among all who wait, few enough that none waits for a crowd.
    private const int MostTogether = 64;

    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly NegotiationReader reader;
    private readonly DatabaseClock clock;
    private readonly ILogger<Recorder> logger;
    private readonly NpgsqlDataSource source;
    private readonly Task loop;

    public Recorder(string connectionString, NegotiationReader reader, DatabaseClock clock, ILogger<Recorder> logger)
    {
        (this.reader, this.clock, this.logger) = (reader, clock, logger);
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = 2,
            ApplicationName = "negotiations-recorder",
            // A node that hangs with the writer's lock in hand must not stop the others from recording.
            Options = "-c idle_in_transaction_session_timeout=10s -c lock_timeout=30s",
        });
        loop = Task.Run(LoopAsync);
    }

    /// <summary>After every commit: something new may be read.</summary>
    public event Action? Committed;

    /// <summary>Records a submission or says why not. When this returns, what it says is on disk.</summary>
    public async Task<Outcome> RecordAsync(Submission submission, CancellationToken stop)
    {
        var pending = new Pending(submission);
        await queue.Writer.WriteAsync(pending, stop);

        // From here on it may be committed at any moment: the caller waits for the answer, not for its own patience.
        return await pending.Outcome.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        stopping.CancelAfter(TimeSpan.FromSeconds(10));
        await loop;
        stopping.Dispose();
        await source.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        NpgsqlConnection? connection = null;
        List<Pending> together = new(MostTogether);
        while (await queue.Reader.WaitToReadAsync())
        {
            together.Clear();
            while (together.Count < MostTogether && queue.Reader.TryRead(out var pending))
                together.Add(pending);

            connection = await CommitOrExplainAsync(connection, together);
        }

        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task<NpgsqlConnection?> CommitOrExplainAsync(NpgsqlConnection? connection, List<Pending> together)
    {
        try
        {
            connection ??= await source.OpenConnectionAsync(stopping.Token);
            await CommitAsync(connection, together);
            return connection;
        }
        catch (Exception failure)
        {
            if (connection is not null)
                await connection.DisposeAsync();

            if (together.Count == 1)
            {
                logger.LogError(failure, "An append could not be committed.");
                together[0].Outcome.TrySetException(failure);
                return null;
            }

            // One of them may be at fault, or none: alone each gets its own answer.
            connection = null;
            foreach (var alone in together.Where(pending => !pending.Outcome.Task.IsCompleted))
                connection = await CommitOrExplainAsync(connection, [alone]);

            return connection;
        }
    }

    private async Task CommitAsync(NpgsqlConnection connection, List<Pending> together)
    {
        var frame = await CommitFrame.OpenAsync(connection, [.. together.Select(pending => pending.Submission)], stopping.Token);
        var changes = new CommitChanges();
        List<Action> answers = [];
        foreach (var pending in together)
        {
            var outcome = await DecideAsync(pending.Submission, frame, changes, connection);
            answers.Add(() => pending.Outcome.TrySetResult(outcome));
        }

        await changes.CommitAsync(connection, frame, stopping.Token);
        foreach (var (negotiation, standing) in changes.Memorable)
            reader.Keep(negotiation, standing.Status.Anomalies);

        clock.Set(frame.Now);
        Committed?.Invoke();
        answers.ForEach(answer => answer());
    }

    private async Task<Outcome> DecideAsync(Submission submission, CommitFrame frame, CommitChanges changes, NpgsqlConnection connection)
    {
        if (submission.Claim is { } claim && frame.AnswerTo(submission.RecordedBy, claim.Key) is { } answered)
            return Replay(claim, answered);

        if (submission.SuppliedIds.FirstOrDefault(id => frame.NegotiationOf(id) is { } other && other != submission.NegotiationId) is var taken && taken != default)
            return new Refusal(RefusalKind.Conflict, "event-id-taken", $"The eventId {taken} is recorded in another negotiation. Use another eventId.", "/eventId");

        var negotiation = changes.Find(submission.NegotiationId) ?? await CurrentAsync(submission.NegotiationId, frame, connection);
        var decision = submission.Decide(negotiation, DatabaseClock.LatestDayOf(frame.Now));
        if (decision is Decision.Refused refused)
            return refused.Refusal;

        var accepted = (Decision.Accepted)decision;
        if (accepted.New.FirstOrDefault(each => Seal.Canonical(each) is null) is not null)
            return Refusal.Invalid("number-not-exact", "A number has more digits than an IEEE 754 double can hold, and the ledger could not tell it from its neighbour. Round it as the source does.");

        var recorded = frame.Envelop(negotiation, accepted.New, submission.RecordedBy);
        var receipt = recorded.Count == 0 ? ReceiptOf(negotiation, accepted, [], []) : Record(negotiation, accepted, recorded, frame, changes);
        if (submission.Claim is { } made)
        {
            var answer = new CommitFrame.StoredAnswer(made.RequestHash, JsonSerializer.Serialize(receipt, EventJson.Options), recorded.Count > 0);
            frame.Remember(submission.RecordedBy, made.Key, answer);
            changes.Answer(submission.RecordedBy, made.Key, answer);
        }

        return new Outcome(null, receipt, IsNew: recorded.Count > 0);
    }

    private Receipt Record(Negotiation before, Decision.Accepted accepted, IReadOnlyList<RecordedEvent> recorded, CommitFrame frame, CommitChanges changes)
    {
        var after = before.With(recorded);
        var standing = frame.Fold(after)!;
        var known = changes.StandingOf(before)?.Status.Anomalies ?? reader.RecallAnomalies(before) ?? frame.Fold(before)?.Status.Anomalies ?? [];
        changes.Add(after, recorded, standing);
        return ReceiptOf(after, accepted, recorded, NewAnomalies.Between(known, standing.Status.Anomalies));
    }

    private static Receipt ReceiptOf(Negotiation negotiation, Decision.Accepted accepted, IReadOnlyList<RecordedEvent> recorded, IReadOnlyList<Views.Anomaly> anomalies)
    {
        using var next = recorded.GetEnumerator();
        var entries = accepted.Entries.Select(entry =>
        {
            var each = entry.Known;
            if (each is null)
            {
                next.MoveNext();
                each = next.Current;
            }

            return new ReceiptEntry(each.EventId, each.Version, each.Sequence, each.RecordedAt);
        }).ToList();
        return new Receipt(negotiation.Id, negotiation.Version, entries, anomalies);
    }

    private static Outcome Replay(IdempotencyClaim claim, CommitFrame.StoredAnswer answered)
    {
        if (!CryptographicOperations.FixedTimeEquals(claim.RequestHash, answered.RequestHash))
            return new Refusal(RefusalKind.Invalid, "idempotency-key-reused", $"The Idempotency-Key '{Slug.Clip(claim.Key)}' was used for another request. Use a new key for a new request.");

        return new Outcome(null, JsonSerializer.Deserialize<Receipt>(answered.Json, EventJson.Options), answered.IsNew);
    }

    private async Task<Negotiation> CurrentAsync(string id, CommitFrame frame, NpgsqlConnection connection)
    {
        var known = reader.Recall(id);
        return frame.IsCurrent(known) ? known : await reader.ReadAsync(id, connection, stopping.Token);
    }

    private sealed record Pending(Submission Submission)
    {
        public TaskCompletionSource<Outcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

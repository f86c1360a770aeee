using System.Diagnostics;
using Marten;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Workers;
using Npgsql;
using static System.Threading.Tasks.ConfigureAwaitOptions;

namespace Negotiations.Store.Append;

/// <summary>
/// The one append path. Callers queue; one loop commits all that wait together: decide, fold, and append through one
/// Marten session in one transaction. Sharing a commit is what makes it fast, and being the only writer what makes it
/// simple.
/// </summary>
public sealed class Recorder : IAsyncDisposable
{
    // Enough to share a flush among all who wait, few enough that none waits for a crowd.
    private const int MostTogether = 64;

    // In events, but for one request or part of an import that has more: so much is decided, folded and written in a
    // small part of a second, and who comes meanwhile waits for no more.
    private const int MostEventsTogether = 512;

    // Streams read at one time before they queue: a crowd after a restart leaves connections to others.
    private const int MostReadAhead = 8;

    private const string ProbeName = "probe";

    // Of no negotiation, so that no stream is read for it.
    private static readonly Submission Probe = new(
        ActorStreams.Of(ProbeName),
        (_, _) => new Decision.Refused(Refusal.Invalid(ProbeName, "")),
        [],
        ProbeName
    )
    {
        Before = (_, plan, _) =>
        {
            plan.IsProbe = true;
            return Task.CompletedTask;
        },
    };

    private readonly FairQueue<IReadOnlyList<Pending>> queue = new(4096);
    private readonly SemaphoreSlim readingAhead = new(MostReadAhead);
    private readonly CancellationTokenSource stopping = new();

    // Made with the first commit: the server's role is known only when the schema has been set up.
    private readonly Lazy<MartenCommit> commit;
    private readonly NegotiationReader reader;
    private readonly DatabaseClock clock;
    private readonly Lazy<NpgsqlDataSource> source;

    // A little longer than for the lock, whose error says what happened.
    private readonly TimeSpan answersWithin;
    private readonly Task loop;
    private long oldest;
    private long lastBegan;
    private long lastSequence;

    // Whether the database has answered to the present commit.
    private bool isUnderWay;

    /// <param name="timeout">
    /// How long a commit waits for the writer's lock; null: <see cref="WriterLock.MostWaited"/>.
    /// </param>
    public Recorder(
        StoreConnections connections,
        Func<IDocumentStore> store,
        CommitMemory memory,
        NegotiationReader reader,
        DatabaseClock clock,
        ILogger<Recorder> logger,
        TimeSpan? timeout = null
    )
    {
        var waits = timeout ?? WriterLock.MostWaited;
        commit = new Lazy<MartenCommit>(() => new MartenCommit(store(), memory));
        (this.reader, this.clock, State) = (reader, clock, new RecordingState(logger));
        source = new Lazy<NpgsqlDataSource>(() => Open(connections.Server, waits));
        answersWithin = waits + TimeSpan.FromSeconds(1);
        loop = Task.Run(LoopAsync);
    }

    /// <summary>
    /// For how long the appends have waited that are being committed; null: none is.
    /// </summary>
    public TimeSpan? OldestWaits =>
        Interlocked.Read(ref oldest) is var since and > 0 ? Stopwatch.GetElapsedTime(since) : null;

    /// <summary>Whether appends come through.</summary>
    public RecordingState State { get; }

    /// <summary>
    /// The database has fewer events than this node has recorded: it went back. Raised under the lock.
    /// </summary>
    public event Action? WentBack;

    /// <summary>After every commit: something new may be read.</summary>
    public event Action? Committed;

    /// <summary>
    /// Records a submission or says why not. When this returns, what it says is on disk, and on the disk of every copy
    /// that the operator asked for.
    /// </summary>
    /// <exception cref="UnknownOutcomeException">It may be recorded or not.</exception>
    /// <exception cref="TimeoutException">It was not its turn in time: it is not recorded.</exception>
    public async Task<Outcome> RecordAsync(Submission submission, CancellationToken stop)
    {
        if (!ReferenceEquals(submission, Probe))
            State.RefuseWhenFull();

        await ReadAheadAsync(submission.NegotiationId, stop);
        var pending = new Pending(submission);
        var answered = QueueAsync(pending, stop);
        while (!answered.IsCompleted && LeftFor(pending) is var left && left > TimeSpan.Zero)
            await ((Task)answered).WaitAsync(left, CancellationToken.None).ConfigureAwait(SuppressThrowing);

        if (answered.IsCompleted)
            return await answered;

        // Its sender is gone, and a failure that comes later is written by the loop.
        _ = answered.ContinueWith(late => late.Exception, TaskScheduler.Default);
        throw pending.Withdraw()
            ? new TimeoutException("Other appends were not committed in time, and this one was not begun.")
            : new UnknownOutcomeException("An append was not committed in time, and may still be.");
    }

    /// <summary>
    /// Records many submissions in one commit, as an import brings them. Who records one by one waits for it: it is
    /// to be no larger than that allows.
    /// </summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<IReadOnlyList<Outcome>> RecordTogetherAsync(
        IReadOnlyList<Submission> submissions,
        CancellationToken stop
    )
    {
        State.RefuseWhenFull();
        var together = submissions.Select(submission => new Pending(submission)).ToList();
        await queue.WriteAsync(submissions.Count == 0 ? "" : submissions[0].RecordedBy, together, stop);
        return await Task.WhenAll(together.Select(pending => pending.Outcome.Task));
    }

    /// <summary>Commits a few bytes as an append is committed, and records nothing.</summary>
    public Task ProbeAsync(CancellationToken stop) => RecordAsync(Probe, stop);

    public async ValueTask DisposeAsync()
    {
        queue.Complete();
        stopping.CancelAfter(TimeSpan.FromSeconds(10));
        await loop;
        stopping.Dispose();
        readingAhead.Dispose();
        queue.Dispose();
        if (source.IsValueCreated)
            await source.Value.DisposeAsync();
    }

    // As long as one commit follows another, each waits for its turn; where one stands still, no longer than this.
    private TimeSpan LeftFor(Pending pending) =>
        answersWithin - Stopwatch.GetElapsedTime(Math.Max(pending.Since, Interlocked.Read(ref lastBegan)));

    private async Task<Outcome> QueueAsync(Pending pending, CancellationToken stop)
    {
        await queue.WriteAsync(pending.Submission.RecordedBy, [pending], stop);

        // From here on it may be committed at any moment: the caller waits for the answer, not for its own patience.
        return await pending.Outcome.Task;
    }

    // What is not in memory is read before it queues: under the lock everyone would wait for it.
    private async Task ReadAheadAsync(string id, CancellationToken stop)
    {
        if (!reader.Cached(id).IsUnopened || SideStreams.IsOne(id))
            return;

        await readingAhead.WaitAsync(stop);
        try
        {
            await reader.ReadAsync(id, stop);
        }
        finally
        {
            readingAhead.Release();
        }
    }

    private static NpgsqlDataSource Open(string connectionString, TimeSpan waits) =>
        ConnectionSettings.Create(
            connectionString,
            new NpgsqlConnectionStringBuilder
            {
                MaxAutoPrepare = 120,
                AutoPrepareMinUsages = 2,

                // One is used. Those beside it are left to commits that a standby does not confirm.
                MaxPoolSize = 8,
                Timeout = 5,

                // Later than the database's own timeout for the lock, whose error says what happened.
                CommandTimeout = (int)waits.TotalSeconds + 15,
            },
            "negotiations-recorder",
            // A dozen statements run for ever, each with one good plan: making one for each value costs more than
            // running it.
            "-c plan_cache_mode=force_generic_plan " + WriterLock.OptionsOf(waits)
        );

    private async Task LoopAsync()
    {
        NpgsqlConnection? connection = null;
        List<Pending> together = new(MostTogether);
        while (await queue.WaitToReadAsync())
        {
            together.Clear();
            var events = 0;
            while (queue.TryRead(next => Fits(next, together.Count, events), out var next))
            {
                together.AddRange(next.Where(pending => pending.Take()));
                events += EventsOf(next);
            }

            if (together.Count == 0)
                continue;

            Interlocked.Exchange(ref lastBegan, Stopwatch.GetTimestamp());
            Interlocked.Exchange(ref oldest, lastBegan);
            connection = await CommitOrExplainAsync(connection, together);
            Interlocked.Exchange(ref oldest, 0);
        }

        if (connection is not null)
            await connection.DisposeAsync();
    }

    private static bool Fits(IReadOnlyList<Pending> next, int taken, int events) =>
        taken == 0 || (taken + next.Count <= MostTogether && events + EventsOf(next) <= MostEventsTogether);

    private static int EventsOf(IReadOnlyList<Pending> next) =>
        next.Any(pending => pending.Submission.IsAlone)
            ? MostEventsTogether + 1
            : next.Sum(pending => pending.Submission.Events);

    private async Task<NpgsqlConnection?> CommitOrExplainAsync(
        NpgsqlConnection? connection,
        List<Pending> together,
        bool isAgain = false
    )
    {
        var isOld = connection is not null;
        isUnderWay = false;
        try
        {
            connection ??= await source.Value.OpenConnectionAsync(stopping.Token);
            await CommitAsync(connection, together);
            return connection;
        }
        catch (Exception failure)
        {
            if (connection is not null)
                await DurableCommit.LetGoAsync(connection, failure);

            // It was lost while it rested: nothing was asked of the database yet. Or nothing was to be recorded, and
            // that one session was ended does not say that the next would be.
            if (
                !isAgain
                && (
                    (isOld && !isUnderWay && Faults.IsDatabaseAway(failure))
                    || (
                        together.TrueForAll(each => ReferenceEquals(each.Submission, Probe))
                        && Faults.IsSessionEnded(failure)
                    )
                )
            )
            {
                source.Value.Clear();
                return await CommitOrExplainAsync(null, together, isAgain: true);
            }

            var waiting = together.Where(pending => !pending.Outcome.Task.IsCompleted).ToList();
            if (waiting.Count > 1 && CommitFailure.IsOfOneMember(failure))
                return await CommitOneByOneAsync(waiting);

            Fail(waiting, failure);
            if (failure is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
                FailQueued(failure);

            return null;
        }
    }

    // Those that came meanwhile have waited for the same lock, and each batch of them would wait as long once more.
    private void FailQueued(Exception failure)
    {
        List<Pending> queued = [];
        while (queue.TryRead(_ => true, out var next))
            queued.AddRange(next);

        if (queued.Count > 0)
            Fail(queued, failure);
    }

    // Alone each gets its own answer, until something fails them all.
    private async Task<NpgsqlConnection?> CommitOneByOneAsync(IReadOnlyList<Pending> waiting)
    {
        NpgsqlConnection? connection = null;
        foreach (var (place, alone) in waiting.Index())
        {
            connection = await CommitOrExplainAsync(connection, [alone]);
            if (alone.Outcome.Task.Exception?.InnerException is { } failure && !CommitFailure.IsOfOneMember(failure))
            {
                Fail(waiting.Skip(place + 1).ToList(), failure);
                break;
            }
        }

        return connection;
    }

    private void Fail(IReadOnlyList<Pending> waiting, Exception failure)
    {
        State.Fail(failure, waiting.Count);
        foreach (var pending in waiting)
            pending.Outcome.TrySetException(failure);
    }

    private async Task CommitAsync(NpgsqlConnection connection, List<Pending> together)
    {
        var transaction = await connection.BeginTransactionAsync(stopping.Token);
        var frame = await CommitFrame.OpenAsync(
            connection,
            [.. together.Select(pending => pending.Submission)],
            stopping.Token
        );
        isUnderWay = true;
        if (frame.LastSequence < lastSequence)
            WentBack?.Invoke();

        lastSequence = frame.LastSequence;
        var plan = new CommitPlan(frame, id => CurrentAsync(id, frame, connection));
        List<(Pending Pending, Func<Outcome> Outcome)> decided = [];

        // Stream by stream: in this order Marten takes its numbers.
        foreach (var pending in together.GroupBy(each => each.Submission.NegotiationId).SelectMany(stream => stream))
        {
            if (pending.Submission.Before is { } before)
                await before(connection, plan, stopping.Token);

            decided.Add((pending, await plan.DecideAsync(pending.Submission)));
        }

        if (plan.Appends.Count > 0 || plan.Answered.Count > 0)
        {
            var folds = new CommitFolds(frame, plan, reader);
            await commit.Value.WriteAsync(transaction, plan, folds, frame.Now, stopping.Token);
            await DurableCommit.RunAsync(connection, answersWithin);
            State.Succeed();
            lastSequence = frame.LastSequence;
            foreach (var (negotiation, fold) in folds.Cacheable)
                reader.Cache(negotiation, fold);
        }
        else if (plan.IsProbe || (frame.HasStandbys && decided.Exists(each => each.Outcome().Refusal is null)))
        {
            // What is answered once more may have been committed here and not yet on the copies.
            await CommitFrame.ConfirmAsync(connection, stopping.Token);
            await DurableCommit.RunAsync(connection, answersWithin);
            State.Succeed();
        }
        else
        {
            await transaction.RollbackAsync(stopping.Token);
        }

        clock.Set(frame.Now);
        if (plan.Appends.Count > 0)
            Committed?.Invoke();

        foreach (var (pending, outcome) in decided)
            pending.Outcome.TrySetResult(outcome());
    }

    private async Task<Negotiation> CurrentAsync(string id, CommitFrame frame, NpgsqlConnection connection)
    {
        var known = reader.Cached(id);
        return frame.IsCurrent(known) ? known : await reader.ReadAsync(id, connection, stopping.Token);
    }
}

using Marten;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>
/// Commits submissions together and answers each: in one transaction where that succeeds, else one by one, so that each
/// fails for its own reason. One caller at a time.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const string ProbeName = "probe";

    /// <summary>A few bytes, committed as an append is. Of no negotiation, so that no stream is read for
    /// it.</summary>
    public static readonly AppendRequest Probe = new(
        ActorStreams.Of(ProbeName),
        (_, _) => new Decision.Refused(Refusal.Invalid(ProbeName, "")),
        [],
        ProbeName
    );

    private readonly CancellationTokenSource stopping = new();

    // Made with the first commit: the server's role is known only when the schema has been set up.
    private readonly Lazy<MartenCommit> commit;
    private readonly Lazy<NpgsqlDataSource> source;
    private readonly NegotiationReader reader;
    private readonly DatabaseClock clock;
    private readonly Action<Exception> lockNotAvailable;

    // Open between commits; null: the last one failed, or none was made.
    private NpgsqlConnection? idle;
    private long lastSequence;

    // Whether the database has answered to the present commit.
    private bool isUnderWay;

    /// <param name="timeout">How long a commit waits for the writer's lock; null: <see cref="WriterLock.MostWaited"/>.
    /// </param>
    /// <param name="lockNotAvailable">Called when another one had the lock all that time.</param>
    public GroupCommit(
        StoreConnections connections,
        Func<IDocumentStore> store,
        CommitMemory memory,
        SealKey key,
        NegotiationReader reader,
        DatabaseClock clock,
        ILogger<Recorder> logger,
        TimeSpan? timeout,
        Action<Exception> lockNotAvailable
    )
    {
        var waits = timeout ?? WriterLock.MostWaited;
        commit = new Lazy<MartenCommit>(() => new MartenCommit(store(), memory, key));
        source = new Lazy<NpgsqlDataSource>(() => Open(connections.Server, waits));
        AnswersWithin = waits + TimeSpan.FromSeconds(1);
        State = new RecordingState(logger);
        (this.reader, this.clock, this.lockNotAvailable) = (reader, clock, lockNotAvailable);
    }

    /// <summary>A little longer than for the lock, whose error says what happened.</summary>
    public TimeSpan AnswersWithin { get; }

    /// <summary>Whether appends come through.</summary>
    public RecordingState State { get; }

    /// <summary>The database has fewer events than this node has recorded: it went back. Raised under the
    /// lock.</summary>
    public event Action? WentBack;

    /// <summary>After every commit: something new may be read.</summary>
    public event Action? Committed;

    /// <summary>Answers all of them; never throws.</summary>
    public async Task RunAsync(List<Pending> together) => idle = await CommitOrExplainAsync(idle, together);

    /// <summary>Gives up what is not committed by then.</summary>
    public void StopAfter(TimeSpan delay) => stopping.CancelAfter(delay);

    public async ValueTask DisposeAsync()
    {
        if (idle is not null)
            await idle.DisposeAsync();

        stopping.Dispose();
        if (source.IsValueCreated)
            await source.Value.DisposeAsync();
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
                    || (together.TrueForAll(IsProbe) && Faults.IsSessionEnded(failure))
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
                lockNotAvailable(failure);

            return null;
        }
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

    /// <summary>Answers submissions that are not recorded.</summary>
    public void Fail(IReadOnlyList<Pending> waiting, Exception failure)
    {
        State.Fail(failure, waiting.Count);
        foreach (var pending in waiting)
            pending.Outcome.TrySetException(failure);
    }

    private async Task CommitAsync(NpgsqlConnection connection, List<Pending> together)
    {
        var transaction = await connection.BeginTransactionAsync(stopping.Token);
        var snapshot = await CommitSnapshot.OpenAsync(
            connection,
            [.. together.Select(pending => pending.Request)],
            stopping.Token
        );
        isUnderWay = true;
        if (snapshot.LastSequence < lastSequence)
            WentBack?.Invoke();

        lastSequence = snapshot.LastSequence;
        var plan = new CommitPlan(snapshot, id => CurrentAsync(id, snapshot, connection));
        List<(Pending Pending, Func<Outcome> Outcome)> decided = [];

        // Stream by stream: in this order Marten takes its numbers.
        foreach (var pending in together.GroupBy(each => each.Request.NegotiationId).SelectMany(stream => stream))
        {
            var submission = pending.Request;
            if (submission.Learn is { } learn)
                submission = submission with { Decide = await learn(connection, plan, stopping.Token) };

            decided.Add((pending, await plan.DecideAsync(submission)));
        }

        if (plan.Appends.Count > 0 || plan.Answered.Count > 0)
        {
            var folds = new CommitFolds(snapshot, plan, reader);
            await commit.Value.WriteAsync(transaction, plan, folds, snapshot.Now, stopping.Token);
            await DurableCommit.RunAsync(connection, AnswersWithin);
            State.Succeed();
            lastSequence = snapshot.LastSequence;
            foreach (var (negotiation, fold) in folds.Cacheable)
                reader.Cache(negotiation, fold);
        }
        else if (
            together.Exists(IsProbe) || (snapshot.HasStandbys && decided.Exists(each => each.Outcome().Refusal is null))
        )
        {
            // What is answered once more may have been committed here and not yet on the copies.
            await CommitSnapshot.ConfirmAsync(connection, stopping.Token);
            await DurableCommit.RunAsync(connection, AnswersWithin);
            State.Succeed();
        }
        else
        {
            await transaction.RollbackAsync(stopping.Token);
        }

        clock.Set(snapshot.Now);
        if (plan.Appends.Count > 0)
            Committed?.Invoke();

        foreach (var (pending, outcome) in decided)
            pending.Outcome.TrySetResult(outcome());
    }

    private static bool IsProbe(Pending pending) => ReferenceEquals(pending.Request, Probe);

    private async Task<Negotiation> CurrentAsync(string id, CommitSnapshot snapshot, NpgsqlConnection connection)
    {
        var known = reader.Cached(id);
        return snapshot.IsCurrent(known) ? known : await reader.ReadAsync(id, connection, stopping.Token);
    }
}

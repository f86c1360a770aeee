using System.Diagnostics;
using Marten;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Negotiations.Store.Seeing;
using static System.Threading.Tasks.ConfigureAwaitOptions;

namespace Negotiations.Store.Append;

/// <summary>
/// The one append path. Callers queue; one loop commits all that wait together: decide, fold, and append through one
/// Marten session in one transaction. Sharing a commit is what makes it fast, and being the only writer what makes it
/// simple.
/// </summary>
public sealed class Recorder : IAsyncDisposable
{
    // Maximum group-commit size: amortises one flush, bounds latency.
    private const int MostTogether = 64;

    // In events, but for one request or part of an import that has more: so much is decided, folded and written in a
    // small part of a second, and who comes meanwhile waits for no more.
    private const int MostEventsTogether = 512;

    // Streams read at one time before they queue: a crowd after a restart leaves connections to others.
    private const int MostReadAhead = 8;

    private readonly FairQueue<IReadOnlyList<Pending>> queue = new(4096);
    private readonly SemaphoreSlim readingAhead = new(MostReadAhead);
    private readonly NegotiationReader reader;
    private readonly Authors authors;
    private readonly GroupCommit commit;
    private readonly Task loop;
    private long oldest;
    private long lastBegan;

    /// <param name="timeout">
    /// How long a commit waits for the writer's lock; null: <see cref="WriterLock.MostWaited"/>.
    /// </param>
    public Recorder(
        StoreConnections connections,
        Func<IDocumentStore> store,
        CommitMemory memory,
        SealKey key,
        NegotiationReader reader,
        Authors authors,
        DatabaseClock clock,
        ILogger<Recorder> logger,
        TimeSpan? timeout = null
    )
    {
        (this.reader, this.authors) = (reader, authors);
        commit = new GroupCommit(connections, store, memory, key, reader, clock, logger, timeout, FailQueued);
        loop = Task.Run(LoopAsync);
    }

    /// <summary>
    /// For how long the appends have waited that are being committed; null: none is.
    /// </summary>
    public TimeSpan? OldestWaits =>
        Interlocked.Read(ref oldest) is var since and > 0 ? Stopwatch.GetElapsedTime(since) : null;

    /// <summary>Whether appends come through.</summary>
    public RecordingState State => commit.State;

    /// <summary>
    /// The database has fewer events than this node has recorded: it went back. Raised under the lock.
    /// </summary>
    public event Action? WentBack
    {
        add => commit.WentBack += value;
        remove => commit.WentBack -= value;
    }

    /// <summary>After every commit: something new may be read.</summary>
    public event Action? Committed
    {
        add => commit.Committed += value;
        remove => commit.Committed -= value;
    }

    /// <summary>
    /// Records a submission or says why not. When this returns, what it says is on disk, and on the disk of every copy
    /// that the operator asked for.
    /// </summary>
    /// <exception cref="UnknownOutcomeException">It may be recorded or not.</exception>
    /// <exception cref="TimeoutException">It was not its turn in time: it is not recorded.</exception>
    public async Task<Outcome> RecordAsync(AppendRequest submission, CancellationToken stop)
    {
        if (!ReferenceEquals(submission, GroupCommit.Probe))
            State.RefuseWhenFull();

        await ReadAheadAsync(submission.NegotiationId, stop);
        var pending = new Pending(await ByAuthorAsync(submission, stop));
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
        IReadOnlyList<AppendRequest> submissions,
        CancellationToken stop
    )
    {
        State.RefuseWhenFull();
        List<Pending> together = new(submissions.Count);
        foreach (var submission in submissions)
            together.Add(new Pending(await ByAuthorAsync(submission, stop)));

        await queue.WriteAsync(together.Count == 0 ? "" : together[0].Request.RecordedBy, together, stop);
        return await Task.WhenAll(together.Select(pending => pending.Outcome.Task));
    }

    /// <summary>Commits a few bytes as an append is committed, and records nothing.</summary>
    public Task ProbeAsync(CancellationToken stop) => RecordAsync(GroupCommit.Probe, stop);

    public async ValueTask DisposeAsync()
    {
        queue.Complete();
        commit.StopAfter(TimeSpan.FromSeconds(10));
        await loop;
        readingAhead.Dispose();
        queue.Dispose();
        await commit.DisposeAsync();
    }

    // As long as one commit follows another, each waits for its turn; where one stands still, no longer than this.
    private TimeSpan LeftFor(Pending pending) =>
        commit.AnswersWithin - Stopwatch.GetElapsedTime(Math.Max(pending.Since, Interlocked.Read(ref lastBegan)));

    private async Task<Outcome> QueueAsync(Pending pending, CancellationToken stop)
    {
        await queue.WriteAsync(pending.Request.RecordedBy, [pending], stop);

        // From here on it may be committed at any moment: the caller waits for the answer, not for its own patience.
        return await pending.Outcome.Task;
    }

    // The record names no one: it has what leads to the name as long as that is known.
    private async ValueTask<AppendRequest> ByAuthorAsync(AppendRequest submission, CancellationToken stop) =>
        submission.IsByAuthor || ReferenceEquals(submission, GroupCommit.Probe)
            ? submission
            : submission with
            {
                RecordedBy = await authors.OfAsync(submission.RecordedBy, stop),
            };

    // What is not in memory is read before it queues: under the lock everyone would wait for it.
    private async Task ReadAheadAsync(string id, CancellationToken stop)
    {
        if (!reader.Cached(id).IsUnopened || SideStreams.IsOne(id))
            return;

        await readingAhead.WaitAsync(stop);
        try
        {
            await reader.ReadWholeAsync(id, stop);
        }
        finally
        {
            readingAhead.Release();
        }
    }

    private async Task LoopAsync()
    {
        List<Pending> together = new(MostTogether);
        while (await queue.WaitToReadAsync())
        {
            together.Clear();
            var events = 0;
            while (queue.TryRead(next => Fits(next, together, events), out var next))
            {
                together.AddRange(next.Where(pending => pending.Take()));
                events += EventsOf(next);
            }

            if (together.Count == 0)
                continue;

            Interlocked.Exchange(ref lastBegan, Stopwatch.GetTimestamp());
            Interlocked.Exchange(ref oldest, lastBegan);
            await commit.RunAsync(together);
            Interlocked.Exchange(ref oldest, 0);
        }
    }

    private static bool Fits(IReadOnlyList<Pending> next, List<Pending> taken, int events) =>
        taken.Count == 0
        || (
            !AreAlone(next)
            && !AreAlone(taken)
            && taken.Count + next.Count <= MostTogether
            && events + EventsOf(next) <= MostEventsTogether
        );

    private static bool AreAlone(IReadOnlyList<Pending> all) => all.Any(pending => pending.Request.IsAlone);

    private static int EventsOf(IReadOnlyList<Pending> next) => next.Sum(pending => pending.Request.Events);

    // Those that came meanwhile have waited for the same lock, and each batch of them would wait as long once more.
    private void FailQueued(Exception failure)
    {
        List<Pending> queued = [];
        while (queue.TryRead(_ => true, out var next))
            queued.AddRange(next);

        if (queued.Count > 0)
            commit.Fail(queued, failure);
    }
}

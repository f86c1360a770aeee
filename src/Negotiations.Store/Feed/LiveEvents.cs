using Negotiations.Store.Actors;
using Negotiations.Store.Following;

namespace Negotiations.Store.Feed;

/// <summary>
/// The one reader of new events on this node. It has the latest in a window that all live streams read from, so that a
/// stream costs a position and a connection, not a queue; one that falls out of the window reads the store until it is
/// back in. Its place is in memory: a node that starts begins at the end of the record.
/// </summary>
public sealed class LiveEvents(FeedReader reader, RecordNews news, ActorDirectory actors, ILogger<LiveEvents> logger)
    : Follower("the live feed", news, logger)
{
    private const int Window = 2048;
    private const int Batch = 500;

    private readonly Lock window = new();
    private readonly LiveEvent[] latest = new LiveEvent[Window];
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long count;
    private long floor;
    private long head;
    private long erasures;
    private volatile bool isOfAnotherPast;

    /// <summary>So many events have arrived.</summary>
    public event Action<int>? Arrived;

    /// <summary>Done once the end of the record is known.</summary>
    public Task Begun => begun.Task;

    /// <summary>The last sequence this node has seen.</summary>
    public long Head => Interlocked.Read(ref head);

    /// <summary>
    /// The database went back: the window is dropped, and the end of the record looked for once more. Streams that are
    /// beyond it end, so that their followers ask again with the place they have.
    /// </summary>
    public void Restart()
    {
        isOfAnotherPast = true;
        Wake();
    }

    /// <summary>Raised with the new end of the record after a <see cref="Restart"/>.</summary>
    public event Action<long>? WentBack;

    /// <summary>Completes when something arrives after a sequence.</summary>
    public Task WaitAsync(long after)
    {
        lock (window)
            return head > after ? Task.CompletedTask : arrival.Task;
    }

    /// <summary>
    /// The events after a sequence; null when the window no longer reaches back so far, and the store has to be
    /// asked.
    /// </summary>
    public IReadOnlyList<LiveEvent>? After(long sequence)
    {
        lock (window)
        {
            if (sequence < floor)
                return null;

            var first = count;
            while (first > Math.Max(0, count - Window) && latest[(first - 1) % Window].Sequence > sequence)
                first--;

            var events = new LiveEvent[count - first];
            for (var i = 0; i < events.Length; i++)
                events[i] = latest[(first + i) % Window];

            return events;
        }
    }

    // News can be lost with a connection; what it was of is found this much later.
    protected override TimeSpan Rest => TimeSpan.FromMilliseconds(500);

    // What arrives at rest is passed on at once; what arrives in a burst is read together.
    protected override TimeSpan Gather => TimeSpan.FromMilliseconds(15);

    protected override async Task<bool> FollowAsync(CancellationToken stop)
    {
        if (!begun.Task.IsCompleted)
            Begin(await reader.HeadAsync(stop));

        if (isOfAnotherPast)
        {
            isOfAnotherPast = false;
            await actors.RefreshAsync(stop);
            Begin(await reader.HeadAsync(stop));
            WentBack?.Invoke(Head);
        }

        if (await TakeAsync(stop) < Batch)
            return false;

        await PassAsync(stop);
        return true;
    }

    private void Begin(long sequence)
    {
        lock (window)
        {
            Array.Clear(latest);
            (count, head, floor) = (0, sequence, sequence);
        }

        begun.TrySetResult();
    }

    // Followers that come back for what they missed must not be given from memory what is erased in the store.
    private async Task ForgetErasedAsync(CancellationToken stop)
    {
        var found = await reader.ErasuresAsync(stop);
        if (found == erasures)
            return;

        lock (window)
        {
            Array.Clear(latest);
            (count, floor) = (0, head);
        }

        // It may have been a name in the registry.
        await actors.RefreshAsync(stop);
        erasures = found;
    }

    private async Task<int> TakeAsync(CancellationToken stop)
    {
        await ForgetErasedAsync(stop);
        var arrived = await reader.ReadAsync(head, Batch, FeedFilter.All, stop);
        if (arrived.Count == 0)
            return 0;

        TaskCompletionSource waiting;
        lock (window)
        {
            foreach (var each in arrived)
            {
                if (count >= Window)
                    floor = latest[count % Window].Sequence;

                latest[count++ % Window] = each;
            }

            head = arrived[^1].Sequence;
            waiting = arrival;
            arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
        Arrived?.Invoke(arrived.Count);
        return arrived.Count;
    }

    // More than the window holds, as an import brings it: read here it would only be dropped again. Followers read it
    // from the store.
    private async Task PassAsync(CancellationToken stop)
    {
        var (more, last) = await reader.BehindAsync(head, stop);
        if (more <= Window)
            return;

        TaskCompletionSource waiting;
        lock (window)
        {
            Array.Clear(latest);
            (count, floor, head) = (0, last, last);
            waiting = arrival;
            arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
        Arrived?.Invoke(more);
    }
}

using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Feed;

/// <summary>
/// The one reader of new events on this node. It keeps the latest in a window that all followers read from, so that a follower costs
/// a position and a connection, not a queue; one that falls out of the window reads the store until it is back in.
/// </summary>
public sealed class LiveEvents(FeedReader reader, Database database, ILogger<LiveEvents> logger) : BackgroundService
{
    private const int Window = 2048;
    private const int Batch = 500;

    // A signal can be lost with its connection; what it told of is found this much later.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private readonly Lock window = new();
    private readonly LiveEvent[] latest = new LiveEvent[Window];
    private readonly SemaphoreSlim news = new(0, 1);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long count;
    private long floor;
    private long head;
    private long erasures;

    /// <summary>So many events have arrived.</summary>
    public event Action<int>? Arrived;

    /// <summary>Done once the end of the record is known.</summary>
    public Task Begun => begun.Task;

    /// <summary>The last sequence this node has seen.</summary>
    public long Head => Interlocked.Read(ref head);

    /// <summary>Something was recorded, here or on another node.</summary>
    public void Wake()
    {
        try
        {
            if (news.CurrentCount == 0)
                news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it in between: it is awake.
        }
    }

    /// <summary>Completes when something arrives after a sequence.</summary>
    public Task WaitAsync(long after)
    {
        lock (window)
            return head > after ? Task.CompletedTask : arrival.Task;
    }

    /// <summary>The events after a sequence; null when the window no longer reaches back so far, and the store has to be asked.</summary>
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

    public override void Dispose()
    {
        news.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = ListenAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!begun.Task.IsCompleted)
                    Begin(await reader.HeadAsync(stoppingToken));

                while (await TakeAsync(stoppingToken) == Batch)
                    await PassAsync(stoppingToken);

                // What arrives at rest is passed on at once; what arrives in a burst is read together.
                var next = Task.Delay(Pause, stoppingToken);
                await news.WaitAsync(Rest, stoppingToken);
                await next;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("New events could not be read ({Reason}); another try follows.", e.Message);
                await Task.Delay(Rest, stoppingToken);
            }
        }

        await listening;
    }

    private void Begin(long sequence)
    {
        lock (window)
            (head, floor) = (sequence, sequence);

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

    // More than the window holds, as an import brings it: read here it would only be dropped again. Followers read it from the store.
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

    // Commits of other nodes; those of this one are heard sooner from the recorder itself.
    private async Task ListenAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(stop);
                connection.Notification += (_, _) => Wake();
                await using (var listen = new NpgsqlCommand($"listen {Tables.NewsChannel}", connection))
                    await listen.ExecuteNonQueryAsync(stop);

                while (true)
                    await connection.WaitAsync(stop);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                await Task.Delay(Rest, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

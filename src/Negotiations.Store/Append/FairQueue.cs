using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Negotiations.Store.Append;

/// <summary>
/// What waits to be done, taken in turns: one of each who asked, then the next of each. One who asks for much waits for
/// it alone; what one and the same asked for stays in order.
/// </summary>
/// <param name="capacity">How many may wait of all; who comes when it is full waits for room.</param>
internal sealed class FairQueue<T>(int capacity) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim room = new(capacity);
    private readonly Dictionary<string, Queue<T>> waiting = new(StringComparer.Ordinal);

    // Those of whom something waits, each once, the next in turn first.
    private readonly Queue<string> turns = [];

    // Holds at most one signal: something waits, or the queue is closed.
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    private bool isComplete;

    /// <param name="by">Who asks.</param>
    /// <exception cref="ChannelClosedException">Nothing is taken in any more.</exception>
    public async ValueTask WriteAsync(string by, T item, CancellationToken stop)
    {
        await room.WaitAsync(stop);
        lock (gate)
        {
            if (isComplete)
            {
                room.Release();
                throw new ChannelClosedException();
            }

            if (!waiting.TryGetValue(by, out var own))
            {
                waiting.Add(by, own = []);
                turns.Enqueue(by);
            }

            own.Enqueue(item);
        }

        news.Writer.TryWrite(true);
    }

    /// <returns>False: nothing waits, and nothing will.</returns>
    public async Task<bool> WaitToReadAsync()
    {
        while (true)
        {
            lock (gate)
            {
                if (turns.Count > 0 || isComplete)
                    return turns.Count > 0;
            }

            await news.Reader.ReadAsync();
        }
    }

    /// <summary>Takes the next in turn.</summary>
    /// <param name="fits">Whether it may be taken now; if not, it stays the next.</param>
    public bool TryRead(Predicate<T> fits, [MaybeNullWhen(false)] out T item)
    {
        lock (gate)
        {
            item = default;
            if (!turns.TryPeek(out var by) || !fits(waiting[by].Peek()))
                return false;

            item = waiting[by].Dequeue();
            turns.Dequeue();
            if (waiting[by].Count > 0)
                turns.Enqueue(by);
            else
                waiting.Remove(by);
        }

        room.Release();
        return true;
    }

    /// <summary>What waits is still taken; nothing more comes in.</summary>
    public void Complete()
    {
        lock (gate)
            isComplete = true;

        news.Writer.TryWrite(true);
    }

    public void Dispose() => room.Dispose();
}

using Negotiations.Store.Actors;
using static System.Threading.Tasks.ConfigureAwaitOptions;

namespace Negotiations.Store.Feed;

/// <summary>Waits until the database that this node reads has an event.</summary>
public sealed class Sequences(FeedReader reader, LiveEvents live, ActorDirectory actors)
{
    /// <param name="sequence">Of the event.</param>
    /// <param name="longest">How long it is waited for.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The last sequence here: at least the one asked for, or what there was in the end.</returns>
    public async Task<long> WaitForAsync(long sequence, TimeSpan longest, CancellationToken stop)
    {
        var here = await reader.HeadAsync(stop);
        if (here < sequence)
        {
            await ArrivalAsync(sequence, longest, stop);
            here = await reader.HeadAsync(stop);
        }

        // Views come from the database; the registry of actors is in memory, and follows with the live feed.
        if (here >= sequence && live.Head < sequence)
            await actors.RefreshAsync(stop);

        return here;
    }

    private async Task ArrivalAsync(long sequence, TimeSpan longest, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(longest);
        while (live.Head < sequence && !enough.IsCancellationRequested)
            await live.WaitAsync(sequence - 1).WaitAsync(enough.Token).ConfigureAwait(SuppressThrowing);

        stop.ThrowIfCancellationRequested();
    }
}

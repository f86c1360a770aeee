using Negotiations.Store.Workers;

namespace Negotiations.Store.Following;

/// <summary>
/// What follows the record: a worker with a place (the last sequence it has taken in), woken by news, that goes on from
/// its place after any fault. Events become visible in the order of their sequence, so a place misses nothing.
/// </summary>
/// <remarks>
/// A follower that writes moves its place in the commit of what it writes, under a unique key, so that each event has
/// its effect once, whenever a node dies. Where one node acts for all, it holds a lease that ends by itself.
/// </remarks>
public abstract class Follower : Worker
{
    /// <summary>Followers are to be with the record in about a second: after a fault they try again soon.</summary>
    internal static readonly Backoff Soon = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2));

    /// <param name="name">As health and the log call it.</param>
    /// <param name="news">Null: woken by something else.</param>
    protected Follower(string name, RecordNews? news, ILogger logger)
        : base(name, logger)
    {
        if (news is not null)
            news.Arrived += Wake;
    }

    protected override Backoff Backoff => Soon;

    /// <summary>Takes in the next events after its place.</summary>
    /// <returns>Whether there may be more.</returns>
    protected abstract Task<bool> FollowAsync(CancellationToken stop);

    protected sealed override async Task StepAsync(CancellationToken stop)
    {
        while (await FollowAsync(stop))
            Progress();
    }
}

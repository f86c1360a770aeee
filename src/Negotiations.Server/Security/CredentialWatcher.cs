using System.Collections.Concurrent;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Security;

/// <summary>
/// Looks at the keys and tokens of all answers that are being given. While the database is away they go on: nothing of
/// the record can be read meanwhile either.
/// </summary>
internal sealed class CredentialWatcher(ILogger<CredentialWatcher> logger) : Worker("the watch over keys", logger)
{
    private const int AtOnce = 8;

    private readonly ConcurrentDictionary<CredentialWatch, bool> watches = [];

    // With the time for which ApiKeyCache remembers a key, on every node less than five seconds.
    protected override TimeSpan Rest => TimeSpan.FromSeconds(2);

    protected override Backoff Backoff => new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2));

    public void Add(CredentialWatch watch) => watches.TryAdd(watch, true);

    public void Remove(CredentialWatch watch) => watches.TryRemove(watch, out _);

    protected override async Task StepAsync(CancellationToken stop)
    {
        ConcurrentBag<Exception> faults = [];
        await Parallel.ForEachAsync(
            watches.Keys,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (watch, ending) =>
            {
                // One that fails must not keep the others from being looked at.
                try
                {
                    await watch.LookAsync(ending);
                }
                catch (Exception fault) when (!ending.IsCancellationRequested)
                {
                    faults.Add(fault);
                }
            }
        );
        if (!faults.IsEmpty)
            throw new AggregateException(faults);
    }
}

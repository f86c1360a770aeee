using System.Collections.Concurrent;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Store.Projections;

/// <summary>
/// Negotiations whose fold failed on this node. One of them must not stop a refresh, a rebuild or an answer about all
/// for the others; it is logged once, named by the health check, and tried again with every refresh.
/// </summary>
public sealed class FoldFailures(ILogger<FoldFailures> logger)
{
    private readonly ConcurrentDictionary<string, bool> failed = new(StringComparer.Ordinal);

    /// <summary>Their ids, in order.</summary>
    public IReadOnlyList<string> Negotiations => [.. failed.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Folds, and notes whether that failed.</summary>
    /// <returns>Null when it failed, or when the negotiation was not known under these clocks.</returns>
    public FoldResult? Fold(Negotiation negotiation, Clocks clocks)
    {
        try
        {
            var standing = StatusFold.Of(negotiation, clocks);

            // One that does not even open is still failing: it is noted by who asked, and logged once.
            if (standing is not null)
                failed.TryRemove(negotiation.Id, out _);

            return standing;
        }
        catch (Exception failure)
        {
            Add(negotiation.Id, failure);
            return null;
        }
    }

    /// <summary>Makes something of one negotiation among many, for an answer that the others must not miss.</summary>
    /// <returns>None when it failed, which is noted.</returns>
    public IReadOnlyList<T> Try<T>(string id, Func<T> make)
    {
        try
        {
            return [make()];
        }
        catch (Exception failure)
        {
            Add(id, failure);
            return [];
        }
    }

    /// <param name="failure">Null: its events can be read, and do not open it.</param>
    public void Add(string id, Exception? failure)
    {
        if (failed.TryAdd(id, true))
            logger.LogError(failure, "The view of negotiation {Id} cannot be folded. The others are not affected.", id);
    }
}

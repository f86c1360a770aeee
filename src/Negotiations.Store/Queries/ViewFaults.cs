using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Says whether an answer about one negotiation failed because its view cannot be made from its
/// events.</summary>
public sealed class ViewFaults(NegotiationReader reader, DatabaseClock clock, FoldFailures failures)
{
    /// <summary>Folds it as the question would. A failure is logged and named by the health check.</summary>
    /// <param name="id">Of the negotiation; of one that was never opened the answer is false.</param>
    /// <param name="asked">The clocks of the question.</param>
    /// <param name="stop">Given up while it is read.</param>
    public async Task<bool> IsUnfoldableAsync(string id, ClocksQuery asked, CancellationToken stop)
    {
        var negotiation = await reader.ReadAsync(id, stop);
        if (negotiation.IsUnopened)
            return false;

        if (failures.Fold(negotiation, Clocks.On(clock.Today)) is null)
        {
            failures.Add(id, null);
            return true;
        }

        return asked.For(negotiation, clock).Clocks is { } clocks
            && failures.Try(id, () => StatusFold.Of(negotiation, clocks)).Count == 0;
    }
}

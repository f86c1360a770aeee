using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Store.Read;
using Npgsql;

namespace Negotiations.Server.Importing;

/// <summary>
/// Closings that an import took back stand again once it is undone, and may by now be those of negotiations that go on
/// in each other: then none would be counted.
/// </summary>
/// <param name="closed">Ids of the negotiations concerned that were ever closed.</param>
/// <param name="reader">Of the store.</param>
/// <param name="acts">What the undoing records in one.</param>
internal sealed class RestoredMerges(
    IReadOnlyCollection<string> closed,
    NegotiationReader reader,
    Func<Negotiation, IReadOnlyList<Event>> acts
)
{
    private CommitPlan? seen;

    /// <summary>Null: no circle was found.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>
    /// Under the writer's lock, before each is decided: nothing comes between this and the commit. What one commit
    /// restores is asked of all of it at once.
    /// </summary>
    /// <returns>Null: no circle was found, so far.</returns>
    public async Task<Refusal?> CheckAsync(NpgsqlConnection connection, CommitPlan plan, CancellationToken stop)
    {
        if (ReferenceEquals(plan, seen) || Refusal is not null)
            return Refusal;

        seen = plan;
        Dictionary<string, string?> after = new(StringComparer.Ordinal);
        foreach (var id in closed)
        {
            var negotiation = await reader.ReadAsync(id, connection, stop);
            var supposed = acts(negotiation)
                .Select(
                    (act, place) =>
                        new RecordedEvent(act.EventId!.Value, negotiation.Version + place + 1, 0, default, "", act)
                );
            after[id] = StandingMerge.Of(negotiation.With(supposed));
        }

        if (await ElsewhereReader.CircleAsync(after, connection, plan, stop) is { } course)
            Refusal = new Refusal(
                RefusalKind.Conflict,
                "merge-leads-back",
                $"'{course[0]}' would have gone on in '{course[^1]}' again, which itself went on "
                    + $"in '{course[0]}'. Reopen '{course[^1]}' first."
            );

        return Refusal;
    }
}

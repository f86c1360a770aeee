using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>A replay one event at a time.</summary>
public static class Steps
{
    /// <summary>
    /// From the event after <paramref name="after"/>, at most <paramref name="count"/> of them, each folded on the day
    /// it was recorded or on <paramref name="asOf"/>.
    /// </summary>
    public static IReadOnlyList<Step> Of(Negotiation negotiation, long after, int count, DateOnly? asOf)
    {
        List<Step> steps = [];
        foreach (var recorded in negotiation.Events.Skip((int)after).Take(count))
        {
            // What was done where its day had begun counts from its recording on, as it did in the view of then.
            var day = DateOnly.FromDateTime(recorded.RecordedAt.UtcDateTime);
            var clocks = asOf is { } asked ? new Clocks { AsOf = asked } : new Clocks { AsOf = day, Everywhere = day };
            var before = recorded.Version == 1 ? null : At(recorded.Version - 1, clocks);
            var folded = At(recorded.Version, clocks);
            steps.Add(
                new Step(
                    recorded.Version,
                    recorded.RecordedAt,
                    recorded.RecordedBy,
                    History.Single(recorded),
                    before,
                    folded,
                    Difference.Between(before, folded),
                    recorded.Import
                )
            );
        }

        return steps;

        Status? At(long version, Clocks clocks) =>
            StatusFold.Of(negotiation, clocks with { Version = version })?.Status.On(clocks.AsOf);
    }
}

/// <summary>One event and what it changed.</summary>
/// <param name="Version">Of the negotiation with it.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="RecordedBy">By whom.</param>
/// <param name="Event">As appended.</param>
/// <param name="Before">The status without it; null before the opening.</param>
/// <param name="After">The status with it.</param>
/// <param name="Changes">Between the two.</param>
/// <param name="Import">In which import; null: in none.</param>
public sealed record Step(
    long Version,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    HistoryEntry Event,
    Status? Before,
    Status? After,
    IReadOnlyList<FieldChange> Changes,
    Guid? Import = null
);

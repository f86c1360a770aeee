using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <summary>The phase and the agreed length at the end of one day: a point of the chart of a negotiation's
/// course.</summary>
/// <param name="Day">The last day some fact allows.</param>
/// <param name="Phase">What certainly or possibly was reached; null for relations.</param>
/// <param name="Agreed">Length of boundary agreed by then, km, from what certainly was to what possibly was; null: no
/// source says.</param>
public sealed record PhasePoint(DateOnly Day, PhaseView? Phase, Figure? Agreed)
{
    // Each point is a fold of the whole negotiation: a long one gets fewer of them, evenly taken.
    private const int Work = 40_000;
    private const int Most = 48;

    /// <summary>By day; the last point is the view's own day.</summary>
    public static IReadOnlyList<PhasePoint> Of(
        Negotiation negotiation,
        Clocks clocks,
        IReadOnlyList<EffectiveEvent> facts
    )
    {
        var days = facts
            .Where(each => FamilyAttribute.Of(each.Fact.GetType()).MovesPhase)
            .Select(each => each.Occurred.Latest)
            .OfType<DateOnly>()
            .Where(day => day < clocks.AsOf)
            .Distinct()
            .Order()
            .ToList();
        var most = Math.Clamp(Work / Math.Max(1, facts.Count), 6, Most);
        if (days.Count > most)
            days = [.. Enumerable.Range(0, most).Select(i => days[i * (days.Count - 1) / (most - 1)]).Distinct()];

        return
        [
            .. days.Append(clocks.AsOf).Select(day => At(negotiation, clocks with { AsOf = day })).OfType<PhasePoint>(),
        ];
    }

    private static PhasePoint? At(Negotiation negotiation, Clocks clocks) =>
        StatusFold.Of(negotiation, clocks) is { Status: var status }
            ? new PhasePoint(clocks.AsOf, status.Phase, CertainlyToPossibly(status))
            : null;

    private static Figure? CertainlyToPossibly(Views.Status status)
    {
        if (
            status.Sections.Agreed is not { } possible
            || status.Uncertain.FirstOrDefault(field => field.Field == "sections.agreed") is not { } uncertain
        )
            return status.Sections.Agreed?.ToFigure();

        // Where part of the length is only possible, the lower bound is the certain part, or 0.
        var least = uncertain.Possible.Min(each => each?["low"]?.GetValue<decimal>() ?? 0);
        return possible.ToFigure() with
        {
            Low = least,
            Best = null,
            High = possible.High ?? possible.Best ?? possible.Low,
        };
    }
}

using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A report that says that some of the boundary is not agreed.</summary>
/// <param name="By">The report.</param>
/// <param name="Says">The figures by which it says so, by the names that the anomaly gives them.</param>
/// <param name="IsFirm">It is there in every reading.</param>
internal sealed record Remainder(EffectiveEvent By, IReadOnlyList<(string Name, object Value)> Says, bool IsFirm = true)
{
    private static readonly Figure whole = Figure.Exactly(100, Units.Percent);

    public DaySpan Day { get; } = DaySpan.Of(By.Occurred);

    /// <summary>Null where the report does not say so: by what remains, by a share below the whole, or by less agreed
    /// than there is.</summary>
    public static Remainder? In(SectionsAgreed fact, EffectiveEvent by, bool isFirm = true)
    {
        if (fact.AllRemaining == true)
            return null;

        if (Kilometres(fact.Remaining) is { Floor: > 0 } left)
            return new Remainder(by, [("remaining", left)], isFirm);

        if (
            fact.Share?.ToFigure(Units.Percent)?.In(Units.Percent) is { Ceiling: not null } share
            && !Tolerance.Fit(share, whole)
        )
            return new Remainder(by, [("share", share)], isFirm);

        return
            Kilometres(fact.Cumulative) is { Ceiling: { } most } agreed
            && Kilometres(fact.Total) is { Floor: { } least } total
            && most < least
            && !Tolerance.Fit(agreed, total)
            ? new Remainder(by, [("agreed", agreed), ("total", total)], isFirm)
            : null;
    }

    private static Figure? Kilometres(Quantity? quantity) => quantity?.ToFigure(Units.Kilometres)?.In(Units.Kilometres);
}

using System.Diagnostics;

namespace Negotiations.Views;

/// <summary>
/// A view does not contradict itself: what must hold of every answer, or an anomaly names it. Checked on every fold of a
/// debug build, and by the audit on every kept view.
/// </summary>
public static class Invariants
{
    /// <summary>What the view says that cannot all be so and no anomaly tells; empty: it agrees with itself.</summary>
    public static IEnumerable<string> Broken(Status status)
    {
        var codes = status.Anomalies.Select(anomaly => anomaly.Code).ToHashSet(StringComparer.Ordinal);
        var sections = status.Sections;
        if (sections is { Agreed: { } agreed, Total: { } total } && agreed.Low > total.High
            && !Tolerance.Fit(agreed.ToFigure(), total.ToFigure()) && !codes.Contains("agreed-exceeds-total"))
            yield return "sections.agreed is above sections.total";

        if (sections is { AllAgreed: true, Remaining: { Low: > 0 } } && !codes.Contains("remaining-after-all-agreed"))
            yield return "sections.allAgreed, and some remain";

        if (status.Security.State != Security.NotReported && status.Security.Since is null)
            yield return "security has a state and no since";

        if (status.Security is { State: Security.Clashes or Security.CeasefireBroken or Security.PastClashes, LastIncident: null })
            yield return "security tells of clashes, and there is no last incident";

        foreach (var field in status.Uncertain)
            if (field.Possible.Count < 2)
                yield return $"{field.Field} is uncertain and has one value";
    }

    [Conditional("DEBUG")]
    internal static void Assert(Status status)
    {
        var broken = Broken(status).ToList();
        if (broken.Count > 0)
            throw new InvalidOperationException($"The view of {status.Id} contradicts itself: {string.Join("; ", broken)}.");
    }
}

using System.Diagnostics;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// A view does not contradict itself: what must hold of every answer, or an anomaly names it. Checked on every fold
/// of a debug build, and by the audit on every stored view.
/// </summary>
public static class Invariants
{
    /// <summary>What the view says that cannot all be so and no anomaly names; empty: it agrees with itself.</summary>
    public static IEnumerable<string> Broken(Status status) =>
        [
            .. OfHeadline(status.Headline),
            .. OfSections(status),
            .. OfInstruments(status),
            .. OfSecurity(status),
            .. OfUncertain(status),
        ];

    private static IEnumerable<string> OfHeadline(Headline headline)
    {
        foreach (var (place, clause) in headline.Clauses.Index())
            if (headline.Clauses.Take(place).Any(clause.SaysAs))
                yield return $"the headline says {clause.Code} twice";
    }

    private static IEnumerable<string> OfSections(Status status)
    {
        var codes = status.Anomalies.Select(anomaly => anomaly.Code).ToHashSet(StringComparer.Ordinal);
        var sections = status.Sections;
        if (sections.Total?.ToFigure() is { } total && sections.Agreed?.ToFigure() is { } agreed)
        {
            if (
                agreed.Floor > total.Ceiling
                && !Tolerance.Fit(agreed, total)
                && !codes.Contains("agreed-exceeds-total")
            )
                yield return "sections.agreed is above sections.total";

            if (
                sections.Remaining?.ToFigure() is { } remaining
                && !Tolerance.Fit(Figure.Sum([agreed, remaining])!, total)
                && !codes.Contains("parts-do-not-sum")
            )
                yield return "sections.agreed and sections.remaining do not make sections.total";

            if (
                sections.Share?.ToFigure() is { } share
                && SectionChecks.Part(agreed, total) is { } part
                && !Tolerance.Fit(part, share)
                && !codes.Contains("share-does-not-fit")
            )
                yield return "sections.share does not fit sections.agreed and sections.total";
        }

        if (sections is { AllAgreed: true, Remaining: { Low: > 0 } } && !codes.Contains("remaining-after-all-agreed"))
            yield return "sections.allAgreed, and some remain";
    }

    private static IEnumerable<string> OfInstruments(Status status)
    {
        if (
            status.Phase?.Shown is Phase.InForce or Phase.Implementing
            && !status.Instruments.Any(each =>
                each.Standing != InstrumentStanding.Side
                && each.Status is InstrumentStatus.InForce or InstrumentStatus.Suspended
            )
        )
            yield return "phase says in force, and no instrument that can be the principal one is";

        foreach (var each in status.Instruments)
        {
            var parties = each
                .Parties.Where(party => party.Until is null && party.Provisional is null)
                .Select(party => party.Party)
                .ToHashSet(StringComparer.Ordinal);
            if (each.Awaiting.FirstOrDefault(parties.Contains) is { } awaited)
                yield return $"{each.Id} awaits {awaited}, for which it is in force";

            if (each.Ended is not null && (each.Awaiting.Count > 0 || parties.Count > 0))
                yield return $"{each.Id} has ended, and has parties or awaits some";

            if ((each.Status == InstrumentStatus.Ended) != each.Ended is not null)
                yield return $"{each.Id} is said to have ended in one member and not in the other";
        }
    }

    private static IEnumerable<string> OfSecurity(Status status)
    {
        var security = status.Security;
        if (security.State != Security.NotReported && security.Since is null)
            yield return "security has a state and no since";

        // What a source says broke a truce is past a year later, and may have been no clash.
        if (
            security is { State: Security.Clashes or Security.PastClashes, LastIncident: null }
            && (security.State == Security.Clashes || !status.Breaches.Any(each => each.CeasefireId is not null))
        )
            yield return "security has clashes, and there is no last incident";
    }

    private static IEnumerable<string> OfUncertain(Status status)
    {
        foreach (var field in status.Uncertain)
            if (field.Possible.Count < 2)
                yield return $"{field.Field} is uncertain and has one value";
    }

    [Conditional("DEBUG")]
    internal static void Assert(Status status)
    {
        var broken = Broken(status).ToList();
        if (broken.Count > 0)
            throw new InvalidOperationException(
                $"The view of {status.Id} contradicts itself: {string.Join("; ", broken)}."
            );
    }
}

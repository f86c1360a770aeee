using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// What in the record of the instruments does not fit together, whatever the day on which each event happened.
/// </summary>
internal static class InstrumentAnomalies
{
    public static void Find(InstrumentFold instruments, Moment moment, Findings findings)
    {
        foreach (var instrument in instruments.All)
        {
            foreach (var each in instrument.Events.Where(moment.MayBe))
                findings.Decided("instruments", "A source reports on this instrument.", each.Event);

            var sure = instrument.Events.Where(each => moment.Was(each) && !each.Optional).ToList();
            Order(instrument, sure, findings);
            Effects(instrument, sure, findings);
        }
    }

    public static void FindUnclear(PhaseFold phase, Moment moment, Findings findings)
    {
        var candidates = phase
            .Principal.Candidates.Where(each => each.Events.Any(placed => moment.MayBe(placed) && !placed.IsDenied))
            .ToList();
        if (candidates.Count > 1)
            findings.Anomaly(
                "principal-unclear",
                candidates.Select(each => each.Events[0].Event.Id),
                ("count", candidates.Count)
            );
        if (!phase.IsExact)
            findings.Anomaly("too-many-open-dates", phase.View.DecidedBy);
    }

    private static void Order(TrackedInstrument instrument, List<PlacedEvent> sure, Findings findings)
    {
        // A text adopted, or open to accession, is signed by no one.
        var needsSignature =
            !instrument.Events.Any(each =>
                !each.IsDenied && each.Event.Fact is TextAuthenticated { Mode: AuthenticationMode.Adopted }
            ) && !IsForAccession(instrument);
        DateTimeOffset? signed = instrument
            .Events.Where(each => !each.IsDenied && each.Event.Fact is InstrumentSigned)
            .Select(each => (DateTimeOffset?)each.From)
            .Min();
        foreach (var each in sure.Where(each => needsSignature && !(signed <= each.To)))
        {
            if (
                each.Event.Fact
                    is ConsentExpressed
                    {
                        Mode: not (ConsentMode.Accession or ConsentMode.Succession or ConsentMode.DefinitiveSignature)
                    } consent
                && instrument.IsApproval(each) == false
            )
                findings.Anomaly(
                    "consent-before-signature",
                    [each.Event.Id],
                    ("party", consent.Party ?? ""),
                    ("on", each.Event.Occurred),
                    ("instrument", instrument.Id ?? "")
                );
            else if (each.Event.Fact is EnteredIntoForce { Provisional: not true })
                findings.Anomaly(
                    "force-before-signature",
                    [each.Event.Id],
                    ("instrument", instrument.Id ?? ""),
                    ("on", each.Event.Occurred)
                );
        }
    }

    private static bool IsForAccession(TrackedInstrument instrument)
    {
        var consents = instrument
            .Events.Where(each => !each.IsDenied)
            .Select(each => each.Event.Fact)
            .OfType<ConsentExpressed>()
            .ToList();
        return consents.Count > 0
            && consents.TrueForAll(consent => consent.Mode is ConsentMode.Accession or ConsentMode.Succession);
    }

    private static void Effects(TrackedInstrument instrument, List<PlacedEvent> sure, Findings findings)
    {
        foreach (var each in sure)
            if (
                each.Event.Fact is InstrumentEnded { Effective: { } effective }
                && effective.Latest < each.Event.Occurred.Earliest
            )
                findings.Anomaly(
                    "effect-before-notice",
                    [each.Event.Id],
                    ("instrument", instrument.Id ?? ""),
                    ("effective", effective),
                    ("notified", each.Event.Occurred)
                );
    }
}

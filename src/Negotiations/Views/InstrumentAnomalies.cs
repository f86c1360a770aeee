using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// What in the record of the instruments does not fit together, whatever the day on which each event happened.
/// </summary>
internal static class InstrumentAnomalies
{
    public static void Find(InstrumentFold instruments, Moment moment, FoldTrace trace)
    {
        foreach (var instrument in instruments.All)
        {
            foreach (var each in instrument.Events.Where(moment.MayBe))
                trace.Decided("instruments", "A source reports on this instrument.", each.Event);

            var sure = instrument.Events.Where(moment.IsFirm).ToList();
            Order(instrument, sure, trace);
            Effects(instrument, sure, trace);
            Strangers(instrument, sure, trace);
            Alone(instrument, trace);
            Deserted(instrument, trace);
            InstrumentDates.Find(instrument, moment, trace);
            InstrumentResumption.Find(instrument, sure, moment, trace);
            Overdue(instrument, sure, moment, trace);
        }

        InstrumentValidity.Find(instruments, moment, trace);
    }

    public static void FindUnclear(PhaseFold phase, Moment moment, FoldTrace trace)
    {
        var candidates = phase
            .Principal.Candidates.Where(each => each.Events.Any(placed => moment.MayBe(placed) && !placed.IsDenied))
            .ToList();
        if (candidates.Count > 1)
            trace.Anomaly(
                "principal-unclear",
                candidates.Select(each => each.Events[0].Event.Id),
                ("count", candidates.Count)
            );
        if (!phase.IsExact)
            trace.Anomaly("too-many-open-dates", phase.View.DecidedBy);
    }

    private static void Order(TrackedInstrument instrument, List<PlacedEvent> sure, FoldTrace trace)
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
                trace.Anomaly(
                    "consent-before-signature",
                    [each.Event.Id],
                    ("party", consent.Party ?? ""),
                    ("on", each.Event.Occurred),
                    ("instrument", instrument.Id ?? "")
                );
            else if (each.Event.Fact is EnteredIntoForce { Provisional: not true })
                trace.Anomaly(
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

    private static void Effects(TrackedInstrument instrument, List<PlacedEvent> sure, FoldTrace trace)
    {
        foreach (var each in sure)
            if (
                each.Event.Fact is InstrumentEnded { Effective: { } effective }
                && effective.Latest < each.Event.Occurred.Earliest
            )
                trace.Anomaly(
                    "effect-before-notice",
                    [each.Event.Id],
                    ("instrument", instrument.Id ?? ""),
                    ("effective", effective),
                    ("notified", each.Event.Occurred)
                );
    }

    // It leaves, and no source says that it ever was in: most often the record has a predecessor under another code.
    private static void Strangers(TrackedInstrument instrument, List<PlacedEvent> sure, FoldTrace trace)
    {
        if (instrument.IsOfNoneInParticular)
            return;

        foreach (var each in sure)
            if (each.Event.Fact is InstrumentEnded { Party: { } party } ended && !instrument.Names(party))
                trace.Anomaly(
                    "left-without-joining",
                    [each.Event.Id],
                    ("instrument", instrument.Id ?? ""),
                    ("party", party),
                    ("on", ended.Occurred!)
                );
    }

    private static void Alone(TrackedInstrument instrument, FoldTrace trace)
    {
        var law = instrument.Law;
        if (
            instrument.Reading.Force is { } force
            && instrument.States is { } states
            && states.All(state => InstrumentLaw.IsInForce(state) && law.PartiesOf(state).IsPowerOfTwo)
            && states.Select(law.PartiesOf).Distinct().Count() == 1
        )
            trace.Anomaly(
                "one-party-on-record",
                [force.By.Id],
                ("instrument", instrument.Id ?? ""),
                ("party", instrument.Codes.In(law.PartiesOf(instrument.Reading.State))[0])
            );
    }

    // All who are known to have been in are out: what is in force is so for those who are not on record, or for no one.
    private static void Deserted(TrackedInstrument instrument, FoldTrace trace)
    {
        var law = instrument.Law;
        if (
            instrument.Reading.Force is { } force
            && instrument.States is { } states
            && states.All(state =>
                InstrumentLaw.IsInForce(state)
                && !law.HasEnded(state)
                && law.PartiesOf(state).IsZero
                && !state.Withdrawn.IsZero
                && (state.ConsentPending | state.Held).IsZero
            )
        )
            trace.Anomaly(
                "no-party-on-record",
                instrument
                    .Reading.Withdrawals.Where(each => each.Revoked is null)
                    .Select(each => each.EventId)
                    .Prepend(force.By.Id),
                ("instrument", instrument.Id ?? "")
            );
    }

    // By its terms it would be in force, and no source says that it is: a prediction that time has passed is none.
    private static void Overdue(TrackedInstrument instrument, List<PlacedEvent> sure, Moment moment, FoldTrace trace)
    {
        if (ForcePrediction.Of(instrument, moment)?.Expected is not { } expected)
            return;

        if (!trace.IsOver(expected.On))
            trace.TurnsAfter(expected.On.Latest);
        else if (
            expected.Events.All(id => sure.Exists(each => each.Event.Id == id))
            && instrument.States?.All(state => !InstrumentLaw.IsInForce(state) && !instrument.Law.HasEnded(state))
                == true
        )
            trace.Anomaly(
                "date-passed-no-outcome",
                expected.Events,
                ("instrument", instrument.Id ?? ""),
                ("expected", expected.On)
            );
    }
}

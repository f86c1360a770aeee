using static Negotiations.Views.AnomalyValueKind;

namespace Negotiations.Views;

// Sentences about acts on instruments.
public static partial class AnomalyCatalogue
{
    private static AnomalyForm[] DatesOfInstruments =>
        [
            new(
                "force",
                "{0} entered into force on {1} by one source and on {2} by another.",
                V("instrument", Instrument),
                V("on", Date),
                V("other", Date)
            ),
            new(
                "force-for",
                "{0} entered into force for {3} on {1} by one source and on {2} by another.",
                V("instrument", Instrument),
                V("on", Date),
                V("other", Date),
                V("party", Actor)
            ),
            new(
                "provisional",
                "{0} was applied provisionally from {1} by one source and from {2} by another.",
                V("instrument", Instrument),
                V("provisional", Date),
                V("other", Date)
            ),
            new(
                "signed",
                "{0} was signed on {1} by one source and on {2} by another.",
                V("instrument", Instrument),
                V("signed", Date),
                V("other", Date)
            ),
            new(
                "left",
                "{0} ended for {3} on {1} by one source and on {2} by another.",
                V("instrument", Instrument),
                V("effective", Date),
                V("other", Date),
                V("party", Actor)
            ),
            new(
                "ended",
                "{0} ended on {1} by one source and on {2} by another.",
                V("instrument", Instrument),
                V("effective", Date),
                V("other", Date)
            ),
        ];

    private static AnomalyForm[] LateResumptions =>
        [
            new(
                "party",
                "{1} is said to have resumed {0} on {2}, and was out of it by then: nothing follows from that.",
                V("instrument", Instrument),
                V("party", Actor),
                V("on", Date)
            ),
            new(
                "all",
                "{0} is said to have been resumed on {1}, and had ended by then: nothing follows from that.",
                V("instrument", Instrument),
                V("on", Date)
            ),
        ];
}

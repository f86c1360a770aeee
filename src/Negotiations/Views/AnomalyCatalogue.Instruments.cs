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

    // What the law of treaties makes one ask: who is bound, from when, and by which text.
    private static AnomalyKind[] OfTreaties =>
        [
            new(
                "effect-before-notice",
                "An end was to have effect before the notice of it. It counts from its effect.",
                Said(
                    "The end of {0} was to have effect on {1}, before the notice of {2}.",
                    ("instrument", Instrument),
                    ("effective", Date),
                    ("notified", Date)
                )
            ),
            new(
                "force-before-signature",
                "A text that is to be signed entered into force, and no source says that it was signed before.",
                Said(
                    "{0} entered into force on {1}, and no signature is on record before that.",
                    ("instrument", Instrument),
                    ("on", Date)
                )
            ),
            new(
                "left-without-joining",
                "An instrument ended or was suspended for one that no source says was bound by it. Where it took the "
                    + "place of another, record its consent with inPlaceOf.",
                Said(
                    "An end of {0} for {1} is on record ({2}), and no source says that it signed or consented.",
                    ("instrument", Instrument),
                    ("party", Actor),
                    ("on", Date)
                )
            ),
            new(
                "no-party-on-record",
                "An instrument is in force, and every party to it on record has left. It is not said to have ended: "
                    + "others may be bound whose consents are not recorded.",
                Said(
                    "{0} is in force, and every party to it on record has left. Whether others are bound is not on "
                        + "record.",
                    ("instrument", Instrument)
                )
            ),
            new(
                "one-party-on-record",
                "An instrument is in force, and the record names one party to it. It is not said to have ended: others "
                    + "may be bound whose consents are not recorded.",
                Said(
                    "{0} is in force, and the record names one party to it: {1}. Whether others are bound is not on "
                        + "record.",
                    ("instrument", Instrument),
                    ("party", Actor)
                )
            ),
            new(
                "principal-unclear",
                "More than one instrument may be the one that the negotiation is about, and no source marks "
                    + "one as principal.",
                Said(
                    "{0} instruments may be the one that the negotiation is about, and none is marked "
                        + "principal: the phase stays with the talks.",
                    ("count", Number)
                )
            ),
        ];
}

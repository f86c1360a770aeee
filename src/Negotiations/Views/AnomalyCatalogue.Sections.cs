using static Negotiations.Views.AnomalyValueKind;

namespace Negotiations.Views;

public static partial class AnomalyCatalogue
{
    // Lengths and shares of a boundary that cannot all be so.
    private static AnomalyKind[] OfSections =>
        [
            new(
                "parts-do-not-sum",
                "The parts that one source states, or the view shows, do not make the whole.",
                new(
                    "lengths",
                    "{0} km agreed and {1} km remaining do not make {2} km.",
                    V("agreed", Figure),
                    V("remaining", Figure),
                    V("total", Figure)
                ),
                new(
                    "share",
                    "{0} percent agreed and {1} of {2} km remaining cannot both be so.",
                    V("share", Figure),
                    V("remaining", Figure),
                    V("total", Figure)
                ),
                new(
                    "sides",
                    "The sides' {0} make {1}, and the headline figure is {2}.",
                    V("loss", KindOfLoss),
                    V("sum", Figure),
                    V("headline", Figure)
                )
            ),
            new(
                "remaining-after-all-agreed",
                "All was agreed, and a later source says that some remains.",
                new(
                    "said",
                    "All remaining sections were agreed on {0}, and on {1} {2} km remained.",
                    V("agreedOn", Date),
                    V("on", Date),
                    V("remaining", Figure)
                ),
                new(
                    "share",
                    "All remaining sections were agreed on {0}, and on {1} {2} percent were agreed.",
                    V("agreedOn", Date),
                    V("on", Date),
                    V("share", Figure)
                ),
                new(
                    "lengths",
                    "All remaining sections were agreed on {0}, and on {1} {2} of {3} km were agreed.",
                    V("agreedOn", Date),
                    V("on", Date),
                    V("agreed", Figure),
                    V("total", Figure)
                )
            ),
            new(
                "remaining-increased",
                "A source says that more is left than it said before. What is left only becomes less.",
                Said("First {0} km remained and later {1} km.", ("earlier", Figure), ("later", Figure))
            ),
        ];
}

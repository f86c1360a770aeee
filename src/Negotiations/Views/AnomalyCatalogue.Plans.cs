using static Negotiations.Views.AnomalyValueKind;

namespace Negotiations.Views;

public static partial class AnomalyCatalogue
{
    // What was planned or expected is called by its title, where it has one.
    private static AnomalyForm[] PassedPlans =>
        [
            new(
                "milestone",
                "The milestone {0} was planned for {1}, and no source says whether it came.",
                V("milestone", Milestone),
                V("plannedFor", Date)
            ),
            new(
                "titled",
                "{0} was planned for {1}, and no source says whether it came.",
                V("title", Title),
                V("plannedFor", Date)
            ),
            new(
                "meeting",
                "{0} was planned for {1}, and no source says what became of it.",
                V("meeting", Meeting),
                V("plannedFor", Date)
            ),
            new(
                "instrument",
                "By its terms {0} was expected to enter into force on {1}, and no source says that it did.",
                V("instrument", Instrument),
                V("expected", Date)
            ),
        ];
}

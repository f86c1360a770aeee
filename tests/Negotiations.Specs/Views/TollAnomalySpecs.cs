using Negotiations.Events;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;

namespace Negotiations.Specs.Views;

/// <summary>Figures of one quantity, of one counter or of the sides of a clash that do not fit together.</summary>
public class TollAnomalySpecs
{
    public static TheoryData<string, Event[]> Doubtful =>
        new()
        {
            { "parts-do-not-sum", [Kill(62, "KGZ").Named("x"), Kill(41, "TJK").Named("y"), Kill(94).Named("z")] },
            { "parts-do-not-sum", [Kill(62, "KGZ").Named("x"), Kill(41, "TJK").Named("y"), Kill(140).Named("z")] },
            { "parts-do-not-sum", [Kill(62, "KGZ").Named("x"), Kill(60).Named("z")] },
            {
                "toll-decreased",
                [Kill(62).By("24.kg", "2022-09-18").Named("x"), Kill(46).By("24.kg", "2022-09-20").Named("y")]
            },
            {
                "low-best-high-out-of-order",
                [
                    new TollReported
                    {
                        Killed = new Quantity { Low = 50, Best = 40 },
                    }
                        .On("2022-09")
                        .Named("x"),
                ]
            },
            {
                "low-best-high-out-of-order",
                [
                    new CommitmentReported
                    {
                        Amount = new Quantity { Low = 5, High = 4 },
                    }
                        .On("2022-09")
                        .Named("x"),
                ]
            },
        };

    public static TheoryData<string, Event[]> Fitting =>
        new()
        {
            { "parts and a headline of two counters", [Kill(62, "KGZ"), Kill(41, "TJK"), Kill(94).By("Reuters")] },
            {
                "a headline that grew out of its parts",
                [
                    Kill(62, "KGZ").By("24.kg", "2022-09-18"),
                    Kill(41, "TJK").By("24.kg", "2022-09-18"),
                    Kill(140).By("24.kg", "2022-09-20"),
                ]
            },
            {
                "a toll that is reported again",
                [
                    Kill(24).By("24.kg", "2022-09-17"),
                    Kill(62).By("24.kg", "2022-09-18"),
                    Kill(24).By("24.kg", "2024-12-20"),
                ]
            },
            { "one side of a larger headline", [Kill(62, "KGZ"), Kill(94).By("Reuters")] },
            { "a toll that rises", [Kill(24).By("24.kg", "2022-09-18"), Kill(46).By("24.kg", "2022-09-20")] },
            {
                "a lower toll of another source",
                [Kill(62).By("24.kg", "2022-09-18"), Kill(46).By("Asia-Plus", "2022-09-20")]
            },
        };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void What_does_not_fit_together_is_said_and_the_events_are_named(string code, Event[] events) =>
        AnomalyCheck.IsFound(code, events);

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_together_raises_no_anomaly(string what, Event[] events) => AnomalyCheck.IsNone(what, events);

    private static TollReported Kill(int figure, string? side = null) =>
        new TollReported
        {
            ClashId = "a",
            Side = side,
            Killed = Exactly(figure),
        }.On("2022-09");
}

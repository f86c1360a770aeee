using Negotiations.Events;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;

namespace Negotiations.Specs.Views;

/// <summary>Lengths and shares that do not make the whole, and running totals that turn back.</summary>
public class LengthAnomalySpecs
{
    public static TheoryData<string, Event[]> Sums =>
        new()
        {
            {
                "totals-disagree",
                [
                    new SectionsAgreed { Total = Exactly(970) }
                        .On("2023-01-01")
                        .Named("x"),
                    new SectionsAgreed { Total = Exactly(984) }
                        .On("2024-01-01")
                        .Named("y"),
                ]
            },
            {
                "parts-do-not-sum",
                [
                    new SectionsAgreed
                    {
                        Total = Exactly(970),
                        Cumulative = Exactly(664),
                        Remaining = Exactly(100),
                    }
                        .On("2023-01-01")
                        .Named("x"),
                ]
            },
            {
                "parts-do-not-sum",
                [
                    new SectionsAgreed
                    {
                        Total = Exactly(970),
                        Remaining = Exactly(97),
                        Share = Exactly(70),
                    }
                        .On("2023-01-01")
                        .Named("x"),
                ]
            },
            {
                "agreed-exceeds-total",
                [
                    new SectionsAgreed { Cumulative = Exactly(1172), Total = Exactly(1006) }
                        .On("2023-01-01")
                        .Named("x"),
                ]
            },
            {
                "share-does-not-fit",
                [
                    new SectionsAgreed
                    {
                        Cumulative = Exactly(500),
                        Total = Exactly(1000),
                        Share = Exactly(90),
                    }
                        .On("2023-01-01")
                        .Named("x"),
                ]
            },
        };

    public static TheoryData<string, Event[]> Series =>
        new()
        {
            {
                "agreed-decreased",
                [
                    new SectionsAgreed { Cumulative = Exactly(664) }
                        .On("2023-01-01")
                        .Named("x"),
                    new SectionsAgreed { Cumulative = Exactly(600) }
                        .On("2024-01-01")
                        .Named("y"),
                ]
            },
            {
                "share-decreased",
                [
                    new SectionsAgreed { Share = Exactly(90) }
                        .On("2023-01-01")
                        .Named("x"),
                    new SectionsAgreed { Share = Exactly(70) }
                        .On("2024-01-01")
                        .Named("y"),
                ]
            },
            {
                "remaining-increased",
                [
                    new SectionsAgreed { Remaining = Exactly(30) }
                        .On("2023-01-01")
                        .Named("x"),
                    new SectionsAgreed { Remaining = Exactly(70) }
                        .On("2024-01-01")
                        .Named("y"),
                ]
            },
            {
                "remaining-after-all-agreed",
                [
                    new SectionsAgreed { AllRemaining = true }
                        .On("2023-01-01")
                        .Named("x"),
                    new SectionsAgreed { Remaining = Exactly(40) }
                        .On("2024-01-01")
                        .Named("y"),
                ]
            },
        };

    public static TheoryData<string, Event[]> Fitting =>
        new()
        {
            {
                "totals that are said to be about",
                [
                    new SectionsAgreed { Total = AtLeast(970) }.On("2023-01-01"),
                    new SectionsAgreed { Total = Exactly(984) }.On("2024-01-01"),
                ]
            },
            {
                "parts that sum within rounding",
                [
                    new SectionsAgreed
                    {
                        Total = Exactly(970),
                        Cumulative = Exactly(664),
                        Remaining = Exactly(300),
                        Share = Exactly(69),
                    }.On("2023-01-01"),
                ]
            },
            {
                "a length said to be about another",
                [
                    new RoundHeld { MeetingId = "m", Kilometres = Exactly(11.88m) }.On("2024-05-01"),
                    new RoundHeld
                    {
                        MeetingId = "m",
                        Kilometres = new Quantity { Qualifier = Qualifier.About, Best = 12 },
                    }.On("2024-05-01"),
                ]
            },
            {
                "what remained before more was agreed",
                [
                    new SectionsAgreed { Total = Exactly(970), Remaining = Exactly(300) }.On("2023-01-01"),
                    new SectionsAgreed { Cumulative = Exactly(900) }.On("2024-01-01"),
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Sums))]
    [MemberData(nameof(Series))]
    public void What_does_not_fit_together_is_said_and_the_events_are_named(string code, Event[] events) =>
        AnomalyCheck.IsFound(code, events);

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_together_raises_no_anomaly(string what, Event[] events) => AnomalyCheck.IsNone(what, events);
}

using Negotiations.Events;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// Real sources contradict themselves. Nothing is refused for it; the view says what does not fit, and names the
/// events.
/// </summary>
public class AnomalySpecs
{
    public static TheoryData<string, Event[]> Doubtful =>
        new()
        {
            {
                "consent-before-signature",
                [
                    new ConsentExpressed
                    {
                        InstrumentId = "t",
                        Party = "KGZ",
                        Mode = ConsentMode.Ratification,
                    }
                        .On("2025-01-01")
                        .Named("x"),
                    new InstrumentSigned { InstrumentId = "t" }.On("2025-02-01"),
                ]
            },
            {
                "force-before-signature",
                [
                    new EnteredIntoForce { InstrumentId = "t" }
                        .On("2025-01-01")
                        .Named("x"),
                    new InstrumentSigned { InstrumentId = "t" }.On("2025-02-01"),
                ]
            },
            {
                "round-number-gap",
                [
                    new RoundHeld { RoundNumber = 41 }
                        .On("2024-01-01")
                        .Named("x"),
                    new RoundHeld { RoundNumber = 44 }
                        .On("2024-07-01")
                        .Named("y"),
                ]
            },
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
            { "parts-do-not-sum", [Kill(62, "KGZ").Named("x"), Kill(41, "TJK").Named("y"), Kill(94).Named("z")] },
            { "parts-do-not-sum", [Kill(62, "KGZ").Named("x"), Kill(41, "TJK").Named("y"), Kill(140).Named("z")] },
            { "parts-do-not-sum", [Kill(62, "KGZ").Named("x"), Kill(60).Named("z")] },
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
            {
                "date-passed-no-outcome",
                [
                    new MeetingScheduled { MeetingId = "m", PlannedFor = Edtf.Parse("2025-03") }
                        .On("2025-01-01")
                        .Named("x"),
                ]
            },
            {
                "date-passed-no-outcome",
                [
                    new MilestoneReported
                    {
                        Milestone = Milestone.MarkersPlaced,
                        Status = MilestoneStatus.Planned,
                        PlannedFor = Edtf.Parse("2025-03"),
                    }
                        .On("2025-01-01")
                        .Named("x"),
                ]
            },
            {
                "held-after-cancelled",
                [
                    new MeetingChanged { MeetingId = "m", Change = MeetingChange.Cancelled }
                        .On("2025-01-01")
                        .Named("x"),
                    new MeetingHeld { MeetingId = "m" }
                        .On("2025-02-01")
                        .Named("y"),
                ]
            },
            {
                "dates-disagree",
                [
                    new RoundHeld { MeetingId = "m" }
                        .On("2024-07-06/2024-07-11")
                        .Named("x"),
                    new RoundHeld { MeetingId = "m" }
                        .On("2024-07-06/2024-07-12")
                        .Named("y"),
                ]
            },
            {
                "possible-duplicate",
                [
                    new ClashReported().On("2022-09-14").Named("x"),
                    new ClashReported().On("2022-09-14").In("Batken").Named("y"),
                ]
            },
            {
                "possible-duplicate",
                [
                    new StatementIssued { Form = StatementForm.Remarks }
                        .On("2022-09-14")
                        .Named("x"),
                    new StatementIssued { Form = StatementForm.Remarks }
                        .On("2022-09-14")
                        .Named("y"),
                ]
            },
            {
                "possible-duplicate",
                [
                    Of("ucdp-ged", "1", 70.5, 39.8, "KGZ", "TJK").Named("x"),
                    Of("acled", "KGZ9", 70.6, 39.9, "KGZ").Named("y"),
                ]
            },
            {
                "disputed",
                [
                    (new ClashReported() with { Claim = new Claim { Status = ClaimStatus.Disputed } })
                        .On("2022-09-14")
                        .Named("x"),
                ]
            },
            {
                "disputed",
                [
                    new ClashReported().On("2022-09-14").Named("x"),
                    new SourceAttached { Target = Id("x"), Stance = Stance.Disputes }.Named("y"),
                ]
            },
        };

    public static TheoryData<string, Event[]> Fitting =>
        new()
        {
            {
                "an accession needs no signature",
                [
                    new ConsentExpressed
                    {
                        InstrumentId = "t",
                        Party = "KGZ",
                        Mode = ConsentMode.Accession,
                    }.On("2025-01-01"),
                ]
            },
            {
                "rounds that follow on",
                [
                    new RoundHeld { RoundNumber = 41 }.On("2024-01-01"),
                    new RoundHeld { RoundNumber = 42 }.On("2024-07-01"),
                ]
            },
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
            { "one side of a larger headline", [Kill(62, "KGZ"), Kill(94).By("Reuters")] },
            { "a toll that rises", [Kill(24).By("24.kg", "2022-09-18"), Kill(46).By("24.kg", "2022-09-20")] },
            {
                "a lower toll of another source",
                [Kill(62).By("24.kg", "2022-09-18"), Kill(46).By("Asia-Plus", "2022-09-20")]
            },
            {
                "a day that is still to come",
                [new MeetingScheduled { MeetingId = "m", PlannedFor = Edtf.Parse("2025-04-01") }.On("2025-01-01")]
            },
            {
                "a milestone that was reached",
                [
                    new MilestoneReported
                    {
                        Milestone = Milestone.MarkersPlaced,
                        Status = MilestoneStatus.Planned,
                        PlannedFor = Edtf.Parse("2025-03"),
                    }.On("2025-01-01"),
                    new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Missed }.On(
                        "2025-03-20"
                    ),
                ]
            },
            {
                "a milestone planned again",
                [
                    new MilestoneReported
                    {
                        Milestone = Milestone.MarkersPlaced,
                        Status = MilestoneStatus.Planned,
                        PlannedFor = Edtf.Parse("2025-03"),
                    }.On("2025-01-01"),
                    new MilestoneReported
                    {
                        Milestone = Milestone.MarkersPlaced,
                        Status = MilestoneStatus.Delayed,
                        PlannedFor = Edtf.Parse("2026"),
                    }.On("2025-03-20"),
                ]
            },
            {
                "two reports tied by one slug",
                [
                    new ClashReported { ClashId = "a" }.On("2022-09-14"),
                    new ClashReported { ClashId = "a" }.On("2022-09-14"),
                ]
            },
            {
                "two slugs on one day",
                [
                    new ClashReported { ClashId = "a" }.On("2022-09-14"),
                    new ClashReported { ClashId = "b" }.On("2022-09-14"),
                ]
            },
            {
                "two places on one day",
                [new ClashReported().On("2022-09-14").In("Batken"), new ClashReported().On("2022-09-14").In("Vorukh")]
            },
            {
                "two rows of one collection",
                [Of("ucdp-ged", "1", 70.5, 39.8, "KGZ"), Of("ucdp-ged", "2", 70.5, 39.8, "KGZ")]
            },
            {
                "two collections about two places",
                [Of("ucdp-ged", "1", 70.5, 39.8, "KGZ"), Of("acled", "KGZ9", 74.6, 42.8, "KGZ")]
            },
            {
                "two collections about other people",
                [Of("ucdp-ged", "1", 70.5, 39.8, "KGZ"), Of("acled", "UZB9", 70.6, 39.9, "UZB")]
            },
            {
                "a source that confirms",
                [
                    new ClashReported().On("2022-09-14").Named("x"),
                    new SourceAttached { Target = Id("x"), Stance = Stance.Confirms },
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void What_does_not_fit_together_is_said_and_the_events_are_named(string code, Event[] events)
    {
        var anomaly = Assert.Single(Given([BorderTalks, .. events]).Now().Anomalies);

        Assert.Equal(code, anomaly.Code);
        Assert.Equal(
            events.Select(each => each.EventId).Where(IsNamed).Order(),
            anomaly.Events.Select(id => (Guid?)id).Order()
        );
        Assert.Matches(@"^[A-Z0-9'].*\.$", anomaly.Text);
    }

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_together_raises_no_doubt(string what, Event[] events) =>
        Assert.True(Given([BorderTalks, .. events]).Now().Anomalies is [], what);

    [Fact]
    public void Among_thousands_of_rows_of_one_collection_on_one_day_that_of_another_is_found()
    {
        const int Rows = 30_000;
        var theirs = Enumerable.Range(1, Rows).Select(n => Of("ucdp-ged", $"{n}", 70.5, 39.8, "KGZ").Named($"row {n}"));

        var anomaly = Assert.Single(
            Given([BorderTalks, .. theirs, Of("acled", "KGZ9", 70.6, 39.9, "KGZ").Named("y")]).Now().Anomalies
        );

        Assert.Equal(
            ("possible-duplicate", Id("row 1"), Id("y")),
            (anomaly.Code, anomaly.Events[0], anomaly.Events[1])
        );
    }

    private static bool IsNamed(Guid? id) => id == Id("x") || id == Id("y") || id == Id("z");

    // A clash as a collection has it: a slug and an id of its own choice.
    private static ClashReported Of(
        string scheme,
        string id,
        double longitude,
        double latitude,
        params string[] actors
    ) =>
        new ClashReported
        {
            ClashId = $"{scheme}-{id}",
            ExternalIds = [new ExternalId(scheme, id)],
            Actors = [.. actors.Select(code => new Actor { Id = code })],
            Place = new Place
            {
                Point = new Point { Type = PointType.Point, Coordinates = [longitude, latitude] },
            },
        }.On("2022-09-16");

    private static TollReported Kill(int figure, string? side = null) =>
        new TollReported
        {
            ClashId = "a",
            Side = side,
            Killed = Exactly(figure),
        }.On("2022-09");
}

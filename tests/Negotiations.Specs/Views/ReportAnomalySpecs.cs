using Negotiations.Events;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Reports that may be of one happening, and reports that a source disputes.</summary>
public class ReportAnomalySpecs
{
    public static TheoryData<string, Event[]> Doubtful =>
        new()
        {
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
    public void What_does_not_fit_together_is_said_and_the_events_are_named(string code, Event[] events) =>
        AnomalyCheck.IsFound(code, events);

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_together_raises_no_anomaly(string what, Event[] events) => AnomalyCheck.IsNone(what, events);

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
}

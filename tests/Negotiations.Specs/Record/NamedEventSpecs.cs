using Negotiations.Events;
using Negotiations.Record;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>A measure undoes a measure, and an objection answers a reservation, of the same negotiation.</summary>
public class NamedEventSpecs
{
    private static readonly Event Imposed = new MeasureTaken { Measure = Measure.SanctionImposed }
        .On("2018-05-08")
        .Named("imposed");

    private static readonly Event Reserved = new ReservationMade { Form = ReservationForm.Reservation, Party = "KGZ" }
        .On("2018-05-08")
        .Named("reserved");

    private static readonly Scenario Past = Given(BorderTalks, Imposed, Reserved);

    [Fact]
    public void A_measure_undoes_an_earlier_one() => Past.When(Lifting("imposed")).ThenRecords();

    [Fact]
    public void A_measure_and_the_one_that_undoes_it_come_in_one_request() =>
        Given(BorderTalks).When(Imposed, Lifting("imposed")).ThenRecords();

    [Theory]
    [InlineData("never heard of")]
    [InlineData("reserved")]
    [InlineData("lifted")]
    public void A_measure_undoes_nothing_else_and_not_itself(string what) =>
        Past.When(Lifting(what))
            .ThenRefused(RefusalKind.Invalid, "reversed-not-found", "/reverses", $"{Id(what)}", "'kg-tj-border'");

    [Fact]
    public void An_objection_answers_a_reservation() => Past.When(Objection("reserved")).ThenRecords();

    [Theory]
    [InlineData("never heard of")]
    [InlineData("imposed")]
    public void An_objection_answers_nothing_else(string what) =>
        Past.When(Objection(what))
            .ThenRefused(RefusalKind.Invalid, "reservation-not-found", "/to", $"{Id(what)}", "'kg-tj-border'");

    [Fact]
    public void A_correction_names_no_event_that_is_not_there() =>
        Past.When(
                new EventCorrected
                {
                    Target = Id("imposed"),
                    Reason = "It undid another.",
                    Patch = System.Text.Json.JsonElement.Parse($$"""{"reverses":"{{Id("reserved")}}"}"""),
                }
            )
            .ThenRefused(RefusalKind.Invalid, "reversed-not-found", "/patch/reverses");

    [Fact]
    public void A_measure_lies_in_no_future() =>
        Given(BorderTalks)
            .When(new MeasureTaken { Measure = Measure.Returns }.On("2030-01-01"))
            .ThenRefused(RefusalKind.Invalid, "reported-before-it-happened", "/occurred");

    private static MeasureTaken Lifting(string what) =>
        new MeasureTaken { Measure = Measure.SanctionLifted, Reverses = Id(what) }
            .On("2020-01-01")
            .Named("lifted");

    private static ReservationMade Objection(string what) =>
        new ReservationMade
        {
            Form = ReservationForm.Objection,
            Party = "TJK",
            To = Id(what),
        }.On("2020-01-01");
}

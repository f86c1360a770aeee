using CsCheck;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>"Since" is the day on which the value began to hold: on that day it holds, and on the day before it did
/// not.</summary>
public class SinceSpecs
{
    private const int Streams = 1500;

    private static readonly Gen<(Negotiation Negotiation, DateOnly AsOf)> OfDays = Gen.Select(
        AnyStream.OfAnyDates,
        AnyStream.Day,
        (negotiation, day) => (OnDays(negotiation), day)
    );

    [Fact]
    public void Security_is_what_it_is_since_that_day() =>
        OfDays.Holds(
            (negotiation, asOf) =>
            {
                if (Fold(negotiation, asOf).Security is { Since: { Text.Length: 10, Earliest: { } since } } view)
                {
                    Assert.Equal(view.State, Fold(negotiation, since).Security.State);
                    if (IsAlone(negotiation, since))
                        Assert.NotEqual(view.State, Fold(negotiation, since.AddDays(-1)).Security.State);
                }
            },
            iter: Streams
        );

    [Fact]
    public void The_phase_is_what_it_is_since_that_day() =>
        OfDays.Holds(
            (negotiation, asOf) =>
            {
                if (Fold(negotiation, asOf).Phase is { Since: { Text.Length: 10, Earliest: { } since } } view)
                {
                    Assert.Equal(view.Shown, Fold(negotiation, since).Phase!.Shown);
                    if (IsAlone(negotiation, since))
                        Assert.NotEqual(view.Shown, Fold(negotiation, since.AddDays(-1)).Phase!.Shown);
                }
            },
            iter: Streams
        );

    [Fact]
    public void When_a_truce_of_some_days_is_over_the_clashes_before_it_decide_since_the_day_after()
    {
        var clash = new ClashReported().On("2022-09-14");
        var border = Given(BorderTalks, clash, Truce("2022-09-16", "2022-09-20"), Truce("2022-09-18", "2022-09-30"));

        Assert.Equal((Security.Ceasefire, "2022-09-16"), At("2022-09-25"));
        Assert.Equal((Security.Clashes, "2022-10-01"), At("2022-10-05"));
        Assert.Equal((Security.PastClashes, "2023-09-15"), At("2023-10-05"));
        Assert.Equal(
            Security.NotReported,
            Given(BorderTalks, Truce("2022-09-16", "2022-09-20")).AsOf("2022-09-21").Security.State
        );

        (Security, string) At(string day) =>
            border.AsOf(day).Security is var view ? (view.State, view.Since!.Text) : default;

        static Event Truce(string from, string until) =>
            new CeasefireAgreed { EffectiveUntil = Edtf.Parse(until) }.On(from);
    }

    [Fact]
    public void Fighting_that_lasted_began_on_its_first_day() =>
        Assert.Equal(
            "2022-09-14",
            Given(BorderTalks, new ClashReported().On("2022-09-14/2022-09-17")).AsOf("2022-09-20").Security.Since!.Text
        );

    [Fact]
    public void A_series_is_ended_since_the_first_of_two_closings_and_announced_since_its_opening()
    {
        var series = BorderTalks with { Kind = NegotiationKind.DialogueSeries };
        var closed = new NegotiationClosed { Outcome = ClosingOutcome.Abandoned };

        Assert.Equal(
            "2024-01-01",
            Given(series, closed.On("2024-01-01"), closed.On("2024-06-01")).Now().Phase!.Since!.Text
        );
        Assert.Null(Given(series, new MeetingScheduled().On("2024-01-01")).Now().Phase!.Since);

        var edition = new MeetingHeld().On("2023-01-01");
        var reopened = new NegotiationClosed { Reopened = true }.On("2024-09-01");
        var phase = Given(series, edition, closed.On("2024-01-01"), reopened).Now().Phase!;
        Assert.Equal((Phase.Active, "2024-09-01"), (phase.Shown, phase.Since!.Text));
    }

    private static Status Fold(Negotiation negotiation, DateOnly asOf) =>
        StatusFold.Of(negotiation, Clocks.On(asOf))!.Status;

    // Of several facts of one day the second can bring back what stood the day before.
    private static bool IsAlone(Negotiation negotiation, DateOnly day) =>
        negotiation.Events.Count(each => each.Event.Occurred!.Earliest == day) < 2;

    // Facts alone, each on one day and said by a source without one.
    private static Negotiation OnDays(Negotiation negotiation) =>
        Negotiation.Of(
            negotiation.Id,
            negotiation
                .Events.Where(each => each.Event is Fact)
                .Select((each, index) => each with { Version = index + 1, Event = OnADay((Fact)each.Event) })
        );

    private static Fact OnADay(Fact fact) =>
        fact with
        {
            Occurred = Edtf.Day(fact.Occurred!.Earliest ?? fact.Occurred.Latest ?? new DateOnly(2022, 1, 1)),
            Sources = [new Source { Publisher = "AKIpress" }],
        };
}

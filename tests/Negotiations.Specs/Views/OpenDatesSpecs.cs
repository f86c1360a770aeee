using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Where more dates are open at one time than can be followed one by one, the view says so.</summary>
public class OpenDatesSpecs
{
    private const string TooMany = "too-many-open-dates";

    [Theory]
    [InlineData(Sweep<int, LadderStep>.MostOpen, false)]
    [InlineData(Sweep<int, LadderStep>.MostOpen + 1, true)]
    public void Of_closings_and_reopenings_within_one_year(int number, bool isSaid) =>
        Assert.Equal(isSaid, IsSaid([.. Repeated(number, n => new NegotiationClosed { Reopened = n % 2 == 1 })]));

    [Theory]
    [InlineData(Sweep<int, LadderStep>.MostOpen, false)]
    [InlineData(Sweep<int, LadderStep>.MostOpen + 1, true)]
    public void Of_the_ends_and_resumptions_of_the_principal_instrument(int number, bool isSaid) =>
        Assert.Equal(
            isSaid,
            IsSaid([
                new InstrumentSigned { InstrumentId = "treaty", Standing = InstrumentStanding.Principal }.On(
                    "2020-01-01"
                ),
                new EnteredIntoForce { InstrumentId = "treaty" }.On("2020-02-01"),
                .. Repeated(number, n =>
                    n % 2 == 1
                        ? new InstrumentResumed { InstrumentId = "treaty" }
                        : new InstrumentEnded { InstrumentId = "treaty", Mode = EndMode.Suspended }
                ),
            ])
        );

    private static IEnumerable<Event> Repeated(int number, Func<int, Event> make) =>
        Enumerable.Range(0, number).Select(n => make(n).On("2024"));

    private static bool IsSaid(Event[] events) =>
        Given([BorderTalks, .. events]).Now().Anomalies.Any(each => each.Code == TooMany);
}

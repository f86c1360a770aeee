using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Which incident was the last is open as long as the days allow more than one.</summary>
public class LastIncidentSpecs
{
    private static readonly Event OfTheDay = new ClashReported().On("2024-09-14").In("Batken").Named("of the day");
    private static readonly Event OfThatDayToo = new ClashReported().On("2024-09-14").In("Vorukh").Named("too");
    private static readonly Event OfTheMonth = new ClashReported().On("2024-09").In("Isfara").Named("of the month");
    private static readonly Event OfThatMonthToo = new ClashReported().On("2024-09").In("Vorukh").Named("month too");

    [Fact]
    public void Of_two_on_one_day_the_order_of_the_history_decides() =>
        Assert.Equal((Id("too"), 0), LastOf(OfTheDay, OfThatDayToo));

    [Fact]
    public void Of_two_within_one_month_either_may_be_the_last() =>
        Assert.Equal((Id("month too"), 2), LastOf(OfTheMonth, OfThatMonthToo));

    [Fact]
    public void One_of_a_day_within_the_month_of_another_may_be_the_last_as_the_other_may() =>
        Assert.Equal((Id("of the day"), 2), LastOf(OfTheMonth, OfTheDay));

    [Fact]
    public void One_that_a_source_disputes_may_be_the_last_of_its_day_or_not_have_been() =>
        Assert.Equal(
            (Id("too"), 2),
            LastOf(OfTheDay, OfThatDayToo with { Claim = new Claim { Status = ClaimStatus.Disputed } })
        );

    [Fact]
    public void Two_days_of_one_day_and_one_of_its_month_leave_the_shown_and_the_one_of_the_month() =>
        Assert.Equal((Id("too"), 2), LastOf(OfTheDay, OfThatDayToo, OfTheMonth));

    // A count of 2010, a truce of 2012, and a count of the same clash in a book of 2024.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_clash_that_is_counted_again_years_later_was_no_second_time(bool isReported)
    {
        Event[] story =
        [
            BorderTalks,
            .. isReported
                ? new Event[]
                {
                    new ClashReported
                    {
                        ClashId = "a",
                        Claim = new Claim { Status = ClaimStatus.Disputed },
                    }.On("2010-08-01"),
                }
                : [],
            Toll(10, "2010-08-02").Named("first"),
            new CeasefireAgreed().On("2012-01-01"),
            Toll(12, "2024-06-01").Named("again"),
        ];
        var status = Given(story).AsOf("2024-07-01");

        Assert.Equal((Security.Ceasefire, "2012-01-01"), (status.Security.State, status.Security.Since!.Text));
        Assert.DoesNotContain(status.Uncertain, each => each.Field is "security" or "security.since");
        Assert.DoesNotContain(status.Uncertain, each =>
            each.Field == "security.lastIncident" && each.Possible.Any(id => (string?)id == Id("again").ToString())
        );
        Assert.Equal(status.Clashes.Last!.Occurred, status.Security.LastIncident!.Occurred);
    }

    private static TollReported Toll(int killed, string on) =>
        new TollReported { ClashId = "a", Killed = Exactly(killed) }.On(on);

    private static (Guid Shown, int Possible) LastOf(params Event[] events)
    {
        var status = Given([BorderTalks, .. events]).Now();
        var open = status.Uncertain.SingleOrDefault(each => each.Field == "security.lastIncident");

        return (status.Security!.LastIncident!.EventId, open?.Possible.Count ?? 0);
    }
}

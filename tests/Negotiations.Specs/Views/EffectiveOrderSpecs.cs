using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>The order of the world: by earliest day, then by latest day, then as recorded.</summary>
public class EffectiveOrderSpecs
{
    [Theory]
    [InlineData("2024-07", "2024-07-01", "2024-07-01 2024-07")]
    [InlineData("2024-07-01/2024-08-15", "2024-07", "2024-07 2024-07-01/2024-08-15")]
    [InlineData("2024-07-01/..", "2024-07-01/2024-08-15", "2024-07-01/2024-08-15 2024-07-01/..")]
    [InlineData("2003", "../2024-07-01", "../2024-07-01 2003")]
    [InlineData("../2024-07-01", "2003", "../2024-07-01 2003")]
    [InlineData("../2024-07-02", "../2024-07-01", "../2024-07-01 ../2024-07-02")]
    [InlineData("2024-07-02", "2024-07", "2024-07 2024-07-02")]
    public void Of_two_events(string recordedFirst, string recordedSecond, string order) =>
        Assert.Equal(order, Ordered(new RoundHeld().On(recordedFirst), new RoundHeld().On(recordedSecond)));

    [Fact]
    public void Of_one_date_they_are_in_the_order_in_which_they_were_recorded()
    {
        var events = Given(BorderTalks, new RoundHeld().On("2024-07"), new MeetingHeld().On("2024-07"));

        Assert.Equal(
            [typeof(NegotiationOpened), typeof(RoundHeld), typeof(MeetingHeld)],
            EffectiveSet.Of(events.Negotiation.Events).Select(each => each.Fact.GetType())
        );
    }

    private static string Ordered(params Event[] events) =>
        string.Join(
            ' ',
            EffectiveSet
                .Of(Given([BorderTalks, .. events]).Negotiation.Events)
                .Where(each => each.Fact is RoundHeld)
                .Select(each => each.Occurred.Text)
        );
}

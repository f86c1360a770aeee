using Negotiations.Events;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// Real sources contradict themselves. Nothing is refused for it; the view says what does not fit, and names the
/// events: in these cases those that are named x, y and z.
/// </summary>
internal static class AnomalyCheck
{
    public static void IsFound(string code, Event[] events)
    {
        var anomaly = Assert.Single(Given([BorderTalks, .. events]).Now().Anomalies);

        Assert.Equal(code, anomaly.Code);
        Assert.Equal(
            events.Select(each => each.EventId).Where(IsNamed).Order(),
            anomaly.Events.Select(id => (Guid?)id).Order()
        );
        Assert.Matches(@"^[A-Z0-9'].*\.$", anomaly.Text);
    }

    public static void IsNone(string what, Event[] events) =>
        Assert.True(Given([BorderTalks, .. events]).Now().Anomalies is [], what);

    private static bool IsNamed(Guid? id) => id == Id("x") || id == Id("y") || id == Id("z");
}

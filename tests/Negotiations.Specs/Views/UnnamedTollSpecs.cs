using Negotiations.Events;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Tolls that name no clash, and lie in the days of none: those whose days meet are of one incident.</summary>
public class UnnamedTollSpecs
{
    [Theory]
    [InlineData(2, "2022-09-14", "2022-09-16")]
    [InlineData(1, "2022-09-14/2022-09-16", "2022-09-16/2022-09-18")]
    [InlineData(1, "2022-09-14/..", "2022-10-03")]
    [InlineData(1, "2022-09-14/..", "2022-10-03", "2022-12-05")]
    [InlineData(1, "2022-09-14", "2022-09-14/..", "2022-12-05")]
    [InlineData(1, "2022-09", "2022-09-03", "2022-09-20")]
    [InlineData(2, "2022-09", "2022-09-03", "2022-10-01")]
    public void Incidents_by_the_days_of_their_tolls(int incidents, params string[] days) =>
        Assert.Equal(incidents, Given([BorderTalks, .. days.Select(Kill)]).Now().Clashes.Incidents.Count);

    private static Event Kill(string days) =>
        new TollReported { Killed = Exactly(3) }
            .On(days)
            .By(days);
}

using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>What one source reports and another denies is said: by an anomaly, and by the incident.</summary>
public class DeniedSpecs
{
    private static readonly ClashReported Clash = new ClashReported { ClashId = "strike" }
        .On("2016-09-29")
        .By("PTI")
        .Named("clash");

    private static readonly TollReported Toll = new TollReported
    {
        ClashId = "strike",
        Killed = EventBuilders.Exactly(38),
    }
        .On("2016-09-29")
        .By("PTI");

    private static readonly SourceAttached Denial = new SourceAttached
    {
        Target = EventBuilders.Id("clash"),
        Stance = Stance.Denies,
    }
        .By("ISPR")
        .Named("denial");

    [Fact]
    public void A_clash_that_is_denied_has_an_anomaly_with_its_denial()
    {
        var anomaly = Given(BorderTalks, Clash, Denial).Now().Anomalies.Single(each => each.Code == "denied");

        Assert.Equal([EventBuilders.Id("clash"), EventBuilders.Id("denial")], anomaly.Events);
        Assert.DoesNotContain(Given(BorderTalks, Clash).Now().Anomalies, each => each.Code == "denied");
        Assert.DoesNotContain(Given(BorderTalks, Clash, Denial).AsOf("2016-09-28").Anomalies, each =>
            each.Code == "denied"
        );
    }

    [Fact]
    public void The_incident_that_its_losses_make_known_says_that_it_is_denied()
    {
        Assert.Equal(ClaimStatus.Denied, Incident(Clash, Denial, Toll).Claim);
        Assert.Null(Incident(Clash, Toll).Claim);
        Assert.Null(Incident(Toll).Claim);
    }

    [Fact]
    public void An_incident_is_disputed_where_every_report_of_it_is()
    {
        var disputed = Clash with { Claim = new Claim { Status = ClaimStatus.Disputed } };

        Assert.Equal(ClaimStatus.Disputed, Incident(disputed, Toll).Claim);
        Assert.Null(Incident(disputed, Clash.Named("another"), Toll).Claim);
    }

    [Fact]
    public void What_goes_on_was_last_heard_of_on_the_day_that_is_asked_about()
    {
        var war = new ClashReported { ClashId = "war" }
            .On("2020-09-27/2020-11-10")
            .By("APA", "2020-12-01");
        var status = Given(BorderTalks, war).AsOf("2020-10-12");

        Assert.Equal(new DateOnly(2020, 10, 12), status.On(new DateOnly(2020, 10, 12)).LastHeard!.On);
        Assert.Equal(
            new DateOnly(2020, 11, 10),
            Given(BorderTalks, war).AsOf("2021-01-01").On(new DateOnly(2021, 1, 1)).LastHeard!.On
        );
    }

    private static IncidentView Incident(params Event[] events) =>
        Given([BorderTalks, .. events]).Now().Clashes.Incidents.Single();
}

using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

// Parts of a text, each with a status of its own.
public partial class CatalogueActSpecs
{
    [Fact]
    public void A_provision_has_the_status_of_its_latest_report()
    {
        var past = Given(
            BorderTalks,
            Provisions("2024-05-01", ("article-3", ProvisionStatus.Bracketed), ("article-4", ProvisionStatus.Open)),
            Provisions("2024-09-01", ("article-3", ProvisionStatus.Agreed))
        );

        Assert.Equal(
            [("article-3", ProvisionStatus.Agreed, "2024-09-01"), ("article-4", ProvisionStatus.Open, "2024-05-01")],
            Assert.Single(past.Now().Instruments).Provisions.Select(each => (each.Id, each.Status, each.On.Text))
        );
        Assert.Equal(ProvisionStatus.Bracketed, past.AsOf("2024-06-01").Instruments[0].Provisions[0].Status);
    }

    [Fact]
    public void Two_reports_of_one_provision_that_nothing_orders_leave_its_status_open()
    {
        var status = Given(
                BorderTalks,
                Provisions("2024-09", ("article-3", ProvisionStatus.Closed)),
                Provisions("2024-09-10", ("article-3", ProvisionStatus.Open))
            )
            .Now();

        var field = Assert.Single(status.Uncertain, each =>
            each.Field == "instruments[border-treaty].provisions[article-3].status"
        );
        Assert.Equal(["closed", "open"], field.Possible.Select(each => (string)each!).Order());
    }

    [Fact]
    public void Provisions_alone_are_no_step_of_their_instrument()
    {
        var status = Given(BorderTalks, Provisions("2024-05-01", ("article-3", ProvisionStatus.Closed))).Now();

        Assert.Null(status.Instruments[0].Status);
    }

    // Armenia and Azerbaijan in 2024: thirteen of seventeen articles agreed, and nothing signed.
    [Fact]
    public void Provisions_are_what_has_come_of_the_talks()
    {
        var past = Given(
            BorderTalks,
            Provisions("2024-05-01", ("article-3", ProvisionStatus.Bracketed), ("article-4", ProvisionStatus.Open)),
            Provisions("2024-09-01", ("article-3", ProvisionStatus.Agreed))
        );

        var (open, agreed) = (past.AsOf("2024-06-01"), past.AsOf("2024-10-01"));
        Assert.Equal((Phase.Negotiating, "2024-05-01"), (open.Phase!.Certain, open.Phase.Since!.Text));
        Assert.Equal((Phase.PartiallyAgreed, "2024-09-01"), (agreed.Phase!.Certain, agreed.Phase.Since!.Text));
        Assert.Equal((Health.NotReported, Health.Active), (open.Health, agreed.Health));
    }

    private static ProvisionsReported Provisions(string on, params (string Id, ProvisionStatus Status)[] provisions) =>
        new ProvisionsReported
        {
            InstrumentId = "border-treaty",
            Provisions = [.. provisions.Select(each => new Provision { Id = each.Id, Status = each.Status })],
        }.On(on);
}

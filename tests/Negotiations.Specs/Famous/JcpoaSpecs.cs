using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>The JCPOA: adopted and never signed, not binding, endorsed by a resolution, left by one, snapped
/// back.</summary>
public class JcpoaSpecs
{
    private const string Plan = "jcpoa";
    private static readonly string[] Europeans = ["FRA", "DEU", "GBR"];

    private static readonly Scenario Story = FamousCase.Of(
        FamousCase.Opened(
            "Iran's nuclear programme",
            Subject.Security,
            "2006-06-06",
            "IRN",
            "USA",
            "GBR",
            "FRA",
            "DEU",
            "RUS",
            "CHN",
            "EU"
        ),
        new AgreementReached { Scope = AgreementScope.Partial, Subject = "Joint Plan of Action" }.On("2013-11-24"),
        new AgreementReached { Scope = AgreementScope.Framework, Subject = "parameters of Lausanne" }.On("2015-04-02"),
        new RoundHeld { Level = RoundLevel.Ministerial }.On("2015-06-27/2015-07-14"),
        new TextAuthenticated
        {
            InstrumentId = Plan,
            Title = "Joint Comprehensive Plan of Action",
            InstrumentType = InstrumentType.PoliticalCommitment,
            Standing = InstrumentStanding.Principal,
            Binding = false,
            Mode = AuthenticationMode.Adopted,
        }.On("2015-07-14"),
        new StatementIssued
        {
            Form = StatementForm.Resolution,
            Symbol = "S/RES/2231",
            Endorses = Plan,
        }
            .With("UNSC".As(ActorRole.Supporter))
            .On("2015-07-20"),
        new ApprovalGiven
        {
            InstrumentId = Plan,
            Party = "IRN",
            OrganKind = OrganKind.Parliament,
            Outcome = ApprovalOutcome.Approved,
        }.On("2015-10-13"),
        new MeasureTaken
        {
            Measure = Measure.SanctionLifted,
            By = ["EU", "USA"],
            Against = ["IRN"],
            InstrumentId = Plan,
        }
            .On("2016-01-16")
            .Named("lifting"),
        new InstrumentEnded
        {
            InstrumentId = Plan,
            Mode = EndMode.Withdrawn,
            Party = "USA",
        }.On("2018-05-08"),
        new MeasureTaken
        {
            Measure = Measure.SanctionImposed,
            By = ["USA"],
            Against = ["IRN"],
        }.On("2018-08-07"),
        new MeasureTaken
        {
            Measure = Measure.SanctionImposed,
            By = ["USA"],
            Against = ["IRN"],
        }.On("2018-11-05"),
        new BreachAlleged
        {
            InstrumentId = Plan,
            By = Europeans,
            Against = ["IRN"],
            Provision = "paragraph 36",
        }.On("2020-01-14"),
        new RoundHeld().On("2021-04-06"),
        new BreachAlleged
        {
            InstrumentId = Plan,
            By = Europeans,
            Against = ["IRN"],
            Provision = "paragraph 37",
        }.On("2025-08-28"),
        new MeasureTaken
        {
            Measure = Measure.SanctionImposed,
            By = ["UNSC"],
            Against = ["IRN"],
        }.On("2025-09-28")
    );

    [Fact]
    public void It_is_adopted_and_neither_signed_nor_in_force_nor_binding()
    {
        var status = Story.AsOf("2015-12-31");
        var plan = status.Instrument(Plan);

        Assert.Equal((InstrumentStatus.Authenticated, false), (plan.Status, plan.Binding));
        Assert.Equal((Phase.TextAuthenticated, "2015-07-14"), (status.Phase!.Certain, status.Phase!.Since!.Text));
        Assert.Null(plan.Signed);
        Assert.Null(plan.EntryIntoForce);
        Assert.Empty(plan.Parties);
    }

    [Fact]
    public void A_parliament_approved_it_at_home_and_a_resolution_endorsed_it()
    {
        var status = Story.AsOf("2015-12-31");

        Assert.Equal("IRN", Assert.Single(status.Instrument(Plan).Approvals).Party);
        Assert.Equal((StatementForm.Resolution, Plan), Endorsement(status));
        Assert.Empty(status.Anomalies);
    }

    [Fact]
    public void One_participant_left_and_the_plan_did_not_end()
    {
        var status = Story.AsOf("2019-01-01");
        var plan = status.Instrument(Plan);

        Assert.Equal(("USA", EndMode.Withdrawn), (Assert.Single(plan.Withdrawals).Party, plan.Withdrawals[0].Mode));
        Assert.Null(plan.Ended);
        Assert.Equal(InstrumentStatus.Authenticated, plan.Status);
        Assert.Empty(status.Anomalies);
    }

    [Fact]
    public void The_Security_Council_endorsed_it_and_is_no_party() =>
        Assert.DoesNotContain(Story.AsOf("2015-12-31").Parties, each => each is { Id: "UNSC", Role: ActorRole.Party });

    [Fact]
    public void The_sentence_says_who_called_for_the_sanctions_to_return() =>
        Assert.Equal(
            ["authenticated.adopted 2015-07-14", "ended.withdrawn.by 2018-05-08", "breach 2025-08-28"],
            Story.AsOf("2025-09-01").Says()
        );

    [Fact]
    public void Sanctions_and_alleged_breaches_are_listed_and_decide_nothing()
    {
        var status = Story.AsOf("2025-12-31");

        Assert.Equal(4, status.Measures.Count);
        Assert.Equal(2, status.Breaches.Count);
        Assert.Equal(Phase.TextAuthenticated, status.Phase!.Certain);
        Assert.Equal(Security.NotReported, status.Security.State);
    }

    [Fact]
    public void The_sentence_says_what_was_adopted_and_then_who_left_and_what_was_imposed()
    {
        Assert.Equal(["authenticated.adopted 2015-07-14"], Story.AsOf("2015-08-01").Says());
        Assert.Equal(
            ["authenticated.adopted 2015-07-14", "ended.withdrawn.by 2018-05-08"],
            Story.AsOf("2018-06-01").Says()
        );
        Assert.Equal(
            [
                "authenticated.adopted 2015-07-14",
                "ended.withdrawn.by 2018-05-08",
                "measure.sanction-imposed 2025-09-28",
            ],
            Story.AsOf("2025-12-31").Says()
        );
    }

    private static (StatementForm?, string?) Endorsement(Status status) =>
        status.Statements.Select(each => (each.Form, each.Endorses)).Single();
}

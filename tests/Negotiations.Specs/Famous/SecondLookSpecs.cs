using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>What a view said of well-known cases that it did not say elsewhere, or said half of.</summary>
public class SecondLookSpecs
{
    [Fact]
    public void What_a_council_issued_ends_its_deadlock()
    {
        var status = Scenario
            .Given(
                new NegotiationOpened
                {
                    Title = "Mandate of the force",
                    Kind = NegotiationKind.CouncilProduct,
                    Subject = Subject.Security,
                }
                    .On("2006-08-11")
                    .Named("opening")
            )
            .AndOn(
                "2026-06-01",
                new TalksStatusChanged { Status = TalksStatus.Deadlocked }
                    .On("2025-08-20")
                    .Named("deadlock"),
                new StatementIssued { Form = StatementForm.Remarks }
                    .On("2025-08-22")
                    .Named("remarks"),
                new StatementIssued { Form = StatementForm.Resolution }
                    .On("2025-08-28")
                    .Named("resolution")
            );

        Assert.Equal(Health.Deadlocked, status.AsOf("2025-08-25").Health);
        Assert.Equal(
            (Phase.Issued, Health.Active),
            (status.AsOf("2025-09-01").Phase!.Certain, status.AsOf("2025-09-01").Health)
        );
    }

    [Fact]
    public void Fighting_that_lasts_beyond_a_truce_breaks_it_since_the_truce_and_not_before()
    {
        var story = FamousCase.Of(
            FamousCase.Opened("Temple", Subject.Boundary, "2008", "KHM", "THA"),
            new CeasefireAgreed { CeasefireId = "april" }.On("2011-04-28"),
            new ClashReported { ClashId = "fighting", Breaches = "april" }.On("2011-04-22/2011-05-03")
        );

        Assert.Equal(
            (Security.Clashes, "2011-04-22"),
            (story.AsOf("2011-04-25").Security.State, story.AsOf("2011-04-25").Security.Since!.Text)
        );
        Assert.Equal(
            (Security.CeasefireBroken, "2011-04-28"),
            (story.AsOf("2011-06-01").Security.State, story.AsOf("2011-06-01").Security.Since!.Text)
        );
    }

    [Theory]
    [InlineData("2025-01-10", true)]
    [InlineData("2025-02-10", false)]
    [InlineData("2025-03-18", true)]
    public void A_breach_of_a_truce_that_was_not_in_effect_is_a_clash_and_not_in_silence(string on, bool isOutside)
    {
        var status = FamousCase
            .Of(
                FamousCase.Opened("Strip", Subject.Ceasefire, "2023", "ISR", "HAMAS"),
                new CeasefireAgreed
                {
                    CeasefireId = "january",
                    EffectiveFrom = Edtf.Parse("2025-01-19"),
                    EffectiveUntil = Edtf.Parse("2025-03-01"),
                }.On("2025-01-15"),
                new ClashReported { ClashId = "strike", Breaches = "january" }.On(on)
            )
            .AsOf(on);

        Assert.Equal(isOutside ? Security.Clashes : Security.CeasefireBroken, status.Security.State);
        Assert.Equal(isOutside, status.Anomalies.Any(each => each.Code == "breach-outside-truce"));
    }

    [Fact]
    public void Two_answers_of_one_day_are_both_said() =>
        Assert.Equal(
            ["drafted 2004-03-31", "approval.rejected 2004-04-24", "approval.approved 2004-04-24"],
            FamousCase
                .Of(
                    FamousCase.Opened("Settlement", Subject.Peace, "1999", "CYP", "TUR"),
                    new FinalDocumentsDrafted { InstrumentId = "plan", InstrumentType = InstrumentType.Agreement }.On(
                        "2004-03-31"
                    ),
                    Votes("CYP", ApprovalOutcome.Rejected),
                    Votes("TUR", ApprovalOutcome.Approved)
                )
                .AsOf("2004-05-01")
                .Says()
        );

    [Fact]
    public void The_consent_with_which_a_declaration_was_made_is_said_with_it() =>
        Assert.Equal(
            ["consent.accession 2012-01-09", "reserved.declaration 2012-01-09"],
            FamousCase
                .Of(
                    FamousCase.Opened("Mines", Subject.Security, "1996", "CAN"),
                    new ConsentExpressed
                    {
                        InstrumentId = "mines",
                        Party = "FIN",
                        Mode = ConsentMode.Accession,
                    }.On("2012-01-09"),
                    new ReservationMade
                    {
                        InstrumentId = "mines",
                        Party = "FIN",
                        Form = ReservationForm.Declaration,
                    }.On("2012-01-09")
                )
                .AsOf("2012-02-01")
                .Says()
        );

    [Fact]
    public void A_consent_that_the_view_takes_for_an_act_at_home_is_said_as_one()
    {
        var status = FamousCase
            .Of(
                FamousCase.Opened("Normalisation", Subject.Peace, "2020", "ISR", "ARE"),
                new InstrumentSigned
                {
                    InstrumentId = "treaty",
                    InstrumentType = InstrumentType.Treaty,
                    Signatories = ["ISR", "ARE"],
                    SubjectToRatification = true,
                }.On("2020-09-15"),
                new ConsentExpressed
                {
                    InstrumentId = "treaty",
                    Party = "ISR",
                    Mode = ConsentMode.Approval,
                    Organ = "Knesset",
                }.On("2020-10-15")
            )
            .AsOf("2020-11-01");

        Assert.Equal(["signed.by 2020-09-15", "approval.approved 2020-10-15"], status.Says());
        Assert.Equal("Knesset", status.Headline.Clauses[^1].Person);
        Assert.Equal(["ISR", "ARE"], status.Instrument("treaty").Awaiting);
    }

    [Fact]
    public void A_milestone_is_called_what_another_report_of_it_calls_it()
    {
        var status = FamousCase
            .Of(
                FamousCase.Opened("Talks", Subject.Peace, "2018", "USA", "AFG-TAL"),
                Withdrawal(MilestoneStatus.Planned, "2021-05-01").On("2020-02-29") with
                {
                    Title = "Withdrawal of all foreign forces",
                },
                Withdrawal(MilestoneStatus.Delayed, "2021-09-11").On("2021-04-14")
            )
            .AsOf("2021-05-02");

        Assert.Equal("Withdrawal of all foreign forces", status.Headline.Clauses.Single().What);
    }

    private static MilestoneReported Withdrawal(MilestoneStatus status, string plannedFor) =>
        new()
        {
            MilestoneId = "withdrawal",
            Milestone = Milestone.Other,
            Status = status,
            PlannedFor = Edtf.Parse(plannedFor),
        };

    private static ApprovalGiven Votes(string party, ApprovalOutcome outcome) =>
        new ApprovalGiven
        {
            InstrumentId = "plan",
            Party = party,
            OrganKind = OrganKind.Referendum,
            Outcome = outcome,
        }.On("2004-04-24");
}

using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>Arms control, borders and unions: who is bound when states end, and what time passes over.</summary>
public class ThirdLookSpecs
{
    private static readonly Scenario Forces = FamousCase.Of(
        FamousCase.Opened("Conventional forces", Subject.Security, "1989-03-09", "USA", "SUN", "DEU", "FRA"),
        Signs("cfe", "1990-11-19", "USA", "SUN", "DEU", "FRA"),
        Deposits("cfe", "USA", "1991-11-25"),
        Deposits("cfe", "DEU", "1991-12-23"),
        Deposits("cfe", "FRA", "1992-03-24"),
        new EnteredIntoForce { InstrumentId = "cfe", Provisional = true }.On("1992-07-17"),
        Deposits("cfe", "RUS", "1992-09-03") with
        {
            InPlaceOf = "SUN",
        },
        new EnteredIntoForce { InstrumentId = "cfe" }.On("1992-11-09"),
        Ends("cfe", EndMode.Suspended, "RUS", "2007-07-14", "2007-12-12"),
        Ends("cfe", EndMode.Withdrawn, "RUS", "2023-05-29", "2023-11-07")
    );

    private static readonly Scenario Union = FamousCase.Of(
        FamousCase.Opened("Withdrawal", Subject.Other, "2017-06-19", "GBR", "EU"),
        Ends("union", EndMode.Withdrawn, "GBR", "2017-03-29", "2020-01-31") with
        {
            InstrumentType = InstrumentType.Treaty,
            Standing = InstrumentStanding.Side,
        },
        Signs("agreement", "2020-01-24", "GBR", "EU"),
        new EnteredIntoForce { InstrumentId = "agreement" }.On("2020-02-01")
    );

    [Fact]
    public void Conventional_forces_pass_from_one_state_to_another_are_suspended_by_it_and_go_on_without_it()
    {
        Assert.Equal(["USA", "DEU", "FRA", "RUS"], Forces.AsOf("1995-01-01").Instrument("cfe").Members());
        Assert.Empty(Forces.AsOf("1992-10-01").Instrument("cfe").Awaiting);
        Assert.Contains(Forces.AsOf("2008-01-01").Instrument("cfe").Parties, each =>
            each is { Party: "RUS", Suspended: true, Until: null }
        );
        Assert.Equal(["USA", "DEU", "FRA"], Forces.AsOf("2024-01-01").Instrument("cfe").Members());
        Assert.Equal(Phase.InForce, Forces.AsOf("2024-01-01").Phase!.Certain);
    }

    [Fact]
    public void That_one_of_the_negotiators_leaves_a_union_of_which_nothing_else_is_on_record_does_not_end_it()
    {
        var status = Union.AsOf("2020-03-01");

        Assert.Null(status.Instrument("union").Ended);
        Assert.Equal("2020-01-31", status.Instrument("union").Withdrawals.Single().Effective!.Text);
        Assert.Contains(status.Anomalies, each => each.Code == "left-without-joining");
        Assert.Equal(Phase.InForce, status.Phase!.Certain);
    }

    [Fact]
    public void A_treaty_that_was_never_in_force_outlives_its_time_and_the_sentence_says_so()
    {
        var arms = FamousCase.Of(
            FamousCase.Opened("Strategic arms", Subject.Security, "1972-11", "USA", "SUN"),
            Signs("salt", "1979-06-18", "USA", "SUN") with
            {
                Validity = Edtf.Parse("1979-06-18/1985-12-31"),
            }
        );

        Assert.Equal(["signed.by 1979-06-18"], arms.AsOf("1985-12-31").Says());
        Assert.Equal(["signed.by 1979-06-18", "validity.passed "], arms.AsOf("1986-01-01").Says());
        Assert.Equal(Phase.ConsentPending, arms.AsOf("1986-01-01").Phase!.Certain);
    }

    [Fact]
    public void A_day_that_the_terms_name_and_that_passes_without_force_is_not_passed_over()
    {
        var lisbon = FamousCase.Of(
            FamousCase.Opened("Reform of the treaties", Subject.Other, "2007-06-23", "IRL", "CZE"),
            Signs("lisbon", "2007-12-13", "IRL", "CZE") with
            {
                EntryIntoForceTerms = new EntryIntoForceTerms
                {
                    Trigger = ForceTrigger.LastConsent,
                    On = Edtf.Parse("2009-01-01"),
                },
            },
            new ApprovalGiven
            {
                InstrumentId = "lisbon",
                Party = "IRL",
                OrganKind = OrganKind.Referendum,
                Outcome = ApprovalOutcome.Rejected,
            }.On("2008-06-12")
        );
        const string overdue = "date-passed-no-outcome";

        Assert.Equal("2009-01-01", lisbon.AsOf("2008-07-01").Instrument("lisbon").EntryIntoForce!.Expected!.On.Text);
        Assert.DoesNotContain(lisbon.AsOf("2009-01-01").Anomalies, each => each.Code == overdue);
        Assert.Contains(lisbon.AsOf("2009-01-02").Anomalies, each => each.Code == overdue);
        Assert.Equal(Phase.ConsentPending, lisbon.AsOf("2009-01-02").Phase!.Certain);
    }

    [Fact]
    public void A_name_is_settled_by_what_takes_the_place_of_the_interim_accord()
    {
        var name = FamousCase.Of(
            FamousCase.Opened("Name", Subject.Other, "1993-04", "GRC", "MKD"),
            Signs("interim", "1995-09-13", "GRC", "MKD"),
            new EnteredIntoForce { InstrumentId = "interim" }.On("1995-10-13"),
            Signs("final", "2018-06-17", "GRC", "MKD") with
            {
                Supersedes = "interim",
            },
            new EnteredIntoForce { InstrumentId = "final" }.On("2019-02-12")
        );

        Assert.Equal(
            [Phase.InForce, Phase.ConsentPending, Phase.InForce],
            new[] { "2000-01-01", "2018-07-01", "2019-03-01" }.Select(day => name.AsOf(day).Phase!.Certain!.Value)
        );
        Assert.DoesNotContain(name.AsOf("2019-03-01").Anomalies, each => each.Code == "principal-unclear");
    }

    private static InstrumentSigned Signs(string id, string on, params string[] signatories) =>
        new InstrumentSigned
        {
            InstrumentId = id,
            InstrumentType = InstrumentType.Treaty,
            Signatories = signatories,
            SubjectToRatification = true,
        }.On(on);

    private static ConsentExpressed Deposits(string id, string party, string on) =>
        new ConsentExpressed
        {
            InstrumentId = id,
            Party = party,
            Mode = ConsentMode.Deposit,
        }.On(on);

    private static InstrumentEnded Ends(string id, EndMode mode, string party, string on, string effective) =>
        new InstrumentEnded
        {
            InstrumentId = id,
            Mode = mode,
            Party = party,
            Effective = Edtf.Parse(effective),
        }.On(on);
}

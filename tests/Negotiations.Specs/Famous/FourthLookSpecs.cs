using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>
/// Missiles, a sea, a war and a peace: a treaty that is suspended, left and terminated, one that waits for the last of
/// five, one that a successor takes over, and one that an exchange puts in force.
/// </summary>
public class FourthLookSpecs
{
    private static readonly Scenario Missiles = FamousCase.Of(
        FamousCase.Opened("Intermediate-range forces", Subject.Security, "1981-11-30", "USA", "SUN"),
        Signs("inf", "1987-12-08", "USA", "SUN"),
        new ApprovalGiven
        {
            InstrumentId = "inf",
            Party = "USA",
            OrganKind = OrganKind.UpperChamber,
            Outcome = ApprovalOutcome.Approved,
        }.On("1988-05-27"),
        Consents("inf", null, ConsentMode.ExchangeOfInstruments, "1988-06-01"),
        new EnteredIntoForce { InstrumentId = "inf" }.On("1988-06-01"),
        Consents("inf", "RUS", ConsentMode.Succession, "1992-01-13") with
        {
            InPlaceOf = "SUN",
        },
        Ends("inf", EndMode.Suspended, "USA", "2019-02-01", "2019-02-02"),
        Ends("inf", EndMode.Withdrawn, "USA", "2019-02-01", "2019-08-02"),
        Ends("inf", EndMode.Suspended, "RUS", "2019-03-04", null),
        Ends("inf", EndMode.Terminated, null, "2019-08-02", null)
    );

    private static readonly Scenario Sea = FamousCase.Of(
        FamousCase.Opened("Caspian Sea", Subject.Boundary, "1996-11-12", "AZE", "IRN", "KAZ", "RUS", "TKM"),
        Signs("aktau", "2018-08-12", "AZE", "IRN", "KAZ", "RUS", "TKM") with
        {
            InstrumentType = InstrumentType.Convention,
            EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Deposits, Parties = 5 },
        },
        Consents("aktau", "TKM", ConsentMode.Ratification, "2018-12-01"),
        Consents("aktau", "KAZ", ConsentMode.Ratification, "2019-02-08"),
        Consents("aktau", "AZE", ConsentMode.Ratification, "2019-02-22"),
        Consents("aktau", "RUS", ConsentMode.Ratification, "2019-10-01")
    );

    private static readonly Scenario Bosnia = FamousCase.Of(
        FamousCase.Opened("Bosnia and Herzegovina", Subject.Peace, "1995-11-01", "BIH", "HRV", "YUG"),
        new TextAuthenticated
        {
            InstrumentId = "dayton",
            InstrumentType = InstrumentType.Agreement,
            Mode = AuthenticationMode.Initialled,
        }.On("1995-11-21"),
        new InstrumentSigned
        {
            InstrumentId = "dayton",
            Signatories = ["BIH", "HRV", "YUG"],
            EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Signature },
        }.On("1995-12-14"),
        Consents("dayton", "SRB", ConsentMode.Succession, "2006-06-05") with
        {
            InPlaceOf = "YUG",
        }
    );

    private static readonly Scenario Sinai = FamousCase.Of(
        FamousCase.Opened("Egypt and Israel", Subject.Peace, "1977-11-19", "EGY", "ISR"),
        new InstrumentSigned
        {
            InstrumentId = "frameworks",
            InstrumentType = InstrumentType.Agreement,
            Standing = InstrumentStanding.Side,
            Signatories = ["EGY", "ISR"],
        }.On("1978-09-17"),
        Signs("peace", "1979-03-26", "EGY", "ISR") with
        {
            EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Exchange },
        },
        Consents("peace", null, ConsentMode.ExchangeOfInstruments, "1979-04-25")
    );

    [Theory]
    [InlineData("1988-05-31", InstrumentStatus.AwaitingConsent, Phase.ConsentPending)]
    [InlineData("1988-06-01", InstrumentStatus.InForce, Phase.InForce)]
    [InlineData("2019-02-02", InstrumentStatus.Suspended, Phase.InForce)]
    [InlineData("2019-08-01", InstrumentStatus.Suspended, Phase.InForce)]
    [InlineData("2019-08-02", InstrumentStatus.Ended, Phase.Ended)]
    public void Missiles_are_banned_until_one_leaves_and_no_longer(string day, InstrumentStatus status, Phase phase)
    {
        var then = Missiles.AsOf(day);

        Assert.Equal((status, phase), (then.Instrument("inf").Status, then.Phase!.Certain));
        Assert.Empty(then.Anomalies);
    }

    [Fact]
    public void Russia_is_bound_instead_of_the_Soviet_Union_until_the_treaty_ends()
    {
        var spells = Missiles.AsOf("2020-01-01").Instrument("inf").Parties;

        Assert.Equal(
            ["USA 1988-06-01 2019-08-02", "SUN 1988-06-01 1992-01-13", "RUS 1992-01-13 2019-08-02"],
            spells.Select(each => $"{each.Party} {each.Since} {each.Until}")
        );
    }

    [Fact]
    public void Four_of_five_deposits_put_the_convention_on_the_sea_in_force_for_no_one()
    {
        var convention = Sea.AsOf("2026-01-01").Instrument("aktau");

        Assert.Equal(["IRN"], convention.Awaiting);
        Assert.Equal(InstrumentStatus.AwaitingConsent, convention.Status);
        Assert.Empty(convention.Parties);
        Assert.Null(convention.EntryIntoForce?.On);
    }

    [Fact]
    public void The_peace_of_Bosnia_is_initialled_then_in_force_by_signature_and_passes_to_Serbia()
    {
        Assert.Equal(Phase.TextAuthenticated, Bosnia.AsOf("1995-12-13").Phase!.Certain);
        Assert.Equal(["BIH", "HRV", "YUG"], Bosnia.AsOf("1996-01-01").Instrument("dayton").Members());
        Assert.Equal(["BIH", "HRV", "SRB"], Bosnia.AsOf("2007-01-01").Instrument("dayton").Members());
        Assert.Equal("1995-12-14", Bosnia.AsOf("2007-01-01").Phase!.Since!.Text);
    }

    [Fact]
    public void The_peace_of_Egypt_and_Israel_is_in_force_by_the_exchange_and_not_by_what_framed_it()
    {
        Assert.Equal(Phase.ConsentPending, Sinai.AsOf("1979-04-24").Phase!.Certain);
        Assert.Equal(["EGY", "ISR"], Sinai.AsOf("1979-04-24").Instrument("peace").Awaiting);
        Assert.Equal(Phase.InForce, Sinai.AsOf("1979-04-25").Phase!.Certain);
        Assert.Equal("1979-04-25", Sinai.AsOf("1990-01-01").Instrument("peace").EntryIntoForce!.On!.Text);
    }

    private static InstrumentSigned Signs(string id, string on, params string[] signatories) =>
        new InstrumentSigned
        {
            InstrumentId = id,
            InstrumentType = InstrumentType.Treaty,
            Signatories = signatories,
            SubjectToRatification = true,
        }.On(on);

    private static ConsentExpressed Consents(string id, string? party, ConsentMode mode, string on) =>
        new ConsentExpressed
        {
            InstrumentId = id,
            Party = party,
            Mode = mode,
        }.On(on);

    private static InstrumentEnded Ends(string id, EndMode mode, string? party, string on, string? effective) =>
        new InstrumentEnded
        {
            InstrumentId = id,
            Mode = mode,
            Party = party,
            Effective = effective is null ? null : Edtf.Parse(effective),
        }.On(on);
}

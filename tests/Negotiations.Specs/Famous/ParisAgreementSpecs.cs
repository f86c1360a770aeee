using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>The Paris Agreement: a threshold met a month before force, and one party that left, came back and left
/// again.</summary>
public class ParisAgreementSpecs
{
    private const string Paris = "paris-agreement";

    private static readonly Scenario Story = FamousCase.Of(
        FamousCase.Opened("Paris Agreement", Subject.Other, "2011-12-11", "USA", "CHN", "IND", "EU", "FRA"),
        new RoundHeld { MeetingId = "cop-20" }.On("2014-12-01/2014-12-14"),
        new TextAuthenticated
        {
            InstrumentId = Paris,
            Title = "Paris Agreement",
            InstrumentType = InstrumentType.Treaty,
            Standing = InstrumentStanding.Principal,
            Mode = AuthenticationMode.Adopted,
        }.On("2015-12-12"),
        new InstrumentSigned
        {
            InstrumentId = Paris,
            Signatories = ["USA", "CHN", "IND", "EU", "FRA"],
            SubjectToRatification = true,
            EntryIntoForceTerms = new EntryIntoForceTerms
            {
                Trigger = ForceTrigger.Deposits,
                Parties = 55,
                Share = 55,
                Of = "total global greenhouse gas emissions",
                Delay = "P30D",
            },
        }.On("2016-04-22"),
        Consents("CHN", ConsentMode.Ratification, "2016-09-03"),
        Consents("USA", ConsentMode.Acceptance, "2016-09-03"),
        Consents("IND", ConsentMode.Ratification, "2016-10-02"),
        Consents("EU", ConsentMode.Ratification, "2016-10-05"),
        Consents("FRA", ConsentMode.Ratification, "2016-10-05"),
        new EnteredIntoForce { InstrumentId = Paris }
            .On("2016-11-04")
            .By("Depositary", "2016-10-05"),
        new InstrumentRegistered
        {
            InstrumentId = Paris,
            Registry = "UNTS",
            Number = "54113",
        }.On("2016-11-04"),
        Leaves("2019-11-04", "2020-11-04"),
        Consents("USA", ConsentMode.Acceptance, "2021-01-20") with
        {
            Effective = Edtf.Parse("2021-02-19"),
        },
        new TextAuthenticated
        {
            InstrumentId = "rulebook",
            Title = "Katowice rules",
            Standing = InstrumentStanding.Side,
            InstrumentType = InstrumentType.Programme,
            Mode = AuthenticationMode.Adopted,
        }.On("2018-12-15"),
        Leaves("2025-01-27", "2026-01-27")
    );

    [Fact]
    public void The_sentence_names_all_who_consented_on_the_day_and_those_before() =>
        Assert.Equal(
            ["CHN IND", "EU FRA"],
            Story.AsOf("2016-10-06").Headline.Clauses.Select(each => string.Join(' ', each.Who!))
        );

    [Fact]
    public void With_the_threshold_met_it_is_consented_to_and_not_in_force()
    {
        var status = Story.AsOf("2016-10-20");

        Assert.Equal(
            (Phase.Consented, InstrumentStatus.Consented),
            (status.Phase!.Certain, status.Instrument(Paris).Status)
        );
        Assert.Equal(("2016-11-04", true), Expected(status));
        Assert.Null(status.Instrument(Paris).EntryIntoForce!.On);
    }

    [Fact]
    public void It_is_in_force_since_4_November_2016_and_stays_so_anyone_who_leaves()
    {
        Assert.All(["2016-11-04", "2020-12-01", "2026-03-01"], day =>
            Assert.Equal(
                (Phase.InForce, "2016-11-04"),
                (Story.AsOf(day).Phase!.Certain, Story.AsOf(day).Phase!.Since!.Text)
            )
        );
    }

    [Theory]
    [InlineData("2020-11-03", true)]
    [InlineData("2020-11-04", false)]
    [InlineData("2021-02-18", false)]
    [InlineData("2021-02-19", true)]
    [InlineData("2026-01-26", true)]
    [InlineData("2026-01-27", false)]
    public void The_United_States_is_a_party_between_the_days_of_effect_and_not_of_notice(string day, bool isParty) =>
        Assert.Equal(isParty, Story.AsOf(day).Instrument(Paris).Members().Contains("USA"));

    [Fact]
    public void Both_withdrawals_stand_with_their_notice_and_their_effect_and_no_signatory_vanishes()
    {
        var paris = Story.AsOf("2026-03-01").Instrument(Paris);

        Assert.Equal(
            [("2019-11-04", "2020-11-04"), ("2025-01-27", "2026-01-27")],
            paris.Withdrawals.Select(each => (each.Notified.Text, each.Effective!.Text))
        );
        Assert.Contains("USA", paris.Signatories.Select(each => each.Party));
        Assert.Equal(2, paris.Parties.Count(each => each.Party == "USA"));
    }

    [Fact]
    public void The_sentence_says_force_and_the_notice_that_followed() =>
        Assert.Equal(["force 2016-11-04", "ended.withdrawn.by 2019-11-04"], Story.AsOf("2020-01-01").Says());

    private static (string, bool) Expected(Status status) =>
        status.Instrument(Paris).EntryIntoForce!.Expected is { } expected
            ? (expected.On.Text, expected.Predicted)
            : ("none", false);

    private static ConsentExpressed Consents(string party, ConsentMode mode, string on) =>
        new ConsentExpressed
        {
            InstrumentId = Paris,
            Party = party,
            Mode = mode,
        }.On(on);

    private static InstrumentEnded Leaves(string notified, string effective) =>
        new InstrumentEnded
        {
            InstrumentId = Paris,
            Mode = EndMode.Withdrawn,
            Party = "USA",
            Effective = Edtf.Parse(effective),
        }.On(notified);
}
